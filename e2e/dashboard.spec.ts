import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { HttpClient, signUp } from "./fixtures/http";
import { startServer } from "./fixtures/server";
import { PASSWORD, problem, signIn, test } from "./fixtures/test";

const EXAMPLES = {
  "A protected page": "app/(home)/dashboard/example/page.tsx",
  "A protected call of your API": "app/api/example/route.ts",
  "Only after a recent sign-in": "app/api/example/recent/route.ts",
};
const QUARTER_HOUR = 15 * 60;

// The build is made from these files, and the text comes out of the same build: what is shown is what runs below.
test("the code that is shown is the file that the example is built from", async ({ laptop, person }) => {
  await signIn(laptop, person, "/dashboard");
  for (const [title, path] of Object.entries(EXAMPLES)) {
    const code = laptop.getByRole("region", { name: title, exact: true }).getByRole("code");
    expect(await code.textContent(), path).toBe(readFileSync(join(import.meta.dirname, "..", path), "utf8"));
  }
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("the protected page opens, and without a session leads to the door and back", async ({ laptop, person }) => {
      await signIn(laptop, person, "/dashboard");
      await laptop.getByRole("link", { name: "Open the page" }).click();
      await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Only for you");
      await expect(laptop.getByText(person.email)).toBeVisible();
      await laptop.goto("about:blank"); // an open page would find out, and leave for the door by itself
      await laptop.context().clearCookies();
      await laptop.goto("/dashboard/example");
      await expect(laptop).toHaveURL("/login?next=%2Fdashboard%2Fexample");
    });

    test("the call shows what the API answers", async ({ laptop, person, server }) => {
      await signIn(laptop, person, "/dashboard");
      await laptop.getByRole("button", { name: "Call it" }).click();
      const cookies = (await laptop.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
      const answer = await fetch(`${server.url}/api/example`, { headers: { cookie: cookies } });
      const { userId } = await answer.json();
      expect(userId).toMatch(/^[\w-]{22}$/);
      await expect(laptop.getByText(userId)).toBeVisible();
      if (javaScriptEnabled) await expect(laptop.getByRole("status", { name: "Answer" })).toHaveText(/^200/);
      else await expect(laptop).toHaveURL(/\/api\/example\?$/); // the browser shows the answer itself
    });

    test("what needs a recent sign-in works, and after a quarter of an hour asks for one", async ({ openDevice }) => {
      const server = await startServer();
      try {
        const page = await openDevice({ baseURL: server.url, viewport: { width: 320, height: 640 } });
        const { email } = await signUp(server.url);
        await signIn(page, { email }, "/dashboard");
        const tryIt = page.getByRole("button", { name: "Try it" });
        await tryIt.click();
        await expect(page.getByRole("status").filter({ hasText: "Allowed" })).toBeInViewport();
        await expect(page, "a reload does not say it again").toHaveURL(
          javaScriptEnabled ? "/dashboard" : /done=recent$/,
        );
        await server.advance({ seconds: QUARTER_HOUR + 1 });
        await tryIt.click();
        await expect(problem(page, "this needs a sign-in of the last minutes")).toBeVisible();
        await expect(problem(page, "this needs a sign-in of the last minutes")).toBeInViewport();
        await expect(page.getByRole("link", { name: "Sign in again" })).toBeInViewport();
        await page.getByRole("link", { name: "Sign in again" }).click();
        await expect(page).toHaveURL("/login?next=%2Fdashboard");
        await page.getByLabel("E-mail").fill(email);
        await page.getByLabel("Password").fill(PASSWORD);
        await page.getByRole("button", { name: "Sign in" }).click();
        await page.waitForURL("/dashboard");
        await tryIt.click();
        await expect(page.getByRole("status").filter({ hasText: "Allowed" })).toBeVisible();
      } finally {
        await server.stop();
      }
    });
  });
}

test("a call goes on when the token has expired meanwhile, and says when no answer came", async ({ openDevice }) => {
  const server = await startServer();
  try {
    const page = await openDevice({ baseURL: server.url });
    const { email } = await signUp(server.url);
    await signIn(page, { email }, "/dashboard");
    await server.advance({ seconds: 301 });
    const answer = page.getByRole("status", { name: "Answer" });
    await page.getByRole("button", { name: "Call it" }).click();
    await expect(answer).toHaveText(/^200/);
    await page.route("**/api/example", (route) => route.abort());
    await page.getByRole("button", { name: "Call it" }).click();
    await expect(answer).toHaveText(/The server could not be reached/);
  } finally {
    await server.stop();
  }
});

test("a program is told how recent a sign-in must be", async () => {
  const server = await startServer();
  try {
    const { client } = await signUp(server.url);
    expect((await client.post("/api/example/recent")).status).toBe(200);
    await server.advance({ seconds: QUARTER_HOUR + 1 });
    await client.post("/api/auth/refresh"); // a renewal is no sign-in
    const refused = await client.post("/api/example/recent");
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.text).type).toBe("urn:hufu:problem:sign-in-again");
    expect(refused.headers["www-authenticate"]).toBe(
      'Bearer realm="hufu", error="insufficient_user_authentication", max_age="900"',
    );
    const stranger = await new HttpClient(server.url).post("/api/example/recent");
    expect([stranger.status, stranger.headers["www-authenticate"]]).toEqual([401, 'Bearer realm="hufu"']);
  } finally {
    await server.stop();
  }
});
