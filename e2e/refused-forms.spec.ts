import { expect, type Page } from "@playwright/test";
import { newEmail, PASSWORD, problem, test } from "./fixtures/test";

/** Past the browser's own checks, which a program does not make. */
const skipBrowserChecks = (page: Page) =>
  page.locator("form").evaluate((form: HTMLFormElement) => (form.noValidate = true));

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
    });

    test("an address that has an account is refused at sign-up", async ({ laptop, person }) => {
      await laptop.goto("/sign-up");
      await laptop.getByLabel("E-mail").fill(person.email);
      await laptop.getByLabel("Password").fill(PASSWORD);
      await laptop.getByRole("button", { name: "Create account" }).click();
      await expect(problem(laptop, "Sign in with it, or use another address.")).toBeVisible();
      await expect(laptop.getByLabel("E-mail")).toHaveValue(person.email);
    });
  });
}
