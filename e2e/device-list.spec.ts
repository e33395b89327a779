import { expect } from "@playwright/test";
import { closeDetails, devices, endedDevices, opener, rename, revoke, signOutMany } from "./fixtures/account-page";
import { problem, signIn, test } from "./fixtures/test";

// The list is the page that must never fail: it is held to the same with JavaScript and without.
for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("a device keeps the name it is given, until the name is taken away", async ({ laptop, phone, person }) => {
      await signIn(phone, person);
      await signIn(laptop, person);
      const nameOther = async (name: string, said: string) => {
        await rename(devices(laptop).nth(1), name);
        await expect(laptop.getByRole("status")).toHaveText(said);
        await closeDetails(laptop);
      };
      await nameOther("Mei's phone", "The name was saved.");
      await expect(devices(laptop).nth(1).getByRole("heading")).toHaveText("Mei's phone");
      await expect(devices(laptop).nth(1)).toContainText("Safari on iOS");
      await signIn(phone, person);
      await expect(devices(phone).nth(0).getByRole("heading")).toContainText("Mei's phone");
      await laptop.reload();
      await nameOther(" ", "The name was taken away.");
      await expect(devices(laptop).nth(1).getByRole("heading")).toHaveText("Safari on iOS");
    });

    test("the other devices go out together, and this one stays", async ({ laptop, phone, person, openDevice }) => {
      const tablet = await openDevice({ is: "Firefox on Windows" });
      for (const device of [phone, tablet, laptop]) await signIn(device, person);
      await signOutMany(laptop, "other devices");
      await expect(laptop.getByRole("status")).toHaveText("2 devices were signed out.");
      await expect(devices(laptop)).toHaveCount(1);
      await expect(laptop.getByText("Sign out other devices")).toHaveCount(0);
      await expect(endedDevices(laptop)).toHaveText([
        /Firefox on Windows.*Signed out together with the other devices/,
        /Safari on iOS.*Signed out together with the other devices/,
      ]);
      for (const device of [phone, tablet]) {
        // With JavaScript a page leaves by itself; without, its next click leads to the door.
        if (!javaScriptEnabled) await device.getByRole("link", { name: "Dashboard" }).click();
        await expect(problem(device, "This device was signed out from another one.")).toBeVisible();
      }
      await laptop.getByRole("link", { name: "Dashboard" }).click();
      await expect(laptop.getByText(person.email)).toBeVisible();
    });

    test("a session that is over is listed with why it ended", async ({ laptop, phone, person }) => {
      await signIn(laptop, person);
      await signIn(phone, person);
      await phone.getByRole("button", { name: "Sign out", exact: true }).click();
      await expect(phone.getByRole("status")).toHaveText("You are signed out.");
      await laptop.reload();
      await expect(endedDevices(laptop)).toHaveText(/Safari on iOS.*Signed out on the device itself · just now/);
      await signIn(phone, person);
      await signIn(phone, person);
      await laptop.reload();
      await revoke(laptop, "Safari on iOS");
      await expect(endedDevices(laptop)).toHaveText([
        /Safari on iOS.*Signed out from another device/,
        /Safari on iOS.*Another sign-in on the same device/,
        /Safari on iOS.*Signed out on the device itself/,
      ]);
    });

    test("this very device can be signed out from the list", async ({ laptop, person }) => {
      await signIn(laptop, person);
      const row = devices(laptop).filter({ hasText: "This device" });
      await opener(row, "Sign out").click();
      await laptop.getByRole("button", { name: "Sign out this device" }).click();
      await expect(laptop).toHaveURL("/login?done=signed-out");
    });
  });
}
