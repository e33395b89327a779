import { expect } from "@playwright/test";
import {
  closeDetails,
  details,
  devices,
  endedDevices,
  nameField,
  openDetails,
  opener,
  rename,
  revoke,
  signOutMany,
} from "./fixtures/account-page";
import { HttpClient, signIn as signInProgram } from "./fixtures/http";
import { createPerson, PASSWORD, problem, signIn, test } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";

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
      await expect(devices(laptop).nth(1)).toContainText("Safari on iPhone");
      await signIn(phone, person);
      await expect(devices(phone).nth(0).getByRole("heading")).toContainText("Mei's phone");
      await laptop.reload();
      await nameOther(" ", "The name was taken away.");
      await expect(devices(laptop).nth(1).getByRole("heading")).toHaveText("Safari on iPhone");
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
        /Safari on iPhone.*Signed out together with the other devices/,
      ]);
      for (const device of [phone, tablet]) {
        // With JavaScript a page leaves by itself; without, its next click leads to the door.
        if (!javaScriptEnabled) await device.getByRole("link", { name: "Dashboard" }).click();
        await expect(problem(device, "Another of your devices signed this one out.")).toBeVisible();
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
      await expect(endedDevices(laptop)).toHaveText(/Safari on iPhone.*Signed out on the device itself\s· just now/);
      await signIn(phone, person);
      await signIn(phone, person);
      await laptop.reload();
      await revoke(laptop, "Safari on iPhone");
      await expect(endedDevices(laptop)).toHaveText([
        /Safari on iPhone.*Signed out from another device/,
        /Safari on iPhone.*Another sign-in on the same device/,
        /Safari on iPhone.*Signed out on the device itself/,
      ]);
    });

    test("an unknown device, and someone else's, get the same calm answer", async ({ laptop, person, server }) => {
      const stranger = await createPerson(server);
      const { session } = await signInProgram(server.url, stranger.email);
      await signIn(laptop, person);
      for (const id of [session.id, "AAAAAAAAAAAAAAAAAAAAAA", "../../x", "%00"]) {
        await laptop.goto(`/account?device=${id}`);
        await expect(details(laptop).getByRole("heading")).toHaveText("There is no such device");
        await expect(details(laptop)).toContainText("It is not one of yours, or what was known of it is gone.");
        await closeDetails(laptop);
        await expect(devices(laptop)).toHaveCount(1);
      }
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

const ODD_AGENTS = {
  "five hundred letters without a space": "W".repeat(500),
  markup: `Mozilla/5.0 <img src=x onerror="alert(1)"> Chrome/1`,
  "a browser that nobody knows": "Mozilla/5.0 (Plan9; riscv) Mothra/1",
  "bytes that are no letters": "Mozilla/5.0 \u00e2\u0080\u00ae (X11; Linux) \u00f0\u009f\u0090\u00af",
  nothing: undefined,
};

test("whatever a device calls itself is shown as text, and fits into 320 px", async ({
  openDevice,
  person,
  server,
}) => {
  for (const agent of Object.values(ODD_AGENTS)) {
    const headers = { "user-agent": agent };
    const json = { email: person.email, password: PASSWORD };
    expect((await new HttpClient(server.url).post("/api/auth/sign-in", { json, headers })).status).toBe(200);
  }
  const page = await openDevice({ viewport: { width: 320, height: 800 } });
  page.on("dialog", () => expect.soft(false, "a user agent ran as a script").toBe(true));
  await signIn(page, person);
  await expect(devices(page)).toHaveCount(6);
  await expectUsable(page);
  for (let row = 1; row < 6; row++) {
    await openDetails(devices(page).nth(row));
    await expect(nameField(page)).toBeVisible();
    await expectUsable(page, `details ${row}`);
    await closeDetails(page);
  }
});

test("sessions that are over are folded away from the sixth on", async ({ laptop, person, server }) => {
  for (let i = 0; i < 7; i++) {
    const { client } = await signInProgram(server.url, person.email);
    await client.post("/api/auth/sign-out");
  }
  await signIn(laptop, person);
  const rows = laptop.getByRole("list", { name: "Signed out" }).getByRole("listitem");
  await expect(rows).toHaveCount(5);
  await expect(laptop.getByText("Only this device is signed in.")).toBeVisible();
  await expect(laptop.getByText("that device is shown here too")).toBeVisible();
  await opener(laptop, "Show 3 more").click(); // the program that signed up is among them
  await expect(rows).toHaveCount(8);
  await opener(laptop, "Show fewer").click();
  await expect(rows).toHaveCount(5);
});
