import { expect, type Page } from "@playwright/test";
import {
  closeDetails,
  details,
  devices,
  endedDevices,
  nameField,
  openDetails,
  opener,
  revoke,
} from "./fixtures/account-page";
import { signIn as signInProgram } from "./fixtures/http";
import { listening } from "./fixtures/live";
import { type Person, problem, signIn, test } from "./fixtures/test";

/** Mei looks at her phone on her laptop. */
async function openPhoneOnLaptop(phone: Page, laptop: Page, person: Person): Promise<void> {
  await signIn(phone, person);
  await signIn(laptop, person);
  await openDetails(devices(laptop).filter({ hasText: "Safari on iPhone" }));
}

/** What the timeline says, the newest first. */
const STEPS = [
  /^Its name was changed.*from (127\.0\.0\.1|::1)$/,
  /^Signed in with password/,
  /^Another sign-in on the same device/,
  /^Signed in with password/,
];

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("the sheet of a device tells what it is and what it did", async ({ laptop, phone, person }) => {
      await signIn(phone, person);
      await openPhoneOnLaptop(phone, laptop, person);
      await nameField(laptop).fill("Mei's phone");
      await nameField(laptop).press("Enter");
      await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
      const sheet = details(laptop);
      await expect(sheet.getByRole("heading", { level: 2 })).toHaveText("Mei's phone");
      await expect(sheet).toContainText("Phone · Safari on iPhone");
      await expect(sheet.getByRole("definition").filter({ hasText: /^Safari$/ })).toBeVisible();
      await expect(sheet.getByRole("definition").filter({ hasText: "iPhone; CPU iPhone OS 17_5" })).toBeVisible();
      await expect(sheet).toContainText(/Session ends\s*in 23 hours/);
      await expect(sheet.getByRole("list", { name: "History" }).getByRole("listitem")).toHaveText(STEPS);
    });

    test("a name that is refused stays in its field, in the sheet, with what is wrong with it", async ({
      laptop,
      phone,
      person,
      server,
    }) => {
      await openPhoneOnLaptop(phone, laptop, person);
      await nameField(laptop).evaluate((field) => field.removeAttribute("maxlength"));
      await nameField(laptop).fill("n".repeat(101));
      await nameField(laptop).press("Enter");
      await expect(nameField(laptop)).toHaveAccessibleDescription(/^Use at most 100 characters\./);
      await expect(nameField(laptop)).toHaveAttribute("aria-invalid", "true");
      await expect(nameField(laptop)).toHaveValue("n".repeat(101));
      await expect(details(laptop).getByRole("heading", { level: 2 })).toHaveText("Safari on iPhone");
      // The list changes, and with JavaScript the page is made anew: what is wrong stays beside the field.
      await signInProgram(server.url, person.email);
      if (javaScriptEnabled) await expect(laptop.locator("#devices")).toHaveText(/^3 devices/);
      await expect(nameField(laptop)).toHaveAccessibleDescription(/^Use at most 100 characters\./);
      await expect(nameField(laptop)).toHaveValue("n".repeat(101));
      await nameField(laptop).fill("Mei's phone");
      await nameField(laptop).press("Enter");
      await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
      await expect(nameField(laptop)).not.toHaveAttribute("aria-invalid");
    });

    test("a device is signed out from its sheet, and its history stays to be read", async ({
      laptop,
      phone,
      person,
    }) => {
      await openPhoneOnLaptop(phone, laptop, person);
      await opener(details(laptop), "Sign out").click();
      await laptop.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
      await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
      await expect(laptop).toHaveURL(javaScriptEnabled ? "/account" : "/account?done=revoked");
      await expect(devices(laptop)).toHaveCount(1);
      await openDetails(endedDevices(laptop));
      await expect(details(laptop)).toContainText("It is signed out.");
      await expect(details(laptop).getByRole("listitem")).toHaveText([/^Signed out from another device/, /^Signed in/]);
      await expect(nameField(laptop)).toHaveCount(0);
      await closeDetails(laptop);
      await expect(laptop).toHaveURL("/account");
    });
  });
}

test.describe("the sheet", () => {
  test("is a dialog that Escape, the Back button, a press beside it and its own button close", async ({
    laptop,
    person,
  }) => {
    await signIn(laptop, person);
    const link = devices(laptop).getByRole("link", { name: "Details Chrome on macOS" });
    const ways = {
      Escape: () => laptop.keyboard.press("Escape"),
      "the Back button": () => laptop.goBack(),
      "a press beside it": () => laptop.mouse.click(100, 300),
      "its own button": () => laptop.getByRole("link", { name: "Close" }).press("Enter"),
    };
    for (const [way, close] of Object.entries(ways)) {
      await link.press("Enter");
      const dialog = laptop.getByRole("dialog", { name: "Chrome on macOS" });
      await expect(dialog, way).toBeVisible();
      await expect(laptop, way).toHaveURL(/\/account\?device=[\w-]{22}$/);
      await expect(dialog.locator(":focus"), way).toHaveCount(1);
      await close();
      await expect(dialog, way).toHaveCount(0);
      await expect(laptop, way).toHaveURL("/account");
      await expect(link, way).toBeFocused();
    }
    await laptop.goForward();
    await expect(laptop.getByRole("dialog")).toBeVisible();
  });

  test("has an address of its own, and nothing moves while it is loaded", async ({ laptop, person }) => {
    await signIn(laptop, person);
    await openDetails(devices(laptop));
    await expect(laptop.getByRole("dialog")).toBeVisible();
    await laptop.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({
        type: "layout-shift",
        buffered: true,
      });
    });
    await laptop.reload();
    await expect(laptop.getByRole("dialog", { name: "Chrome on macOS" })).toBeVisible();
    await laptop.keyboard.press("Escape");
    await expect(laptop).toHaveURL("/account");
    await expect(laptop.getByRole("dialog")).toHaveCount(0);
    expect(await laptop.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual([]);
  });

  for (const way of ["by a link", "by its address"]) {
    test(`opened ${way}, it closes at once while the page is being made anew, and opens again`, async ({
      laptop,
      phone,
      person,
      server,
    }) => {
      await signIn(laptop, person);
      await openDetails(devices(laptop));
      await expect(nameField(laptop)).toBeVisible();
      if (way === "by its address") await laptop.reload();
      await expect(laptop.getByRole("dialog")).toBeVisible();
      await listening(server, 1);
      let release = () => {};
      const isEnough = new Promise<void>((resolve) => {
        release = resolve;
      });
      const isAsked = laptop.waitForRequest("**/account?*_rsc=*");
      await laptop.route("**/account?*_rsc=*", (route) => isEnough.then(() => route.fallback()), { times: 1 });
      await signIn(phone, person);
      await isAsked;
      await laptop.keyboard.press("Escape");
      await expect(laptop.getByRole("dialog")).toHaveCount(0);
      await openDetails(devices(laptop).filter({ hasText: "Chrome on macOS" }));
      release();
      await expect(nameField(laptop)).toBeVisible();
      await expect(laptop).toHaveURL(/device=/);
      await laptop.keyboard.press("Escape");
      await expect(laptop.getByRole("dialog")).toHaveCount(0);
      await expect(laptop).toHaveURL("/account");
      await expect(devices(laptop)).toHaveCount(2);
    });
  }

  test("opened again and saved before the router has followed, it closes to the page below and to no page before", async ({
    laptop,
    phone,
    person,
    server,
  }) => {
    await signIn(laptop, person);
    await laptop.evaluate(() => Object.assign(window, { isSameDocument: true }));
    await openDetails(devices(laptop));
    await expect(nameField(laptop)).toBeVisible();
    await listening(server, 1);
    const isAsked = laptop.waitForRequest("**/account?*_rsc=*");
    await laptop.route("**/account?*_rsc=*", () => undefined, { times: 2 }); // never answered
    await signIn(phone, person);
    await isAsked;
    await laptop.keyboard.press("Escape");
    await expect(laptop.getByRole("dialog")).toHaveCount(0);
    await openDetails(devices(laptop).filter({ hasText: "Chrome on macOS" }));
    await nameField(laptop).fill("Desk");
    await laptop.getByRole("button", { name: "Save name" }).click();
    await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
    await closeDetails(laptop);
    await expect(laptop).toHaveURL("/account");
    await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
    expect(await laptop.evaluate(() => "isSameDocument" in window)).toBe(true);
  });

  test("says calmly that its device was signed out elsewhere meanwhile", async ({
    laptop,
    phone,
    openDevice,
    person,
    server,
  }) => {
    await signIn(phone, person);
    await signIn(laptop, person);
    const tablet = await openDevice({ is: "Firefox on Windows" });
    await signIn(tablet, person);
    await listening(server, 3);
    await openDetails(devices(laptop).filter({ hasText: "Safari on iPhone" }));
    await expect(nameField(laptop)).toBeVisible();
    await revoke(tablet, "Safari on iPhone");
    await expect(laptop.getByRole("dialog")).toContainText("It is signed out.");
    await expect(nameField(laptop)).toHaveCount(0);
    await laptop.keyboard.press("Escape");
    await expect(endedDevices(laptop).getByRole("link", { name: "Details Safari on iPhone" })).toBeFocused();
  });

  test("waits for a network that is gone, and leaves nothing for an error page", async ({ laptop, person }) => {
    await signIn(laptop, person);
    await laptop.evaluate(() => Object.assign(window, { isSameDocument: true }));
    let failures = 2;
    await laptop.route("**/account?device=*", (route) => (failures-- > 0 ? route.abort() : route.continue()));
    await openDetails(devices(laptop));
    await expect(nameField(laptop)).toBeVisible();
    await nameField(laptop).fill("Half a na");
    await laptop.context().setOffline(true);
    await nameField(laptop).press("Enter");
    await expect(problem(laptop, "No connection.")).toBeVisible();
    await expect(nameField(laptop)).toHaveValue("Half a na");
    await laptop.keyboard.press("Escape");
    await expect(laptop.getByRole("dialog"), "what needs no network needs none").toHaveCount(0);
    await laptop.context().setOffline(false);
    await openDetails(devices(laptop));
    await nameField(laptop).fill("Half a name");
    await nameField(laptop).press("Enter");
    await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
    expect(await laptop.evaluate(() => "isSameDocument" in window)).toBe(true);
  });
});
