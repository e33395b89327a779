import { expect, type Page } from "@playwright/test";
import { devices, endedDevices, opener, revoke } from "./fixtures/account-page";
import { signIn as signInProgram } from "./fixtures/http";
import { listening } from "./fixtures/live";
import { BROWSERS, problem, signIn, test } from "./fixtures/test";

const NOT_SENT = "The server could not be reached";

const dialog = (page: Page) => page.getByRole("alertdialog");
const phoneOpener = (page: Page) => opener(devices(page).filter({ hasText: "Safari on iPhone" }), "Sign out");

/** Counts the forms that a page has sent. */
function countPosts(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/api/auth/sessions/")) count++;
  });
  return () => count;
}

test.beforeEach(async ({ laptop, person, server }) => {
  await signInProgram(server.url, person.email, BROWSERS["Safari on iPhone"]);
  await signIn(laptop, person);
});

test("the dialog names the device, has its focus on Cancel, and gives it back", async ({ laptop }) => {
  const posts = countPosts(laptop);
  await phoneOpener(laptop).press("Enter");
  await expect(dialog(laptop)).toHaveAccessibleName("Sign out Safari on iPhone?");
  await expect(dialog(laptop)).toHaveAccessibleDescription(
    "It is signed out at once. To use your account there again, someone needs your password.",
  );
  await expect(laptop.getByRole("button", { name: "Cancel" })).toBeFocused();
  await laptop.keyboard.press("Tab");
  await expect(laptop.getByRole("button", { name: "Sign out Safari on iPhone" })).toBeFocused();
  await laptop.keyboard.press("Tab");
  await expect(laptop.getByRole("button", { name: "Cancel" }), "the focus stays in the dialog").toBeFocused();
  await laptop.keyboard.press("Enter");
  await expect(dialog(laptop)).toHaveCount(0);
  await expect(phoneOpener(laptop)).toBeFocused();
  await phoneOpener(laptop).press("Space");
  await expect(dialog(laptop)).toBeVisible();
  await laptop.keyboard.press("Escape");
  await expect(dialog(laptop)).toHaveCount(0);
  await expect(phoneOpener(laptop)).toBeFocused();
  expect(posts()).toBe(0);
  await expect(devices(laptop)).toHaveCount(2);
});

test("a press beside the dialog decides nothing", async ({ laptop }) => {
  await phoneOpener(laptop).click();
  await expect(dialog(laptop)).toBeVisible();
  await laptop.mouse.click(20, 20);
  await expect(dialog(laptop)).toBeVisible();
  await expect(laptop.getByRole("button", { name: "Cancel" })).toBeEnabled();
});

test("once the device is out, the focus is on the list that it has left", async ({ laptop }) => {
  await phoneOpener(laptop).press("Enter");
  await expect(laptop.getByRole("button", { name: "Cancel" })).toBeFocused();
  await laptop.keyboard.press("Tab");
  await laptop.keyboard.press("Enter");
  await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
  await expect(dialog(laptop)).toHaveCount(0);
  await expect(laptop.getByRole("heading", { level: 2 }).first()).toBeFocused();
});

test("both acts on all devices say in one sentence what will happen", async ({ laptop }) => {
  const sentences = {
    "Sign out other devices": "Every device but this one is signed out at once; each needs your password to come back.",
    "Sign out everywhere":
      "Every device is signed out at once, the one you are using too, and you sign in again with your password.",
  };
  for (const [act, sentence] of Object.entries(sentences)) {
    await opener(laptop, act).click();
    await expect(dialog(laptop)).toHaveAccessibleDescription(sentence);
    await laptop.keyboard.press("Escape");
    await expect(dialog(laptop)).toHaveCount(0);
  }
});

test("without a network the dialog stays and says so; tried again, the device is signed out once", async ({
  laptop,
}) => {
  await phoneOpener(laptop).click();
  await expect(dialog(laptop)).toBeVisible();
  await laptop.route("**/api/auth/sessions/*", (route) => route.abort());
  const button = laptop.getByRole("button", { name: "Sign out Safari on iPhone" });
  await button.click();
  await expect(problem(laptop, NOT_SENT)).toBeVisible();
  await expect(dialog(laptop)).toBeVisible();
  await laptop.unroute("**/api/auth/sessions/*");
  const posts = countPosts(laptop);
  await button.dblclick();
  await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
  await expect(dialog(laptop)).toHaveCount(0);
  await expect(problem(laptop, NOT_SENT)).toHaveCount(0);
  await expect(endedDevices(laptop)).toHaveCount(1);
  expect(posts()).toBe(1);
});

test("the answer to another form is not taken for the dialog's own", async ({ laptop }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await laptop.route("**/api/preferences", async (route) => {
    await held;
    await route.continue();
  });
  await laptop.getByRole("button", { name: "Dark" }).click({ noWaitAfter: true });
  await phoneOpener(laptop).click();
  await expect(dialog(laptop)).toBeVisible();
  const answer = laptop.waitForResponse("**/api/preferences");
  release();
  await answer;
  await expect(laptop.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(dialog(laptop)).toBeVisible();
  await laptop.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
});

test("a dialog that cannot be loaded leaves its disclosure, which asks the same", async ({ laptop }) => {
  await laptop.route("**/_next/static/**", (route) => route.abort());
  await phoneOpener(laptop).click();
  await devices(laptop).getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await expect(devices(laptop)).toHaveCount(1);
});

test("a device that is signed out elsewhere while one is asked is not asked for any more", async ({
  laptop,
  openDevice,
  person,
  server,
}) => {
  const tablet = await openDevice({ is: "Firefox on Windows" });
  await signIn(tablet, person);
  await listening(server, 2);
  await phoneOpener(laptop).click();
  await laptop.getByRole("button", { name: "Sign out Safari on iPhone" }).focus();
  await revoke(tablet, "Safari on iPhone");
  await expect(dialog(laptop)).toHaveAccessibleName("It is signed out already");
  await expect(dialog(laptop).getByRole("button")).toHaveText(["Close"]);
  await expect(dialog(laptop).getByRole("button")).toBeFocused();
  await laptop.keyboard.press("Escape");
  await expect(dialog(laptop)).toHaveCount(0);
  await expect(devices(laptop)).toHaveCount(2);
});
