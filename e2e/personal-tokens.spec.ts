import { expect } from "@playwright/test";
import { call } from "./fixtures/programs";
import { signIn, test } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";
import { journeys } from "./fixtures/ways";

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled, locale });

    test("a token is made, shown once, works, and is taken back", async ({ laptop, person, server }) => {
      const { common, programs } = words;
      await signIn(laptop, person, "/account/security");
      const card = laptop.getByRole("region", { name: programs.tokens });
      await expect(card).toContainText(programs.noTokens);
      await hands.type(laptop, programs.tokenName, "Backup");
      await hands.tick(laptop, programs.scopes["events:read"]);
      await hands.press(laptop, programs.makeToken);
      await expect(laptop.getByRole("status").filter({ hasText: programs.tokenMade })).toBeVisible();
      const token = (await card.getByText(/^hufu_pat_/).textContent()) ?? "";
      await laptop.setViewportSize({ width: 320, height: 800 });
      if (javaScriptEnabled) await expectUsable(laptop, "a token is shown");
      expect((await call(server, token, "/api/auth/events")).status).toBe(200);
      expect((await call(server, token, "/api/auth/profile", "PATCH", { name: "x" })).status).toBe(403);

      await laptop.context().clearCookies({ name: "hufu-new-token" }); // as a minute later
      await laptop.goto("/account/security");
      await expect(card.getByText(/^hufu_pat_/)).toHaveCount(0);
      expect(await laptop.content()).not.toContain(token);
      const row = card.getByRole("listitem").filter({ hasText: "Backup" });
      await expect(row).toContainText(programs.lastUsed);
      await expect(row).toContainText(programs.scopes["events:read"]);
      await hands.open(laptop, programs.takeBack, "Backup");
      if (javaScriptEnabled)
        await expect(laptop.getByRole("alertdialog").getByRole("button", { name: common.cancel })).toBeFocused();
      await hands.press(laptop, programs.takeBack);
      await expect(laptop.getByRole("status").filter({ hasText: programs.tokenEnded })).toBeVisible();
      await expect(card).toContainText(programs.noTokens);
      expect((await call(server, token)).status).toBe(401);
    });

    test("a form that is refused keeps its ticks, and says what to choose", async ({ laptop, person }) => {
      const { programs, problems } = words;
      await signIn(laptop, person, "/account/security");
      const card = laptop.getByRole("region", { name: programs.tokens });
      for (const box of await card.getByRole("checkbox").all()) await box.uncheck();
      await hands.type(laptop, programs.tokenName, "Backup");
      await hands.press(laptop, programs.makeToken);
      const limits = { passwordMin: 0, passwordMax: 0, nameMax: 0, sessionLimitMax: 0 };
      await expect(card).toContainText(problems.fields.scope_missing(limits));
      await expect(card.getByLabel(programs.tokenName)).toHaveValue("Backup");
      await expect(card.getByRole("checkbox", { checked: true })).toHaveCount(0);
      if (javaScriptEnabled) await expectUsable(laptop, "refused");
    });
  });
}
