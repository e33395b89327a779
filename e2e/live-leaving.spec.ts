import { expect, type Page } from "@playwright/test";
import { devices, nameField, openDetails } from "./fixtures/account-page";
import { HttpClient } from "./fixtures/http";
import { deafen, listening } from "./fixtures/live";
import { PASSWORD, problem, signIn, test } from "./fixtures/test";

const REVOKED = "Another of your devices signed this one out.";

/** Holds a browser's requests for what matches back, until it is told to let them go. */
async function holdBack(page: Page, url: string): Promise<() => void> {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await isReleased;
    await route.continue();
  });
  return release;
}

/** Resolves once nothing of the page is to be seen. Locators would wait for the page that is on its way. */
async function untilHidden(page: Page): Promise<() => Promise<unknown>> {
  const hidden = page.waitForEvent("console", (message) => message.text() === "hidden");
  await page.evaluate(() => {
    const look = () => document.body.checkVisibility() || console.info("hidden");
    new MutationObserver(look).observe(document.body, { attributes: true });
  });
  return () => hidden;
}

/** Says it on the channel that the tabs of a browser share, so often. */
const echo = (page: Page, event: { type: string; reason?: string }, times: number) =>
  page.evaluate(
    async ([said, count]) => {
      const { session } = await (await fetch("/api/auth/me")).json();
      const channel = new BroadcastChannel(`hufu-live-${session.id}`);
      for (let i = 0; i < count; i++) channel.postMessage(said);
    },
    [event, times] as const,
  );

test.describe("a page whose session is over", () => {
  /** Signs all others out, from a device without a window. */
  let revokeOthers: () => Promise<void>;

  test.beforeEach(async ({ phone, person, server }) => {
    await signIn(phone, person);
    await listening(server, 1);
    const laptop = new HttpClient(server.url);
    await laptop.post("/api/auth/sign-in", { json: { email: person.email, password: PASSWORD } });
    await expect(devices(phone)).toHaveCount(2);
    revokeOthers = async () => {
      expect((await laptop.post("/api/auth/sessions/revoke-others")).status).toBe(200);
    };
  });

  test("shows nothing private any more, however long the way to the door is", async ({ phone }) => {
    const release = await holdBack(phone, "**/login?*");
    const hidden = await untilHidden(phone);
    await revokeOthers();
    await hidden();
    release();
    await expect(problem(phone, REVOKED)).toBeVisible();
  });

  const sendName = async (phone: Page) => {
    await openDetails(devices(phone).filter({ hasText: "This device" }));
    await nameField(phone).fill("Phone");
    await phone.getByRole("button", { name: "Save name" }).click({ noWaitAfter: true });
  };

  test("leaves a form that is on its way to its own answer", async ({ phone }) => {
    const release = await holdBack(phone, "**/api/auth/sessions/*");
    const hidden = await untilHidden(phone);
    await sendName(phone);
    await revokeOthers();
    await hidden();
    release();
    // as the answer to a form says it
    await expect(phone).toHaveURL(/\/login\?ended=revoked-others&next=%2Faccount%3Fdevice%3D[\w-]{22}$/);
    await expect(problem(phone, REVOKED)).toBeVisible();
  });

  test("leaves by itself when a form is never answered", async ({ phone }) => {
    await holdBack(phone, "**/api/auth/sessions/*");
    await sendName(phone);
    await revokeOthers();
    await expect(phone).toHaveURL(/\/login\?next=%2Faccount%3Fdevice%3D[\w-]{22}&ended=revoked-others$/);
  });
});

test("a page that a form's answer leads to is not given up for the news that the session is over", async ({
  laptop,
  person,
}) => {
  await deafen(laptop); // the news comes when the test says it
  await signIn(laptop, person);
  const release = await holdBack(laptop, "**/login?*");
  const hidden = await untilHidden(laptop);
  await laptop.evaluate(async () => {
    const { session } = await (await fetch("/api/auth/me")).json();
    const channel = new BroadcastChannel(`hufu-live-${session.id}`);
    const tell = () => channel.postMessage({ type: "ended", reason: "signed-out" });
    document.addEventListener("hufu:answered", () => setTimeout(tell)); // once the page knows of the answer
  });
  await laptop.getByRole("button", { name: "Sign out", exact: true }).click({ noWaitAfter: true });
  await hidden();
  release();
  await expect(laptop.getByRole("status")).toHaveText("You are signed out.");
  await expect(laptop).toHaveURL("/login?done=signed-out");
});

test("a page that a form's answer leads to is not given up for the door's word that nobody is signed in", async ({
  laptop,
  person,
}) => {
  await deafen(laptop); // it asks the door when the test says it
  await signIn(laptop, person);
  const release = await holdBack(laptop, "**/login?done=*");
  const hidden = await untilHidden(laptop);
  await laptop.evaluate(() => {
    const look = () => document.dispatchEvent(new Event("visibilitychange"));
    document.addEventListener("hufu:answered", () => setTimeout(look)); // once the page knows of the answer
  });
  await laptop.getByRole("button", { name: "Sign out", exact: true }).click({ noWaitAfter: true });
  await hidden();
  release();
  await expect(laptop.getByRole("status")).toHaveText("You are signed out.");
});

test("events that come more than once do no harm", async ({ laptop, person, server }) => {
  await signIn(laptop, person);
  await listening(server, 1);
  const documents: string[] = [];
  let refreshes = 0;
  laptop.on("request", (request) => {
    if (request.isNavigationRequest()) documents.push(request.url());
    if (request.headers().rsc) refreshes++;
  });
  await echo(laptop, { type: "devices" }, 100);
  await echo(laptop, { type: "check" }, 10);
  await expect.poll(() => refreshes).toBeGreaterThan(0);
  expect(refreshes, "what comes together is shown together").toBeLessThan(10);
  await expect(devices(laptop)).toHaveCount(1);
  expect(documents).toEqual([]);
  await echo(laptop, { type: "ended", reason: "revoked" }, 5);
  await expect(problem(laptop, REVOKED)).toBeVisible();
  expect(documents).toHaveLength(1);
});
