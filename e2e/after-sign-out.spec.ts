import { expect, type Page } from "@playwright/test";
import { endedDevices, revoke, signOutMany } from "./fixtures/account-page";
import { deafen } from "./fixtures/live";
import { createPerson, problem, signInByForm, test } from "./fixtures/test";

const WAYS_OUT: Record<string, (page: Page) => Promise<void>> = {
  "Sign out": (page) => page.getByRole("button", { name: "Sign out", exact: true }).click(),
  "Sign out everywhere": (page) => signOutMany(page, "everywhere"),
};

for (const [name, leave] of Object.entries(WAYS_OUT)) {
  test(`the Back button after "${name}" shows nothing private`, async ({ laptop, person }) => {
    await signInByForm(laptop, person, "/dashboard");
    await laptop.getByRole("link", { name: "See your devices" }).click();
    await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Your devices");
    await leave(laptop);
    await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    for (let step = 0; step < 2; step++) {
      await laptop.goBack();
      await expect(laptop).toHaveURL(/\/login/);
      await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Sign in");
      await expect(laptop.getByText(person.email)).toHaveCount(0);
    }
  });
}

test("a page that comes back from the back/forward cache asks the server again", async ({ laptop, person }) => {
  await signInByForm(laptop, person);
  await expect(laptop.locator("time").first()).not.toHaveAttribute("title", /UTC$/); // it is alive: times are local now
  await laptop.context().clearCookies({ name: /hufu-(access|refresh)/ });
  await laptop.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(laptop).toHaveURL("/login?next=%2Faccount");
});

test("signing out in one tab puts out one that hears nothing of it at its next click", async ({ laptop, person }) => {
  await deafen(laptop);
  await signInByForm(laptop, person);
  const other = await laptop.context().newPage();
  await other.goto("/dashboard");
  await laptop.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(laptop.getByRole("status")).toHaveText("You are signed out.");
  await other.getByRole("link", { name: "See your devices" }).click();
  await expect(other).toHaveURL("/login?next=%2Faccount");
});

test("who signs in on someone else's browser ends the session that it held", async ({
  laptop,
  phone,
  person,
  server,
}) => {
  const second = await createPerson(server);
  await signInByForm(laptop, person, "/dashboard");
  await signInByForm(laptop, second, "/dashboard");
  await expect(laptop.getByText(second.email)).toBeVisible();
  await signInByForm(phone, person);
  await expect(endedDevices(phone)).toHaveText(/Chrome on macOS.*Another sign-in on the same device/);
  await laptop.getByRole("link", { name: "Account", exact: true }).click();
  await expect(endedDevices(laptop)).toHaveCount(0);
});

test("the Back button shows nothing private in a tab that has heard nothing of another's sign-out", async ({
  laptop,
  person,
}) => {
  await deafen(laptop);
  await signInByForm(laptop, person);
  const other = await laptop.context().newPage();
  await other.goto("/dashboard");
  await other.getByRole("link", { name: "See your devices" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Your devices");
  await laptop.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(laptop.getByRole("status")).toHaveText("You are signed out.");
  await other.goBack();
  await expect(other).toHaveURL(/\/login/);
});

test("a form sent by a device that was signed out says why it leads to the door", async ({ laptop, phone, person }) => {
  await deafen(phone); // its page would be gone before the click
  await signInByForm(phone, person);
  await signInByForm(laptop, person);
  await revoke(laptop, "Safari on iPhone");
  await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
  await signOutMany(phone, "everywhere");
  await expect(problem(phone, "Another of your devices signed this one out.")).toBeVisible();
});
