import { expect, type Page } from "@playwright/test";
import { execute } from "./fixtures/database";
import { codeIn, linkIn, test } from "./fixtures/mail";
import { PASSWORD, problem, signIn } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";
import { journeys } from "./fixtures/ways";

const NEW_PASSWORD = "eleven purple tigers in a row";
const heading = (page: Page, text: string) => expect(page.getByRole("heading", { level: 1 })).toHaveText(text);
const status = (page: Page, text: string) => expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  const { account, common, door, mailed, recovery, sessions } = words;

  test.describe(title, () => {
    test.use({ javaScriptEnabled });
    /** axe is a script too. */
    const checkUsable = async (page: Page) => void (javaScriptEnabled && (await expectUsable(page)));

    const enter = async (page: Page, password: string) => {
      await hands.type(page, door.password, password);
      await hands.press(page, common.signIn);
    };

    test("a forgotten password is chosen anew by mail, and the phone's open page ends", async ({
      openDevice,
      person: { email },
      mailbox,
    }) => {
      const [laptop, phone] = [await openDevice({ locale }), await openDevice({ locale, is: "Safari on iPhone" })];
      await signIn(phone, { email });
      await mailbox.take(email, "A new device is signed in");
      await laptop.goto("/login");
      await hands.press(laptop, recovery.forgot);
      await heading(laptop, recovery.forgot);
      await hands.type(laptop, door.email, email);
      await hands.press(laptop, recovery.send);
      await status(laptop, recovery.sent);
      await laptop.setViewportSize({ width: 320, height: 640 });
      await checkUsable(laptop);
      const mail = await mailbox.take(email, "Choose a new password");
      if (javaScriptEnabled) {
        await laptop.goto(linkIn(mail));
        await expect(laptop.getByText(recovery.resetRead)).toBeVisible();
        await expect(laptop).toHaveURL("/reset-password");
      } else {
        await hands.press(laptop, recovery.typeCode);
        await expect(laptop.getByLabel(door.email)).toHaveValue(email);
        await hands.type(laptop, mailed.code, codeIn(mail));
      }
      await checkUsable(laptop);
      await hands.type(laptop, recovery.newPassword, NEW_PASSWORD);
      await hands.press(laptop, recovery.savePassword);
      await heading(laptop, common.signIn);
      await status(laptop, recovery.passwordIsNew);

      // With JavaScript the phone's open page leaves by itself; without, its next click leads to the door.
      if (!javaScriptEnabled) await hands.press(phone, account.dashboard);
      await heading(phone, common.signIn);
      await expect(problem(phone, sessions.endedAtDoor["password-reset"] ?? "")).toBeVisible();
      await hands.type(phone, door.email, email);
      await enter(phone, PASSWORD);
      await expect(problem(phone, words.problems.refusals.invalid_credentials.detail)).toBeVisible();
      await hands.type(laptop, door.email, email);
      await enter(laptop, NEW_PASSWORD);
      await expect(laptop).toHaveURL("/dashboard");
    });

    test("who has left signs in, is told until when they can come back, and does", async ({
      openDevice,
      server,
      person: { email },
    }) => {
      const until = `(select max("absoluteExpiresAt") from "Session" where "userId" = "User".id)`; // some day to come
      await execute(server, `update "User" set "eraseAt" = ${until} where email = '${email}'`);
      const page = await openDevice({ locale });
      await page.goto("/login?next=%2Faccount");
      await hands.type(page, door.email, email);
      await enter(page, PASSWORD);
      await heading(page, recovery.comeBackTitle);
      await expect(problem(page, words.problems.refusals.account_leaving.detail)).toBeFocused();
      await page.setViewportSize({ width: 320, height: 640 });
      await checkUsable(page);
      await expect(page.getByLabel(door.email)).toHaveValue(email);
      if (!javaScriptEnabled) await hands.type(page, door.password, PASSWORD);
      await hands.press(page, recovery.comeBack);
      await expect(page).toHaveURL("/account");
    });
  });
}

test("a refused password keeps the link, and a link that was used leads to a new mail", async ({
  laptop,
  person,
  mailbox,
}) => {
  await laptop.request.post("/api/auth/forgot-password", {
    data: { email: person.email },
    headers: { "sec-fetch-site": "same-origin", connection: "close" },
  });
  const link = linkIn(await mailbox.take(person.email, "Choose a new password"));
  await laptop.goto(link);
  const password = laptop.getByLabel("New password", { exact: true });
  await password.fill("x".repeat(257));
  await laptop.getByRole("button", { name: "Save the new password" }).click();
  await expect(password).toHaveAccessibleDescription(/^Use at most 256 characters\./);
  await password.fill(NEW_PASSWORD);
  await laptop.getByRole("button", { name: "Save the new password" }).click();
  await status(laptop, "Your password is new.");

  await laptop.goto(link);
  await password.fill(NEW_PASSWORD);
  await laptop.getByRole("button", { name: "Save the new password" }).click();
  await expect(problem(laptop, "This link or code is mistyped, used, too old")).toBeFocused();
  await expect(laptop.getByLabel("Code")).toBeVisible();
  await laptop.getByRole("link", { name: "Ask for a new mail" }).click();
  await heading(laptop, "Forgot your password?");
});
