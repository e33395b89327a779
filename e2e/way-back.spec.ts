import { expect } from "@playwright/test";
import { newEmail, PASSWORD, test } from "./fixtures/test";

for (const path of ["/dashboard", "/account", "/account?x=1%2F2&tag=%E8%99%8E"]) {
  test(`someone who asks for ${path} is there after signing in`, async ({ laptop, person }) => {
    await laptop.goto(path);
    await expect(laptop).toHaveURL(`/login?${new URLSearchParams({ next: path })}`);
    await laptop.getByLabel("E-mail").fill(person.email);
    await laptop.getByLabel("Password").fill(PASSWORD);
    await laptop.getByRole("button", { name: "Sign in" }).click();
    await expect(laptop).toHaveURL(path);
  });
}

test("what a form said once is not said again after the detour", async ({ laptop, person }) => {
  await laptop.goto("/account?done=revoked-others&count=99&x=1");
  await laptop.getByLabel("E-mail").fill(person.email);
  await laptop.getByLabel("Password").fill(PASSWORD);
  await laptop.getByRole("button", { name: "Sign in" }).click();
  await expect(laptop).toHaveURL("/account?x=1");
  await expect(laptop.getByRole("status")).toHaveCount(0);
});

test("the way back leads through sign-up too", async ({ laptop }) => {
  await laptop.goto("/account");
  await laptop.getByRole("link", { name: "Create an account" }).click();
  await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Create an account");
  await laptop.getByLabel("E-mail").fill(newEmail());
  await laptop.getByLabel("Password").fill(PASSWORD);
  await laptop.getByRole("button", { name: "Create account" }).click();
  await expect(laptop).toHaveURL("/account");
});

const HOSTILE = [
  "//evil.test",
  "/\\evil.test",
  "\\\\evil.test",
  "/\t/evil.test",
  "/%09/evil.test/../..//evil.test",
  "/x/..//evil.test",
  "https://evil.test",
  "https:evil.test",
  "javascript:alert(1)",
  "data:text/html,x",
  "evil.test",
  " //evil.test",
  "/login?next=//evil.test",
  "/api/auth/me",
];

test("a link that leads elsewhere ends on the dashboard", async ({ laptop, person, server }) => {
  const elsewhere: string[] = [];
  laptop.on("request", (request) => {
    if (new URL(request.url()).origin !== server.url) elsewhere.push(request.url());
  });
  for (const next of ["//evil.test", "/\\evil.test", "javascript:alert(1)", "https://evil.test"]) {
    await laptop.goto(`/login?next=${encodeURIComponent(next)}`);
    await laptop.getByLabel("E-mail").fill(person.email);
    await laptop.getByLabel("Password").fill(PASSWORD);
    await laptop.getByRole("button", { name: "Sign in" }).click();
    await expect(laptop).toHaveURL("/dashboard");
  }
  expect(elsewhere).toEqual([]);
});

test("a form that was tampered with ends on the dashboard, however its next is spelled", async ({ person, server }) => {
  const spellings = HOSTILE.flatMap((next) => [next, encodeURIComponent(next)]);
  for (const next of spellings) {
    const response = await fetch(`${server.url}/api/auth/sign-in`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ email: person.email, password: PASSWORD, next }),
    });
    expect(response.headers.get("location"), next).toBe("/dashboard");
  }
});
