import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./fixtures/mail";
import { signIn } from "./fixtures/test";
import { journeys } from "./fixtures/ways";

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled, locale });

    test("a person sees what is held about them, and takes it along, also long after the page was opened", async ({
      laptop,
      person,
      server,
    }) => {
      const { data, profile } = words;
      await signIn(laptop, person, "/account/profile");
      await hands.press(laptop, profile.seeData);
      await expect(laptop.getByRole("heading", { level: 1 })).toHaveText(data.title);
      const sessions = laptop.getByRole("region", { name: data.counted(data.sessions, "2") });
      await expect(sessions.getByRole("listitem").first()).toContainText("127.0.0.1");
      await expect(laptop.getByRole("region", { name: data.account })).toContainText(person.email);
      await server.advance({ seconds: 301 }); // the page's token has run out
      const download = laptop.waitForEvent("download");
      await hands.press(laptop, data.download);
      const file = await download;
      expect(file.suggestedFilename()).toMatch(/^hufu-[\d-]+\.json$/);
      const held = JSON.parse(readFileSync(await file.path(), "utf8"));
      expect(held.account.email).toBe(person.email);
      expect(held.sessions).toHaveLength(2);
    });
  });
}
