import { expect, type Page } from "@playwright/test";
import { execute } from "./fixtures/database";
import { codeIn, linkIn, test } from "./fixtures/mail";
import { newEmail, PASSWORD, signIn } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";
import { journeys } from "./fixtures/ways";

const NEW_PASSWORD = "eleven purple tigers in a row";
const heading = (page: Page, text: string) => expect(page.getByRole("heading", { level: 1 })).toHaveText(text);
const status = (page: Page, text: string) => expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  const { common, dashboard, door, mailed, mails, recovery } = words;
  const { subject } = mails["verify-email"]();

  test.describe(title, () => {
    test.use({ javaScriptEnabled });
    /** axe is a script too. */
    const checkUsable = async (page: Page) => void (javaScriptEnabled && (await expectUsable(page)));

    const signUp = async (page: Page, email: string) => {
      await page.goto("/sign-up?next=%2Faccount");
      await hands.type(page, door.email, email);
      await hands.type(page, door.password, PASSWORD);
      await hands.press(page, door.createAccountSubmit);
      await heading(page, recovery.confirmTitle);
      await status(page, recovery.confirmSent);
    };

    test("sign up, have the mail sent again, and prove the address on the same device", async ({
      openDevice,
      mailbox,
    }) => {
      const page = await openDevice({ locale });
      const email = newEmail();
      await signUp(page, email);
      await expect(page.getByLabel(door.email)).toHaveValue(email);
      await page.setViewportSize({ width: 320, height: 640 });
      await checkUsable(page);
      await mailbox.take(email, subject);
      await hands.press(page, recovery.newMail);
      const mail = await mailbox.take(email, subject);
      await status(page, recovery.confirmSent);
      if (javaScriptEnabled) {
        await page.goto(linkIn(mail));
        await expect(page.getByText(recovery.confirmRead)).toBeVisible();
        await expect(page).toHaveURL("/verify-email"); // the token is gone from the address
        await expect(page.getByRole("button", { name: recovery.newMail })).toBeHidden();
        await checkUsable(page);
      } else {
        await hands.type(page, mailed.code, codeIn(mail));
      }
      await hands.press(page, recovery.confirm);
      await expect(page).toHaveURL("/dashboard");
      await heading(page, dashboard.hello(null));
    });

    test("sign up here and prove the address elsewhere: the password is chosen anew", async ({
      openDevice,
      mailbox,
    }) => {
      const [laptop, phone] = [await openDevice({ locale }), await openDevice({ locale, is: "Safari on iPhone" })];
      const email = newEmail();
      await signUp(laptop, email);
      const mail = await mailbox.take(email, subject);
      await phone.goto(javaScriptEnabled ? linkIn(mail) : "/verify-email");
      if (!javaScriptEnabled) {
        await phone.getByLabel(door.email).first().fill(email);
        await hands.type(phone, mailed.code, codeIn(mail));
      }
      await hands.press(phone, recovery.confirm);
      await heading(phone, recovery.resetTitle);
      await expect(phone.getByText(recovery.proven)).toBeVisible();
      await phone.setViewportSize({ width: 320, height: 640 });
      await checkUsable(phone);
      await hands.type(phone, recovery.newPassword, NEW_PASSWORD);
      await hands.press(phone, recovery.savePassword);
      await heading(phone, common.signIn);
      await status(phone, recovery.passwordIsNew);
      await hands.type(phone, door.email, email);
      await hands.type(phone, door.password, NEW_PASSWORD);
      await hands.press(phone, common.signIn);
      await expect(phone).toHaveURL("/dashboard");
    });
  });
}

test("a refused password leaves the one who proved an address where they are, and refusals are said", async ({
  laptop,
  phone,
  mailbox,
}) => {
  const email = newEmail();
  await laptop.goto("/sign-up");
  await laptop.getByLabel("E-mail").fill(email);
  await laptop.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await laptop.getByRole("button", { name: "Create account" }).click();
  const mail = await mailbox.take(email, "Confirm your e-mail address");
  await laptop.getByLabel("Code").fill("00000-00000");
  await laptop.getByRole("button", { name: "Confirm this address" }).click();
  const problem = laptop.locator("#problem"); // the router reads the title, which begins with the same words, to screen readers
  await expect(problem).toContainText("This link or code is mistyped");
  await expect(problem).toBeFocused();
  await expect(laptop.getByLabel("E-mail")).toHaveValue(email);

  await phone.goto(linkIn(mail));
  await phone.getByRole("button", { name: "Confirm this address" }).click();
  const password = phone.getByLabel("New password", { exact: true });
  await password.fill("x".repeat(257));
  await phone.getByRole("button", { name: "Save the new password" }).click();
  await expect(password).toHaveAccessibleDescription(/^Use at most 256 characters\./);
  await password.fill(NEW_PASSWORD);
  await phone.getByRole("button", { name: "Save the new password" }).click();
  await status(phone, "Your password is new.");
  expect((await phone.context().cookies()).map(({ name }) => name)).not.toContain("hufu-reset");
});

test("an address that nobody has proven says so on the profile page, and is proven from there", async ({
  server,
  mailbox,
  laptop,
  person,
}) => {
  await execute(server, `update "User" set "emailVerifiedAt" = null where email = '${person.email}'`);
  await signIn(laptop, person, "/account/profile");
  await expect(laptop.getByText("Not confirmed yet.")).toBeVisible();
  await laptop.getByRole("button", { name: "Send the mail that confirms it" }).click();
  await heading(laptop, "Confirm your address");
  await laptop.goto(linkIn(await mailbox.take(person.email, "Confirm that this address is yours")));
  await laptop.getByRole("button", { name: "Confirm this address" }).click();
  await expect(laptop).toHaveURL("/dashboard");
  await laptop.goto("/account/profile");
  await expect(laptop.getByText("Not confirmed yet.")).toHaveCount(0);
});
