import { expect } from "@playwright/test";
import { execute } from "./fixtures/database";
import { test } from "./fixtures/mail";
import { PASSWORD, signIn } from "./fixtures/test";
import { journeys } from "./fixtures/ways";

const NEW_PASSWORD = "eleven purple tigers in a row";
/** Of which the words here say nothing. */
const LIMITS = { passwordMin: 15, passwordMax: 256, nameMax: 100, sessionLimitMax: 1_000 };

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled, locale });

    test("a password is changed by who knows it: the phone is out, this browser is not", async ({
      laptop,
      phone,
      person,
      mailbox,
    }) => {
      const { security, sessions, common } = words;
      await signIn(phone, person);
      await signIn(laptop, person, "/account/security");
      const current = laptop.getByLabel(security.currentPassword, { exact: true });
      await hands.type(laptop, security.currentPassword, "not this one");
      await hands.type(laptop, security.newPassword, NEW_PASSWORD);
      await hands.press(laptop, security.savePassword);
      await expect(current).toHaveAccessibleDescription(words.problems.fields.password_wrong(LIMITS));
      await expect(current).toHaveValue("");
      await expect(current).toBeFocused();

      await hands.type(laptop, security.currentPassword, PASSWORD);
      if (!javaScriptEnabled) await hands.type(laptop, security.newPassword, NEW_PASSWORD);
      await hands.press(laptop, security.savePassword);
      await expect(laptop.getByRole("status")).toContainText(security.passwordChanged(1));
      for (const label of [security.currentPassword, security.newPassword]) {
        await expect(laptop.getByLabel(label, { exact: true })).toHaveValue("");
      }
      if (!javaScriptEnabled) await phone.reload();
      await expect(phone.getByRole("heading", { level: 1 })).toHaveText(common.signIn);
      await expect(phone.getByText(sessions.endedAtDoor["password-changed"] ?? "")).toBeVisible();
      await mailbox.take(person.email, "Your password was changed");
    });
  });
}

test("an account without a password is led to the mail by which one is chosen", async ({ laptop, person, server }) => {
  await signIn(laptop, person, "/account/security");
  await execute(server, `update "User" set "passwordHash" = null where email = '${person.email}'`);
  await laptop.reload();
  await expect(laptop.getByRole("link", { name: "Choose a password" })).toHaveAttribute("href", "/forgot-password");
  await expect(laptop.getByLabel("Current password")).toHaveCount(0);
});
