import { expect } from "@playwright/test";
import { closeDetails, devices, endedDevices, nameField, openDetails, rename } from "./fixtures/account-page";
import { HttpClient } from "./fixtures/http";
import { listening } from "./fixtures/live";
import { startServer } from "./fixtures/server";
import { createPerson, PASSWORD, problem, signIn, test } from "./fixtures/test";

test("the list shows devices that sign in, are named and sign out, without a reload", async ({
  laptop,
  phone,
  person,
  server,
}) => {
  await signIn(laptop, person);
  await listening(server, 1);
  await laptop.evaluate(() => Object.assign(window, { isSameDocument: true }));
  await expect(devices(laptop)).toHaveCount(1);
  await signIn(phone, person);
  await expect(devices(laptop)).toHaveText([/Chrome on macOS/, /Safari on iPhone/]);
  await expect(laptop.getByRole("heading", { level: 2 }).first()).toHaveText(/^2 devices are signed in/);

  await rename(devices(phone).filter({ hasText: "This device" }), "Mei's phone");
  await expect(devices(laptop)).toHaveText([/Chrome on macOS/, /Mei's phone/]);

  await closeDetails(phone);
  await phone.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(devices(laptop)).toHaveCount(1);
  await expect(endedDevices(laptop)).toHaveText(/Mei's phone.*Signed out on the device itself/);
  expect(await laptop.evaluate(() => "isSameDocument" in window)).toBe(true);
});

test("a name that is being typed outlasts changes of the list", async ({
  laptop,
  phone,
  openDevice,
  person,
  server,
}) => {
  await signIn(phone, person);
  await signIn(laptop, person);
  await listening(server, 2);
  await openDetails(devices(laptop).filter({ hasText: "Safari on iPhone" }));
  await nameField(laptop).pressSequentially("Mei's ");
  const listed = laptop.locator("#devices"); // behind the sheet, where no one is to reach it
  const tablet = await openDevice({ is: "Firefox on Windows" });
  await signIn(tablet, person);
  await expect(listed).toHaveText(/^3 devices/);
  await expect(nameField(laptop)).toHaveValue("Mei's ");
  await expect(nameField(laptop)).toBeFocused();
  await laptop.keyboard.type("phone");
  await tablet.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(listed).toHaveText(/^2 devices/);
  await laptop.keyboard.press("Enter");
  await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
  await closeDetails(laptop);
  await expect(devices(laptop)).toHaveText([/Chrome on macOS/, /Mei's phone/]);
});

test("an open page hears of what another process has done", async ({ openDevice, databaseUrl }) => {
  const server = await startServer({ databaseUrl });
  const other = await startServer({ databaseUrl, env: { APP_URL: server.url } });
  const person = await createPerson(server);
  const phone = await openDevice({ is: "Safari on iPhone", baseURL: server.url });
  await signIn(phone, person);
  await listening(server, 1);
  const elsewhere = new HttpClient(other.url);
  await elsewhere.post("/api/auth/sign-in", { json: { email: person.email, password: PASSWORD } });
  await elsewhere.post("/api/auth/sessions/revoke-others");
  await expect(problem(phone, "Another of your devices signed this one out.")).toBeVisible();
  await Promise.all([server.stop(), other.stop()]);
});
