import { expect, type Page } from "@playwright/test";
import { newEmail } from "./fixtures/http";
import { codeIn, linkIn, test } from "./fixtures/mail";
import { problem, signIn } from "./fixtures/test";
import { journeys } from "./fixtures/ways";

const heading = (page: Page, text: string) => expect(page.getByRole("heading", { level: 1 })).toHaveText(text);

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled, locale });

    test("an address is changed by its mail, and taken back by the mail to the old one", async ({
      laptop,
      phone,
      person,
      mailbox,
    }) => {
      const { account, common, emailChange, mailed, profile } = words;
      await signIn(phone, person);
      await signIn(laptop, person, "/account/profile");
      const wanted = newEmail();
      await hands.type(laptop, profile.newEmail, wanted);
      await hands.press(laptop, profile.askEmail);
      await expect(laptop.getByRole("status")).toContainText(profile.emailAsked);
      await expect(laptop.getByText(profile.emailPending(wanted))).toBeVisible();
      await expect(laptop.getByRole("definition").filter({ hasText: person.email })).toBeVisible();

      const mail = await mailbox.take(wanted, "Confirm your new e-mail address");
      await laptop.goto(linkIn(mail));
      await heading(laptop, emailChange.confirmTitle);
      if (javaScriptEnabled)
        await expect(laptop).toHaveURL("/confirm-email"); // the token is off the address
      else {
        await hands.type(laptop, emailChange.newEmail, wanted);
        await hands.type(laptop, mailed.code, codeIn(mail));
      }
      await hands.press(laptop, emailChange.confirm);
      await heading(laptop, account.profile);
      await expect(laptop.getByRole("status")).toContainText(profile.emailChanged);
      await expect(laptop.getByRole("definition").filter({ hasText: wanted })).toBeVisible();
      if (!javaScriptEnabled) await phone.reload();
      await heading(phone, common.signIn);

      const told = await mailbox.take(person.email, "Your e-mail address was changed");
      await phone.goto(linkIn(told));
      if (!javaScriptEnabled) {
        await hands.type(phone, emailChange.oldEmail, person.email);
        await hands.type(phone, mailed.code, codeIn(told));
      }
      await hands.press(phone, emailChange.undo);
      await heading(phone, common.signIn);
      await expect(phone.getByRole("status")).toHaveText(emailChange.undoneAtDoor);
      if (!javaScriptEnabled) await laptop.reload();
      await heading(laptop, common.signIn);
      await mailbox.take(person.email, "Choose a new password");

      await phone.goto(linkIn(told));
      if (!javaScriptEnabled) {
        await hands.type(phone, emailChange.oldEmail, person.email);
        await hands.type(phone, mailed.code, codeIn(told));
      }
      await hands.press(phone, emailChange.undo);
      await expect(problem(phone, words.problems.refusals.link_invalid.detail)).toBeVisible();
    });
  });
}
