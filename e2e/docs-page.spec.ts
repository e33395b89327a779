import { expect } from "@playwright/test";
import { signIn, test } from "./fixtures/test";
import { expectWhole } from "./fixtures/usable";

test("a developer makes a token, tries a call with it in the page, and sees it work", async ({
  laptop,
  person,
  server,
}) => {
  const foreign: string[] = [];
  laptop.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  await signIn(laptop, person, "/account/security");
  await laptop.getByLabel("What it is for").fill("Trying the API");
  await laptop.getByRole("button", { name: "Make a token" }).click();
  const token = (await laptop.getByText(/^hufu_pat_/).textContent()) ?? "";

  await laptop.goto("/docs");
  await laptop.getByRole("button", { name: "Authorize" }).first().click();
  const scheme = laptop.locator(".auth-container").filter({ hasText: "personal access token" });
  await scheme.getByRole("textbox").fill(token);
  await scheme.locator("button.authorize").click();
  await scheme.locator("button.btn-done").click();

  const me = laptop.locator(".opblock", { hasText: "/api/auth/me" });
  await me.locator(".opblock-summary-control").click();
  const asked = laptop.waitForRequest("**/api/auth/me");
  await me.getByRole("button", { name: "Execute" }).click();
  const headers = await (await asked).allHeaders();
  expect(headers.authorization).toBe(`Bearer ${token}`);
  expect(headers.cookie).toBeUndefined(); // with both it would be refused
  const answer = me.locator(".live-responses-table");
  await expect(answer).toContainText("200");
  await expect(answer).toContainText('"method": "personal_token"');
  for (const width of [1280, 320]) {
    await laptop.setViewportSize({ width, height: 800 });
    await expectWhole(laptop, "an answer is shown");
  }
  expect(foreign).toEqual([]);
});
