import { expect } from "@playwright/test";
import { createDatabase, startPostgres } from "../lib/testing/postgres";
import { startServer } from "./fixtures/server";
import { createPerson, signIn, test } from "./fixtures/test";
import { expectUsable, readIn } from "./fixtures/usable";

const READERS = [
  [true, "en", "Cannot check your session", "Try again"],
  ...(process.env.HUFU_LONG ? ([[false, "zh", "无法确认您的会话", "重试"]] as const) : []),
] as const;

test("while no session can be checked a document says so, in the reader's language and theme, and lets nobody in", async ({
  openDevice,
}) => {
  test.slow(); // the feed must have been silent for five seconds
  const postgres = await startPostgres({ fsync: "off" });
  const server = await startServer({ databaseUrl: await createDatabase(postgres.url) });
  try {
    for (const [javaScriptEnabled, language, title, again] of READERS) {
      const viewport = { width: 320, height: 800 };
      const page = await openDevice({ baseURL: server.url, viewport, javaScriptEnabled, colorScheme: "dark" });
      await signIn(page, await createPerson(server), "/dashboard");
      await readIn(page, server.url, language);
      await page.goto("/no/such/page"); // open to all, and asks the server for nothing more
      await postgres.pause();
      await expect.poll(async () => (await page.request.get("/account")).status(), { timeout: 30_000 }).toBe(503);
      const answer = await page.goto("/account/profile?x=%22%3E%3Cscript%3E");
      expect(answer?.headers()).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "retry-after": "1",
        "cache-control": "private, no-store",
      });
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expect(page.getByText("demo")).toHaveCount(0);
      expect(await answer?.text()).not.toContain("script");
      await expect(page.locator("body")).toHaveCSS("background-color", "rgb(20, 19, 17)");
      if (javaScriptEnabled) await expectUsable(page); // axe is a script
      await postgres.resume();
      await expect(async () => {
        await page.getByRole("link", { name: again }).click();
        await expect(page.getByRole("main").getByRole("textbox").first()).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 30_000 });
      await expect(page).toHaveURL("/account/profile?x=%22%3E%3Cscript%3E");
    }
  } finally {
    await server.stop();
    await postgres.stop();
  }
});
