import { expect, type Page } from "@playwright/test";
import { devices } from "./fixtures/account-page";
import { keyboard } from "./fixtures/hands";
import { newEmail, PASSWORD, problem, signIn, test } from "./fixtures/test";

const SIGN_IN = "**/api/auth/sign-in";

/** Holds the answers to a route back. @returns lets them through; and how many requests have come */
async function holdBack(page: Page, url: string) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let count = 0;
  await page.route(url, async (route) => {
    count++;
    await released;
    await route.continue();
  });
  return { release, count: () => count };
}

test("a network that is lost in mid sign-in is told, costs nothing typed, and the next try signs in once", async ({
  laptop,
  person,
}) => {
  await laptop.goto("/login?next=%2Faccount");
  await laptop.getByLabel("E-mail").fill(person.email);
  await laptop.getByLabel("Password").fill(PASSWORD);
  await laptop.route(SIGN_IN, (route) => route.abort("connectionreset"));
  const submit = laptop.getByRole("button", { name: "Sign in" });
  await submit.click();
  await expect(problem(laptop, "The server could not be reached")).toBeVisible();
  await expect(laptop.getByLabel("E-mail")).toHaveValue(person.email);
  await expect(laptop.getByLabel("Password")).toHaveValue(PASSWORD);
  await expect(submit).not.toHaveAttribute("aria-disabled");
  await laptop.unroute(SIGN_IN);
  await submit.click();
  await expect(laptop).toHaveURL("/account");
  await expect(devices(laptop)).toHaveCount(1);
});

test("a connection that is gone is told by itself, and so is that it is back", async ({ laptop }) => {
  await laptop.goto("/login", { waitUntil: "networkidle" });
  await laptop.context().setOffline(true);
  await expect(problem(laptop, "No connection.")).toBeVisible();
  await laptop.context().setOffline(false);
  await expect(problem(laptop, "No connection.")).toHaveCount(0);
});

test("an answer that is lost after the server signed the person up leaves one account, and says so", async ({
  laptop,
}) => {
  const email = newEmail();
  await laptop.goto("/sign-up");
  await laptop.getByLabel("E-mail").fill(email);
  await laptop.getByLabel("Password").fill(PASSWORD);
  await laptop.route("**/api/auth/sign-up", async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
  await laptop.getByRole("button", { name: "Create account" }).click();
  await expect(problem(laptop, "nothing is known to have changed")).toBeVisible();
  await laptop.unroute("**/api/auth/sign-up");
  await laptop.getByRole("button", { name: "Create account" }).click();
  await expect(problem(laptop, "This address has an account already.")).toBeVisible();
});

test("while the answer is on its way the button keeps its size, shows so after 300 ms, and sends nothing twice", async ({
  laptop,
  person,
}) => {
  await laptop.goto("/login");
  await laptop.getByLabel("E-mail").fill(person.email);
  await laptop.getByLabel("Password").fill(PASSWORD);
  const { release, count } = await holdBack(laptop, SIGN_IN);
  const submit = laptop.getByRole("button", { name: "Sign in" });
  const before = await submit.boundingBox();
  await submit.click();
  await expect(submit).toHaveAttribute("aria-disabled", "true");
  await expect(submit).toBeFocused();
  await expect(laptop.locator("form[data-joins]")).toHaveAttribute("aria-busy", "true");
  const ring = () => submit.evaluate((button) => getComputedStyle(button, "::after").opacity);
  const words = () =>
    submit.evaluate((button) => button.firstElementChild && getComputedStyle(button.firstElementChild).opacity);
  await expect.poll(ring).toBe("1");
  await expect.poll(words).toBe("0");
  expect(await submit.boundingBox()).toEqual(before);
  const others = laptop.getByRole("button").and(laptop.locator("[aria-disabled=true]"));
  await expect(others).toHaveCount(1); // the one that was pressed
  await submit.click({ force: true });
  await laptop.getByLabel("Password").press("Enter");
  expect(count()).toBe(1);
  release();
  await expect(laptop).toHaveURL("/dashboard");
  await laptop.goto("/account");
  await expect(devices(laptop)).toHaveCount(1);
});

test("who is signed in already is told as whom, and can go on or sign out first", async ({ laptop, person }) => {
  await signIn(laptop, person);
  for (const path of ["/login", "/sign-up"]) {
    await laptop.goto(`${path}?next=%2Faccount`);
    await expect(laptop.getByText(`You are already signed in as ${person.email}.`)).toBeVisible();
    await laptop.getByRole("link", { name: "Go on" }).click();
    await expect(laptop).toHaveURL("/account");
  }
  await laptop.goto("/login");
  await laptop.getByRole("button", { name: "Sign out" }).click();
  await expect(laptop.getByRole("status").filter({ hasText: "You are signed out." })).toBeVisible();
  await expect(laptop.getByText("You are already signed in")).toHaveCount(0);
});

test("with the keyboard alone: a refusal, the way to the field that is wrong, and in", async ({ laptop }) => {
  const email = newEmail();
  await laptop.goto("/sign-up");
  await laptop.locator("form[data-joins]").evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await keyboard.type(laptop, "E-mail", email);
  await keyboard.type(laptop, "Password", "too short");
  await laptop.keyboard.press("Enter");
  await expect(problem(laptop, "Some fields need another value.")).toBeFocused();
  await laptop.keyboard.press("Tab");
  await laptop.keyboard.press("Enter");
  await expect(laptop.getByLabel("Password")).toBeFocused();
  await laptop.keyboard.press("End");
  await laptop.keyboard.type(", but now long enough");
  await laptop.keyboard.press("Enter");
  await expect(laptop).toHaveURL("/dashboard");
});
