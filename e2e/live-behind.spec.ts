import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { devices, nameField, openDetails, revoke } from "./fixtures/account-page";
import { signIn as signInProgram } from "./fixtures/http";
import { deafen, listening, look } from "./fixtures/live";
import { type HufuServer, startServer } from "./fixtures/server";
import { createPerson, type OpenDevice, problem, signIn, test } from "./fixtures/test";

const REVOKED = "Another of your devices signed this one out.";
/** Longer than a page waits before its third try to connect. */
const AFTER_RETRIES = { timeout: 30_000 };

/** Marks the document, to know later whether it is still the same. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isMarked: true }));
const isMarked = (page: Page) => page.evaluate(() => "isMarked" in window);

/** Whose dashboard it is. */
const emailOn = async (page: Page) => (await page.getByRole("strong").textContent()) ?? "";

test("a page that hears nothing leaves when someone looks at it, and says why", async ({ laptop, phone, person }) => {
  await deafen(phone);
  await signIn(phone, person, "/dashboard");
  await signIn(laptop, person);
  await revoke(laptop, "Safari on iPhone");
  await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
  await look(phone);
  await expect(phone).toHaveURL("/login?next=%2Fdashboard&ended=revoked");
  await expect(problem(phone, REVOKED)).toBeVisible();
});

test("a page whose token expired while it heard nothing goes on, with what was typed and a true list", async ({
  laptop,
  phone,
  person,
  server,
}) => {
  await deafen(laptop);
  await signIn(laptop, person);
  await openDetails(devices(laptop));
  await nameField(laptop).fill("Half a na");
  await mark(laptop);
  await signIn(phone, person);
  await server.advance({ seconds: 400 });
  await look(laptop);
  await expect(laptop.locator("#devices")).toHaveText(/^2 devices/);
  await expect(nameField(laptop)).toHaveValue("Half a na");
  expect(await isMarked(laptop)).toBe(true);
  const { status } = await laptop.evaluate(async () => ({ status: (await fetch("/api/auth/me")).status }));
  expect(status, "the look has renewed the session").toBe(200);
});

test("a look without a network, or at a server that cannot tell, changes nothing", async ({ laptop, person }) => {
  await deafen(laptop);
  await signIn(laptop, person);
  await mark(laptop);
  await laptop.context().setOffline(true);
  await Promise.all([laptop.waitForEvent("requestfailed", (request) => request.method() === "HEAD"), look(laptop)]);
  await laptop.context().setOffline(false);
  await laptop.route("**/account", (route) => route.fulfill({ status: 503 }));
  await Promise.all([laptop.waitForResponse((answer) => answer.status() === 503), look(laptop)]);
  await expect(devices(laptop)).toHaveCount(1);
  expect(await isMarked(laptop)).toBe(true);
});

test.describe("while the server is away", () => {
  test.slow(); // servers start, and pages wait before they try again
  let server: HufuServer;
  let folder: string;

  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "hufu-live-"));
    server = await startServer({ dataDir: folder });
  });
  test.afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  /** A device whose page hears, and then loses, the server. */
  async function openPage(openDevice: OpenDevice): Promise<Page> {
    const page = await openDevice({ is: "Safari on iPhone", baseURL: server.url });
    await signIn(page, await createPerson(server), "/dashboard");
    await listening(server, 1);
    await mark(page);
    return page;
  }

  /** Stops the server, and starts it at the same address once `meanwhile` is over. */
  async function restart(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    const port = Number(new URL(server.url).port);
    await server.stop();
    await meanwhile();
    server = await startServer({ dataDir: folder, port });
  }

  test("its pages stay, and hear again once it is back", async ({ openDevice }) => {
    const page = await openPage(openDevice);
    await restart();
    await listening(server, 1);
    expect(await isMarked(page)).toBe(true);
    const email = await emailOn(page);
    await (await signInProgram(server.url, email)).client.post("/api/auth/sessions/revoke-others");
    await expect(problem(page, REVOKED)).toBeVisible();
  });

  test("a page whose session is revoked elsewhere learns of it, and why, once the server is back", async ({
    openDevice,
  }) => {
    const page = await openPage(openDevice);
    const email = await emailOn(page);
    const elsewhere = { dataDir: folder, env: { APP_URL: server.url } };
    await restart(async () => {
      const other = await startServer(elsewhere);
      await (await signInProgram(other.url, email)).client.post("/api/auth/sessions/revoke-others");
      await other.stop();
    });
    await expect(page).toHaveURL("/login?next=%2Fdashboard&ended=revoked-others", AFTER_RETRIES);
    await expect(problem(page, REVOKED)).toBeVisible();
  });

  test("a page whose token expires meanwhile keeps its session", async ({ openDevice }) => {
    const page = await openPage(openDevice);
    await page.context().setOffline(true);
    await restart();
    await server.advance({ seconds: 400 });
    await page.context().setOffline(false);
    await listening(server, 1);
    expect(await isMarked(page)).toBe(true);
    await page.getByRole("link", { name: "See your devices" }).click();
    await expect(devices(page)).toHaveCount(1);
  });
});
