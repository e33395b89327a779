import { expect, type Page } from "@playwright/test";
import { newEmail, PASSWORD, test } from "./fixtures/test";

const ATTRIBUTES = ["id", "name", "type", "autocomplete", "inputmode", "autocapitalize", "autocorrect", "spellcheck"];

/** What password managers, keyboards on screens and spelling checkers go by, of every field that a person sees. */
const fields = (page: Page) =>
  page.locator("form[data-joins] input:not([type=hidden])").evaluateAll(
    (inputs, names) =>
      inputs.map((input) =>
        names
          .map((name) => input.getAttribute(name))
          .filter((value) => value !== null)
          .join(" "),
      ),
    ATTRIBUTES,
  );

test("the fields say what belongs into them", async ({ laptop }) => {
  await laptop.goto("/login");
  expect(await fields(laptop)).toEqual([
    "email email email username email none off false",
    "password password password current-password none off false",
    "remember checkbox",
  ]);
  await laptop.goto("/sign-up");
  expect(await fields(laptop)).toEqual([
    "email email email username email none off false",
    "name name text name words false",
    "password password password new-password none off false",
  ]);
});

/** As a browser fills in what it has kept: the value at once, events that come from no key, and no focus. */
const autofill = (page: Page, values: Record<string, string>) =>
  page.evaluate((given) => {
    for (const [id, value] of Object.entries(given)) {
      const field = document.getElementById(id);
      if (!(field instanceof HTMLInputElement)) throw new Error(`There is no field ${id}`);
      field.dispatchEvent(new Event("keydown", { bubbles: true }));
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, value);
      for (const name of ["keyup", "input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    }
  }, values);

test("both forms work when the browser fills them in", async ({ laptop, phone }) => {
  const email = newEmail();
  await laptop.goto("/sign-up");
  await expect(laptop.getByRole("button", { name: "Show password" })).toBeVisible();
  await autofill(laptop, { email, password: PASSWORD });
  await laptop.getByRole("button", { name: "Create account" }).click();
  await expect(laptop).toHaveURL("/dashboard");

  await phone.goto("/login");
  await expect(phone.getByRole("button", { name: "Show password" })).toBeVisible();
  await autofill(phone, { email, password: PASSWORD });
  await phone.getByRole("button", { name: "Sign in" }).click();
  await expect(phone).toHaveURL("/dashboard");
});

test("a password is shown and hidden again without losing one's place", async ({ laptop }) => {
  await laptop.goto("/login");
  const password = laptop.locator("#password");
  const show = laptop.getByRole("button", { name: "Show password" });
  await expect(show).toHaveAttribute("aria-pressed", "false");
  await password.pressSequentially("correct battery");
  for (let i = 0; i < "battery".length; i++) await laptop.keyboard.press("ArrowLeft");
  await show.click();
  await expect(password).toHaveAttribute("type", "text");
  await expect(show).toHaveAttribute("aria-pressed", "true");
  await expect(password).toBeFocused();
  await laptop.keyboard.type("horse ");
  await expect(password).toHaveValue("correct horse battery");
  await show.click();
  await expect(password).toHaveAttribute("type", "password");
  await laptop.keyboard.type("and ");
  await expect(password).toHaveValue("correct horse and battery");
});

test("by keyboard too, and it is hidden when the form is sent", async ({ laptop, person }) => {
  await laptop.goto("/login");
  await laptop.getByLabel("E-mail").fill(person.email);
  await laptop.getByLabel("Password").fill(PASSWORD);
  await laptop.keyboard.press("Tab");
  const show = laptop.getByRole("button", { name: "Show password" });
  await expect(show).toBeFocused();
  await laptop.keyboard.press("Space");
  await expect(laptop.locator("#password")).toHaveAttribute("type", "text");
  await expect(show).toBeFocused();
  await laptop.route("**/api/auth/sign-in", (route) => route.abort());
  await laptop.getByRole("button", { name: "Sign in" }).click();
  await expect(laptop.locator("#password")).toHaveAttribute("type", "password");
  await expect(show).toHaveAttribute("aria-pressed", "false");
});

test("without JavaScript there is no button that would not work", async ({ openDevice }) => {
  const page = await openDevice({ javaScriptEnabled: false });
  for (const path of ["/login", "/sign-up"]) {
    await page.goto(path);
    await expect(page.getByLabel("Password")).toBeVisible();
    await expect(page.getByRole("button", { name: "Show password" })).toHaveCount(0);
  }
});

test("Caps Lock is told while a password is typed, and nothing moves for it", async ({ laptop }) => {
  await laptop.goto("/login");
  await expect(laptop.getByRole("button", { name: "Show password" })).toBeVisible();
  const hint = laptop.getByText("Caps Lock is on");
  const password = laptop.getByLabel("Password");
  const before = await password.boundingBox();
  const press = (capsLock: boolean) =>
    password.evaluate(
      (field, modifierCapsLock) =>
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "A", bubbles: true, modifierCapsLock })),
      capsLock,
    );
  await password.focus();
  await press(true);
  await expect(hint).toBeVisible();
  expect(await password.boundingBox()).toEqual(before);
  await press(false);
  await expect(hint).toHaveCount(0);
  await press(true);
  await expect(hint).toBeVisible();
  await laptop.getByLabel("E-mail").focus();
  await expect(hint).toHaveCount(0);
});
