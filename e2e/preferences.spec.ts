import { expect, type Page } from "@playwright/test";
import { HttpClient } from "./fixtures/http";
import { signInByForm, test } from "./fixtures/test";

const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const LIGHT = "rgb(250, 249, 246)";
const DARK = "rgb(20, 19, 17)";

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test("the theme is the system's until one is chosen, and the choice is remembered", async ({ openDevice }) => {
      const page = await openDevice({ javaScriptEnabled, colorScheme: "dark" });
      await page.goto("/login");
      expect(await ground(page)).toBe(DARK);
      await page.getByRole("button", { name: "Light" }).click();
      await expect(page.getByRole("button", { name: "Light" })).toHaveAttribute("aria-pressed", "true");
      await expect(page).toHaveURL("/login");
      expect(await ground(page)).toBe(LIGHT);
      await page.goto("/sign-up");
      expect(await ground(page)).toBe(LIGHT);
      await page.getByRole("button", { name: "System" }).click();
      await expect(page.getByRole("button", { name: "System" })).toHaveAttribute("aria-pressed", "true");
      expect(await ground(page)).toBe(DARK);
    });

    test("the language is the browser's until one is chosen, on the page where one is", async ({ openDevice }) => {
      const page = await openDevice({ javaScriptEnabled, locale: "zh-TW" });
      await page.goto("/login?error=invalid_credentials");
      await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("登录");
      await page.getByRole("button", { name: "English" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      await expect(page).toHaveURL("/login?error=invalid_credentials");
      await page.goto("/sign-up");
      await expect(page.getByRole("button", { name: "English" })).toHaveAttribute("aria-pressed", "true");
    });
  });
}

test("what is typed stays when the theme or the language changes", async ({ laptop }) => {
  await laptop.goto("/login");
  await laptop.getByLabel("E-mail").fill("mei@example.com");
  await laptop.getByRole("button", { name: "Dark" }).click();
  await expect(laptop.locator("html")).toHaveAttribute("data-theme", "dark");
  await laptop.getByRole("button", { name: "简体中文" }).click();
  await expect(laptop.getByLabel("邮箱")).toHaveValue("mei@example.com");
});

test("times are those of the reader's zone, in the words of their language", async ({ openDevice, person }) => {
  const page = await openDevice({ locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  await page.context().clearCookies(); // the browser has not told its zone yet
  await signInByForm(page, person, "/account", { email: "邮箱", password: "密码", submit: "登录" });
  const signedIn = page.locator("time").first();
  const iso = (await signedIn.getAttribute("datetime")) ?? "";
  const shown = new Intl.DateTimeFormat("zh-Hans", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Asia/Shanghai",
  });
  await expect(signedIn).toHaveAttribute("title", shown.format(new Date(iso)));
});

test("a zone whose name has a plus is told once, and is the one that times are shown in", async ({
  openDevice,
  person,
}) => {
  const page = await openDevice({ timezoneId: "Etc/GMT+5" });
  await page.context().clearCookies();
  let told = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/api/preferences")) told++;
  });
  await signInByForm(page, person);
  await page.goto("/account/security");
  await page.goto("/account");
  const signedIn = page.locator("time").first();
  const iso = (await signedIn.getAttribute("datetime")) ?? "";
  const shown = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "Etc/GMT+5" });
  await expect(signedIn).toHaveAttribute("title", shown.format(new Date(iso)));
  expect(told).toBe(1);
});

test("without JavaScript times are in UTC, and say so", async ({ openDevice, person }) => {
  const page = await openDevice({ javaScriptEnabled: false, timezoneId: "Asia/Shanghai" });
  await page.context().clearCookies();
  await signInByForm(page, person);
  await expect(page.locator("time").first()).toHaveAttribute("title", / UTC$/);
});

test("a preference that makes no sense changes nothing, wherever it comes from", async ({ server }) => {
  const client = new HttpClient(server.url);
  const odd = { theme: "<script>", language: "constructor", timeZone: "Mars/Olympus", next: "https://evil.example" };
  const answer = await client.post("/api/preferences", { json: odd });
  expect(answer.status).toBe(204);
  expect(answer.setCookies).toEqual([expect.stringMatching(/^hufu-preferences=; Path=\/; HttpOnly; SameSite=Lax/)]);
  client.jar.set("hufu-preferences", "theme=dark&theme=light&language=%00&timeZone=../../etc");
  const { status, text } = await client.get("/login");
  expect(status).toBe(200);
  expect(text).toContain('<html lang="en"');
  const headers = { referer: "https://evil.example/login" };
  const form = await client.post("/api/preferences", { form: { theme: "dark" }, headers });
  expect([form.status, form.headers.location]).toEqual([303, "/"]);
});

test("a form finds back to its page, also through a proxy that sends no port, and with a script without a Referer", async ({
  server,
}) => {
  const { hostname, host } = new URL(server.url);
  const form = { theme: "dark" };
  const referer = `http://${host}/login?next=%2Faccount`;
  const answer = await new HttpClient(server.url, hostname).post("/api/preferences", { form, headers: { referer } });
  expect([answer.status, answer.headers.location]).toEqual([303, "/login?next=%2Faccount"]);
  const marked = { "x-requested-with": "hufu-form" };
  const scripted = await new HttpClient(server.url).post("/api/preferences", { form, headers: marked });
  expect([scripted.status, scripted.text]).toEqual([204, ""]);
  expect(scripted.setCookies).toEqual([expect.stringContaining("theme=dark")]);
});

test("a problem is told in the language of whoever asks", async ({ server }) => {
  const client = new HttpClient(server.url);
  const headers = { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" };
  const answer = await client.get("/api/auth/me", { headers });
  expect(answer.headers["content-language"]).toBe("zh-Hans");
  expect(JSON.parse(answer.text)).toMatchObject({ type: "urn:hufu:problem:unauthenticated", title: "未登录" });
});
