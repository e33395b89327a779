import { type BrowserContext, expect, type Page } from "@playwright/test";
import { devices, nameField, openDetails, opener } from "./fixtures/account-page";
import { signIn, test } from "./fixtures/test";

const PAST_ACCESS_TOKEN = { seconds: 400 };
const PAST_GRACE = { seconds: 21 };
const TABS = process.env.HUFU_LONG ? 20 : 8;

/** The one value of a cookie in a browser's jar. */
async function cookieValue(context: BrowserContext, name: string): Promise<string> {
  const values = (await context.cookies()).filter((cookie) => cookie.name === name).map(({ value }) => value);
  expect(values).toHaveLength(1);
  return values[0] ?? "";
}

/** Remembers every address of /login that a page was sent to. */
function watchDoor(page: Page): string[] {
  const seen: string[] = [];
  page.on("framenavigated", (frame) => {
    if (frame.url().includes("/login")) seen.push(frame.url());
  });
  return seen;
}

test("a click, a reload and an old form each renew the session unseen", async ({ laptop, person, server }) => {
  await signIn(laptop, person);
  const atDoor = watchDoor(laptop);
  const tokens = new Set([await cookieValue(laptop.context(), "hufu-refresh")]);

  await server.advance(PAST_ACCESS_TOKEN);
  let documents = 0;
  laptop.on("request", (request) => {
    if (request.isNavigationRequest()) documents += 1;
  });
  await laptop.getByRole("link", { name: "Dashboard" }).click();
  await expect(laptop.getByText(person.email)).toBeVisible();
  expect(documents, "a soft navigation stays one").toBe(0);
  tokens.add(await cookieValue(laptop.context(), "hufu-refresh"));

  await server.advance(PAST_ACCESS_TOKEN);
  await laptop.reload();
  await expect(laptop.getByText(person.email)).toBeVisible();
  tokens.add(await cookieValue(laptop.context(), "hufu-refresh"));

  await laptop.getByRole("link", { name: "Account", exact: true }).click();
  await openDetails(devices(laptop));
  await nameField(laptop).fill("Desk");
  await server.advance(PAST_ACCESS_TOKEN);
  await laptop.getByRole("button", { name: "Save name" }).click();
  await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
  tokens.add(await cookieValue(laptop.context(), "hufu-refresh"));

  expect(tokens.size, "each of them rotated once").toBe(4);
  expect(atDoor).toEqual([]);
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("a form sent long after its page was opened still works", async ({ laptop, phone, person, server }) => {
    await signIn(phone, person);
    await signIn(laptop, person);
    await opener(laptop, "Sign out other devices").click();
    await server.advance(PAST_ACCESS_TOKEN);
    await laptop.getByRole("button", { name: "Sign out the other device" }).click();
    await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
  });
});

test("many tabs that wake together all go on, in one session", async ({ laptop, person, server }) => {
  test.slow(); // many tabs on two cores
  await signIn(laptop, person);
  const context = laptop.context();
  const tabs = await Promise.all(Array.from({ length: TABS }, () => context.newPage()));
  await Promise.all(tabs.map((tab) => tab.goto("/dashboard")));
  const before = await cookieValue(context, "hufu-refresh");

  await server.advance(PAST_ACCESS_TOKEN);
  await Promise.all(
    tabs.map((tab, i) => (i % 2 ? tab.reload() : tab.getByRole("link", { name: "Account", exact: true }).click())),
  );
  for (const [i, tab] of tabs.entries()) {
    await expect(tab).toHaveURL(i % 2 ? "/dashboard" : "/account");
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText(i % 2 ? "Hello" : "Your devices");
  }
  const after = await cookieValue(context, "hufu-refresh");
  expect(after).not.toBe(before);

  // The last answer to arrive must have left the token that counts, even when the time of grace is over.
  await server.advance(PAST_GRACE);
  await server.advance(PAST_ACCESS_TOKEN);
  await laptop.goto("/account");
  await expect(devices(laptop)).toHaveCount(1);
  expect(await cookieValue(context, "hufu-refresh")).not.toBe(after);
});

test("a prefetch never rotates", async ({ laptop, person, server }) => {
  await signIn(laptop, person, "/no/such/page"); // which renews nothing by itself
  await server.advance(PAST_ACCESS_TOKEN);
  const cookies = await laptop.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const prefetches: Record<string, string>[] = [
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { "sec-purpose": "prefetch;prerender" },
    { purpose: "prefetch" },
  ];
  for (const marks of prefetches) {
    const headers = { cookie, ...marks };
    const response = await fetch(`${server.url}/dashboard`, { redirect: "manual", headers });
    expect(response.status, JSON.stringify(marks)).toBe(401);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.getSetCookie()).toEqual([]);
  }
  await server.advance(PAST_GRACE); // had one of them rotated, this token would now count as copied
  await laptop.goto("/account");
  await expect(devices(laptop)).toHaveCount(1);
});

test("a session that is not used for a day is over, and says so", async ({ laptop, person, server }) => {
  await signIn(laptop, person);
  await server.advance({ seconds: 25 * 60 * 60 });
  // The click finds out, unless the page itself is first: that decides where the way back leads.
  const click = laptop.getByRole("link", { name: "Dashboard" }).click();
  await click.catch(() => expect(laptop).toHaveURL(/\/login\?/));
  await expect(laptop).toHaveURL(/\/login\?next=%2F(dashboard|account)&ended=idle$/);
});
