import { expect, type Page } from "@playwright/test";
import { details, devices, opener, rename } from "./fixtures/account-page";
import { data, HttpClient } from "./fixtures/http";
import { looks } from "./fixtures/looks";
import { type HufuServer, startServer } from "./fixtures/server";
import { createPerson, PASSWORD, type Person, signIn, test } from "./fixtures/test";
import { expectUsable, readIn } from "./fixtures/usable";

const DAY = 86_400;

async function guess(server: HufuServer, { email }: Person, times: number): Promise<void> {
  const stranger = new HttpClient(server.url);
  for (let i = 0; i < times; i++) {
    const answer = await stranger.post("/api/auth/sign-in", { json: { email, password: `wrong ${i}` } });
    expect(answer.status).toBe(401);
  }
}

/** Failed attempts are written a moment after their answer. */
async function openActivity(page: Page, failed: string): Promise<void> {
  await expect(async () => {
    await page.goto("/account/activity");
    await expect(page.getByRole("figure")).toContainText(failed, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
}

const latest = (page: Page) => page.getByRole("list", { name: "Latest events" }).getByRole("listitem");

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("sign-ins and failed attempts are drawn, listed, and to be read as a table", async ({
      laptop,
      phone,
      person,
      server,
    }) => {
      await signIn(phone, person);
      await signIn(laptop, person);
      await signIn(laptop, person);
      await guess(server, person, 3);
      await openActivity(laptop, "3 attempts failed");

      const sentence = "4 sign-ins from 3 devices in the last 30 days; 3 attempts failed."; // one is the sign-up's
      await expect(laptop.getByRole("img", { name: sentence })).toBeVisible();
      await expect(laptop.getByRole("figure")).toContainText(sentence);
      await expect(laptop.getByRole("figure").getByRole("listitem")).toHaveText([
        "Chrome on macOS 2",
        "Safari on iPhone 1",
        "node 1",
        "Failed attempts 3",
      ]);
      await opener(laptop, "Show as a table").click();
      const cells = laptop.getByRole("table").getByRole("cell");
      await expect(cells).toHaveText([
        "Chrome on macOS",
        "2",
        "Safari on iPhone",
        "1",
        "node",
        "1",
        "Failed attempts",
        "3",
      ]);

      await expect(latest(laptop).nth(0)).toHaveText(/^Sign-in failed: wrong password 3 times(127\.0\.0\.1|::1)\s· /);
      await expect(latest(laptop).nth(1)).toHaveText(/^Signed in Chrome on macOS\s· .*\s· /);
      await expect(latest(laptop).nth(2)).toHaveText(/^Another sign-in on the same device/);
      await expect(latest(laptop).last()).toHaveText(/^Account created/);

      // Each kind and each device by itself
      await laptop.getByRole("link", { name: "Failed attempts", exact: true }).click();
      await expect(laptop.getByRole("link", { name: "Failed attempts", exact: true })).toHaveAttribute("aria-current");
      await expect(latest(laptop)).toHaveText([/^Sign-in failed: wrong password 3 times/]);
      await laptop.getByRole("link", { name: "All", exact: true }).click();
      await expect(latest(laptop)).not.toHaveCount(1);
      await laptop.getByLabel("Device", { exact: true }).selectOption("Safari on iPhone");
      await laptop.getByRole("button", { name: "Show", exact: true }).click();
      await expect(latest(laptop)).toHaveText([/^Signed in New deviceSafari on iPhone.*Not you\?/]);

      // What was new has its next step beside it.
      await latest(laptop).getByRole("link", { name: "Sign this device out" }).click();
      await expect(details(laptop)).toContainText("Safari on iPhone");
      await laptop.goto("/account/activity?kind=nonsense&device=nonsense");
      await expect(latest(laptop).last()).toHaveText(/^Account created/);

      // The browsers of tests have told their zone; one that runs no script never does.
      await expect(laptop.getByText("Days are counted in UTC.")).toBeHidden();
      if (javaScriptEnabled) return;
      await laptop.context().clearCookies({ name: "hufu-preferences" });
      await laptop.reload();
      await expect(laptop.getByText("Days are counted in UTC.")).toBeVisible();
    });

    test("a month without a sign-in says so", async ({ openDevice }) => {
      const server = await startServer({ env: { EVENT_RETENTION_DAYS: "30" } });
      try {
        const page = await openDevice({ baseURL: server.url });
        await page.goto("/login");
        const person = await createPerson(server);
        await page.getByLabel("E-mail").fill(person.email);
        await page.getByLabel("Password").fill("correct horse battery staple");
        await page.getByLabel("Keep me signed in on this device").check();
        await page.getByRole("button", { name: "Sign in" }).click();
        await page.waitForURL("/dashboard");
        for (let i = 0; i < 3; i++) {
          await server.advance({ seconds: 11 * DAY });
          await page.goto("/account/activity");
        }
        await expect(page.getByText("No sign-ins here")).toBeVisible();
        await expect(page.getByText("Nothing has happened in the last 30 days")).toBeVisible();
        await expect(page.getByRole("img")).toHaveCount(0);
        if (javaScriptEnabled) await expectUsable(page); // axe is a script
      } finally {
        await server.stop();
      }
    });
  });
}

test("the picture and its table fit into 320 px, in both languages and colours, whatever a device is called", async ({
  openDevice,
  person,
  server,
}) => {
  const WORDS = { en: ["Activity", "Show as a table"], zh: ["动态", "以表格显示"] } as const;
  for (const { language, colorScheme } of looks) {
    const [title, table] = WORDS[language];
    const page = await openDevice({ viewport: { width: 320, height: 800 }, colorScheme });
    await signIn(page, person);
    await rename(devices(page).first(), "W".repeat(100));
    await expect(page.getByRole("status")).toHaveText("The name was saved.");
    await guess(server, person, 1);
    await readIn(page, server.url, language);
    await page.goto("/account/activity");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await opener(page, table).click();
    await expectUsable(page);
  }
});

test.describe("everything that is kept", () => {
  test.use({ javaScriptEnabled: false });

  test("can be reached, a page at a time, and by a program", async ({ laptop, person, server }) => {
    const program = new HttpClient(server.url);
    await program.post("/api/auth/sign-in", { json: { email: person.email, password: PASSWORD } });
    for (let i = 0; i < 60; i++) await program.send("PATCH", "/api/auth/profile", { json: { name: `Mei ${i}` } });
    await signIn(laptop, person, "/account/activity?kind=changes");
    const seen: number[] = [];
    for (;;) {
      seen.push(await latest(laptop).count());
      const older = laptop.getByRole("link", { name: "Older events" });
      if ((await older.count()) === 0) break;
      await older.click();
      await expect(laptop.getByRole("link", { name: "Back to the latest" })).toBeVisible();
    }
    expect(seen).toEqual([25, 25, 11]); // with the sign-up
    await expect(latest(laptop).last()).toHaveText(/^Account created/);

    type Log = { events: { id: string; type: string; device: object | null }[]; next: string | null };
    const first = data<Log>(await program.get("/api/auth/events"));
    expect(first.next).toBeNull(); // all within a hundred
    expect(first.events.at(-1)).toMatchObject({ type: "signed-up", device: null });
    const signIns = data<Log>(await program.get("/api/auth/events?kind=sign-ins"));
    expect(signIns.events[0]).toMatchObject({
      type: "signed-in",
      sessionId: expect.any(String),
      device: { name: null, kind: "desktop", browser: "Chrome", os: "macOS" },
      reason: null,
    });
    expect((await new HttpClient(server.url).get("/api/auth/events")).status).toBe(401);
  });
});

test("an attempt at an address without an account is recorded nowhere, and nobody sees another's", async ({
  laptop,
  person,
  server,
}) => {
  const other = await createPerson(server);
  await guess(server, { email: "nobody@example.com" }, 2);
  await guess(server, other, 2);
  await guess(server, person, 1);
  await signIn(laptop, person);
  await openActivity(laptop, "1 attempt failed");
});
