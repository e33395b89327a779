import { expect, type Page } from "@playwright/test";
import { newEmail, PASSWORD, test } from "./fixtures/test";

/** Larger than anything that a page needs before its fields are used; the lists of words are. */
const LARGE_BYTES = 300_000;

/** A part of what judging such a password takes; far more than typing does on a busy machine. */
const LONG_MS = 200;

/** What is said below the field. */
const judgement = (page: Page) => page.locator("#password-rule").locator("xpath=../following-sibling::p");

test("a new password is judged while it is typed, in words, and by lists that come when the field is used", async ({
  laptop,
}) => {
  const large: string[] = [];
  laptop.on("response", async (response) => {
    const { length } = await response.body().catch(() => Buffer.alloc(0));
    if (length > LARGE_BYTES) large.push(response.url());
  });
  await laptop.goto("/sign-up", { waitUntil: "networkidle" });
  expect(large).toEqual([]);
  const said = judgement(laptop);
  await expect(said).toHaveText("");
  await laptop.getByLabel("E-mail").fill("mei.lin@example.com");
  const password = laptop.getByLabel("Password");
  await expect(password).toHaveAccessibleDescription(/^At least 15 characters/);

  await password.pressSequentially("mei.lin");
  await expect(said).toHaveText("7 of at least 15 characters.");
  await password.pressSequentially("@example.com");
  await expect(said).toHaveText(/^(Very easy|Easy) to guess\. It contains your e-mail address or your name\. Add /);
  await password.fill("aaaaaaaaaaaaaaaaaaaaaa");
  await expect(said).toHaveText(/^Very easy to guess\. Repetition makes it longer, but not harder to guess\. Add /);
  await password.fill("password1234567");
  await expect(said).toHaveText(/guess\. It is close to passwords that many people use\. Add /);
  await password.fill(PASSWORD);
  await expect(said).toHaveText("Very hard to guess.");
  await password.fill("");
  await expect(said).toHaveText("");
  expect(large).toHaveLength(1);
});

test("a weak password is not refused by the page: the server's rules decide", async ({ laptop }) => {
  await laptop.goto("/sign-up");
  await laptop.getByLabel("E-mail").fill(newEmail());
  await laptop.getByLabel("Password").fill("aaaaaaaaaaaaaaaaaaaaaa");
  await expect(judgement(laptop)).toHaveText(/^Very easy to guess\./);
  await laptop.getByRole("button", { name: "Create account" }).click();
  await expect(laptop).toHaveURL("/dashboard");
});

test("typing stays quick with the longest password, and the last one typed is the one that is judged", async ({
  laptop,
}) => {
  await laptop.goto("/sign-up");
  const said = judgement(laptop);
  const password = laptop.getByLabel("Password");
  await password.fill("p4ssw0rd@1$e".repeat(22).slice(0, 255));
  await expect(said).toHaveText(/guess/); // the lists are there
  await laptop.evaluate(() => {
    Object.assign(window, { longTasks: [] as number[] });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        (window as unknown as { longTasks: number[] }).longTasks.push(duration);
    }).observe({ type: "longtask" });
  });
  await password.press("End");
  await password.press("a"); // asks about this one, which takes long
  await password.fill(PASSWORD);
  await expect(said).toHaveText("Very hard to guess.");
  const longTasks = await laptop.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  expect(longTasks.filter((duration) => duration > LONG_MS)).toEqual([]);
});

test("where the lists do not arrive, the form works as it does without them", async ({ laptop }) => {
  const email = newEmail();
  await laptop.goto("/sign-up", { waitUntil: "networkidle" });
  await laptop.route("**/_next/static/**", (route) => route.abort());
  await laptop.getByLabel("E-mail").fill(email);
  await laptop.getByLabel("Password").pressSequentially("short");
  await expect(judgement(laptop)).toHaveText("5 of at least 15 characters.");
  await laptop.getByLabel("Password").fill(PASSWORD);
  await expect(judgement(laptop)).toHaveText("");
  await laptop.unroute("**/_next/static/**");
  await laptop.getByRole("button", { name: "Create account" }).click();
  await expect(laptop).toHaveURL("/dashboard");
});
