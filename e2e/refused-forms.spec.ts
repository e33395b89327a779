import { expect, type Page } from "@playwright/test";
import { newEmail, PASSWORD, problem, test } from "./fixtures/test";

/** Past the browser's own checks, which a program does not make. */
const skipBrowserChecks = (page: Page) =>
  page
    .locator("form", { has: page.getByLabel("E-mail") })
    .evaluate((form: HTMLFormElement) => (form.noValidate = true));

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("a wrong password keeps the e-mail in the field and out of the address", async ({ laptop, person }) => {
      await laptop.goto("/login?next=%2Faccount");
      await laptop.getByLabel("E-mail").fill(person.email);
      await laptop.getByLabel("Password").fill("wrong horse battery staple");
      await laptop.getByRole("button", { name: "Sign in" }).click();
      await expect(problem(laptop, "E-mail and password do not match.")).toBeVisible();
      await expect(laptop.getByLabel("E-mail")).toHaveValue(person.email);
      await expect(laptop.getByLabel("Password")).toHaveValue("");
      await expect(laptop.getByLabel("Password")).toBeFocused();
      await expect(laptop.getByLabel("Password")).toHaveAccessibleDescription(/^E-mail and password do not match\./);
      await expect(laptop).toHaveURL("/login?error=invalid_credentials&next=%2Faccount");
      await laptop.getByLabel("Password").fill(PASSWORD);
      await laptop.getByRole("button", { name: "Sign in" }).click();
      await expect(laptop).toHaveURL("/account");
    });

    test("an unknown e-mail is refused in the very same words", async ({ laptop }) => {
      await laptop.goto("/login");
      await laptop.getByLabel("E-mail").fill(newEmail());
      await laptop.getByLabel("Password").fill(PASSWORD);
      await laptop.getByRole("button", { name: "Sign in" }).click();
      await expect(problem(laptop, "E-mail and password do not match.")).toBeVisible();
    });

    test("a short password is stopped by the browser, and by the server", async ({ laptop }) => {
      const email = newEmail();
      await laptop.goto("/sign-up");
      await laptop.getByLabel("E-mail").fill(email);
      await laptop.getByLabel("Password").pressSequentially("too short");
      await laptop.getByRole("button", { name: "Create account" }).click();
      await expect(laptop.locator("input:invalid")).toHaveAttribute("name", "password");
      await expect(laptop).toHaveURL("/sign-up");

      await skipBrowserChecks(laptop);
      await laptop.getByRole("button", { name: "Create account" }).click();
      await expect(problem(laptop, "Some fields need another value.")).toBeVisible();
      await expect(laptop.getByLabel("Password")).toHaveAccessibleDescription(/^Use at least 15 characters\./);
      await expect(laptop.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
      await expect(laptop.getByLabel("E-mail")).toHaveValue(email);
      await expect(laptop).toHaveURL("/sign-up?error=password%3Apassword_too_short");
      await expect(problem(laptop, "Some fields need another value.")).toBeFocused();
      await laptop.getByRole("link", { name: "Password: Use at least 15 characters." }).click();
      await expect(laptop.getByLabel("Password")).toBeFocused();
      await expect(laptop.getByLabel("Password")).toHaveValue(javaScriptEnabled ? "too short" : "");
    });

    test("an address that has an account is refused at sign-up", async ({ laptop, person }) => {
      await laptop.goto("/sign-up");
      await laptop.getByLabel("E-mail").fill(person.email);
      await laptop.getByLabel("Password").fill(PASSWORD);
      await laptop.getByRole("button", { name: "Create account" }).click();
      await expect(problem(laptop, "Sign in with it, or use another address.")).toBeVisible();
      await expect(laptop.getByLabel("E-mail")).toHaveValue(person.email);
      await expect(laptop.getByLabel("E-mail")).toHaveAccessibleDescription(/^This address has an account already\./);
      await expect(problem(laptop, "Sign in with it, or use another address.")).toBeFocused();
    });
  });
}

test("a second refusal in the same words empties the password and takes the reader there again", async ({
  laptop,
  person,
}) => {
  await laptop.goto("/login");
  await laptop.getByLabel("E-mail").fill(person.email);
  for (const attempt of ["the first wrong password", "the second wrong password"]) {
    await laptop.getByLabel("Password").fill(attempt);
    await laptop.getByLabel("Keep me signed in on this device").focus();
    await laptop.keyboard.press("Enter");
    await expect(laptop.getByLabel("Password")).toHaveValue("");
    await expect(laptop.getByLabel("Password")).toBeFocused();
    await expect(laptop.getByLabel("E-mail")).toHaveValue(person.email);
  }
});

test("choosing a language after a refusal leaves what was typed, and the reader where they are", async ({
  laptop,
  person,
}) => {
  await laptop.goto("/login?error=invalid_credentials");
  await laptop.getByLabel("E-mail").fill(person.email);
  await laptop.getByLabel("Password").fill(PASSWORD);
  await laptop.getByRole("button", { name: "简体中文" }).click();
  await expect(laptop.getByRole("heading", { name: "登录" })).toBeVisible();
  await expect(laptop.getByLabel("密码")).toHaveValue(PASSWORD);
  await expect(laptop.getByLabel("邮箱")).toHaveValue(person.email);
  await expect(laptop.getByRole("button", { name: "简体中文" })).toBeFocused();
});
