import { expect } from "@playwright/test";
import { test } from "./fixtures/mail";
import { problem, signIn } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";
import { journeys } from "./fixtures/ways";

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled, locale });

    test("who leaves is told what that means, and is out everywhere at once", async ({
      laptop,
      phone,
      person,
      mailbox,
    }) => {
      const { common, leaving, sessions } = words;
      await signIn(phone, person);
      await signIn(laptop, person, "/account/profile");
      await hands.open(laptop, leaving.open);
      if (javaScriptEnabled) {
        const asked = laptop.getByRole("alertdialog", { name: leaving.question });
        await expect(asked).toContainText(leaving.consequences(14));
        await laptop.setViewportSize({ width: 320, height: 800 });
        await expectUsable(laptop, "asked");
      } else await expect(laptop.getByText(leaving.consequences(14))).toBeVisible();
      await hands.press(laptop, leaving.confirm);
      await expect(laptop.getByRole("heading", { level: 1 })).toHaveText(common.signIn);
      await expect(laptop.getByRole("status")).toHaveText(leaving.leftAtDoor(14));
      if (!javaScriptEnabled) await phone.reload();
      await expect(phone.getByRole("heading", { level: 1 })).toHaveText(common.signIn);
      await expect(problem(phone, sessions.endedAtDoor["revoked-all"] ?? "")).toBeVisible();
      await mailbox.take(person.email, "Your account is to be erased");
    });
  });
}
