import { expect } from "@playwright/test";
import { devices, opener, signOutMany } from "./fixtures/account-page";
import { HttpClient, signIn as signInProgram, signUp } from "./fixtures/http";
import { startServer } from "./fixtures/server";
import { signIn, test } from "./fixtures/test";
import { expectUsable, readIn } from "./fixtures/usable";

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("a quiet account is told so, and everything on the page leads on", async ({ laptop, phone, person }) => {
      await signIn(laptop, person, "/account/security");
      await expect(laptop.getByRole("listitem").filter({ hasText: "Password" })).toContainText(
        "You sign in with your e-mail and password.",
      );
      await expect(laptop.getByText("You are signed in on this device only.")).toBeVisible();
      await expect(laptop.getByText("None in the last 30 days.")).toBeVisible();
      await expect(laptop.getByText("None in the last 90 days")).toBeVisible();
      await signIn(phone, person);
      await laptop.reload();
      await expect(laptop.getByText("You are signed in on 2 devices.")).toBeVisible();
      await laptop.getByRole("link", { name: "See your devices" }).click();
      await laptop.waitForURL("/account");
      await laptop.goto("/account/security");
      await laptop.getByRole("link", { name: "See activity" }).click();
      await laptop.waitForURL("/account/activity");
    });

    test("the others are signed out from here as from the list, where there are others", async ({
      laptop,
      phone,
      person,
    }) => {
      await signIn(laptop, person, "/account/security");
      await expect(opener(laptop, "Sign out everywhere")).toBeVisible();
      await expect(opener(laptop, "Sign out other devices")).toHaveCount(0);
      await signIn(phone, person);
      await laptop.reload();
      await signOutMany(laptop, "other devices");
      await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
      await expect(devices(laptop)).toHaveCount(1);
      await phone.goto("/account/security");
      await expect(phone).toHaveURL(/\/login\?next=%2Faccount%2Fsecurity/);
    });

    test("signing out everywhere from here ends every session", async ({ laptop, phone, person }) => {
      await signIn(phone, person);
      await signIn(laptop, person, "/account/security");
      await signOutMany(laptop, "everywhere");
      const news = laptop.getByRole("status").filter({ hasText: "2 devices were signed out, this one too." });
      await expect(news).toBeVisible();
      await phone.goto("/account/security");
      await expect(phone).toHaveURL(/\/login\?next=%2Faccount%2Fsecurity/);
    });
  });
}

test("a stolen session and wrong passwords are shown, with what to do about them", async ({ openDevice }) => {
  const server = await startServer();
  try {
    const { client, email } = await signUp(server.url);
    const thief = client.copy();
    await client.post("/api/auth/refresh");
    await server.advance({ seconds: 60 });
    await thief.post("/api/auth/refresh");
    const stranger = new HttpClient(server.url);
    await stranger.post("/api/auth/sign-in", { json: { email, password: "a wrong one" } });

    const page = await openDevice({ baseURL: server.url, viewport: { width: 320, height: 800 } });
    await signIn(page, { email });
    await expect(async () => {
      await page.goto("/account/security");
      await expect(page.getByText("Once in the last 30 days someone entered")).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 15_000 });
    for (let i = 0; i < 12; i++) {
      await stranger.post("/api/auth/sign-in", { json: { email, password: `another wrong one ${i}` } });
    }
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/^At least 1\d times in the last 30 days/)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 15_000 });
    const ended = page.getByRole("list", { name: "Copied sign-ins" }).getByRole("listitem");
    await expect(ended).toHaveText(/A copied token was used: someone else may have had it/);
    await expect(page.getByText("sign out any that you do not recognise")).toBeVisible();
    await expectUsable(page);
    const other = await signInProgram(server.url, email);
    expect((await other.client.get("/api/auth/me")).status).toBe(200);
    await readIn(page, server.url, "zh");
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("安全");
    await expectUsable(page);
  } finally {
    await server.stop();
  }
});
