import { expect, type Page } from "@playwright/test";
import { PASSWORD, type Person, test } from "./fixtures/test";

/** How far the halves of the mark are from where they meet, in units of the drawing. */
const gap = (page: Page) =>
  page
    .locator("main svg .tally-end")
    .first()
    .evaluate((half) => Number.parseFloat(getComputedStyle(half).translate));

async function fillIn(page: Page, { email }: Person, password = PASSWORD): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
}

/** Keeps the next page from coming, so that this one can be looked at. */
const hold = (page: Page, path: string) => page.route(path, () => undefined);

test("the halves of the mark stand apart at the door, stay so when it stays shut, and meet when it opens", async ({
  laptop,
  person,
}) => {
  await fillIn(laptop, person, "not the password at all");
  expect(await gap(laptop)).toBeGreaterThan(2);
  await laptop.getByRole("button", { name: "Sign in" }).click();
  await expect(laptop).toHaveURL(/error=/);
  await expect(laptop.locator("html")).not.toHaveAttribute("data-mark");
  expect(await gap(laptop)).toBeGreaterThan(2);

  await hold(laptop, "**/dashboard");
  // The page says it by itself: while the next one is on its way it can be asked nothing.
  const met: { mark: string | undefined; gap: number }[] = [];
  await laptop.exposeFunction("met", (how: (typeof met)[number]) => met.push(how));
  await laptop.evaluate(() =>
    document.addEventListener("transitionend", ({ target }) => {
      if (!(target instanceof Element) || !target.matches("main svg .tally-end")) return;
      const how = {
        mark: document.documentElement.dataset.mark,
        gap: Number.parseFloat(getComputedStyle(target).translate),
      };
      (window as unknown as { met: (how: object) => void }).met(how);
    }),
  );
  await laptop.getByLabel("Password").fill(PASSWORD);
  await laptop.getByRole("button", { name: "Sign in" }).click();
  await expect.poll(() => met[0]?.mark).toBe("joined");
  expect(met[0]?.gap).toBeLessThan(0.5);
});

test("they part before one's eyes when a session has ended, and only then", async ({ laptop }) => {
  await laptop.addInitScript(() => {
    const motions: string[] = [];
    Object.assign(window, { motions });
    for (const type of ["animationstart", "animationend"])
      addEventListener(type, (event) => motions.push(`${(event as AnimationEvent).animationName} ${type.slice(9)}s`));
  });
  const motions = () => laptop.evaluate(() => (window as unknown as { motions: string[] }).motions);
  await laptop.goto("/login?ended=revoked");
  await expect.poll(motions).toEqual(["meet starts", "meet starts", "meet ends", "meet ends"]);
  expect(await gap(laptop)).toBeGreaterThan(2);
  await laptop.goto("/login");
  await laptop.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  expect(await motions()).toEqual([]);
});

test("who asked for less motion sees none, and does not wait for it", async ({ openDevice, person }) => {
  const page = await openDevice({ reducedMotion: "reduce" });
  await page.goto("/login?ended=revoked");
  const durations = await page.evaluate(() =>
    document.getAnimations().map((each) => Number(each.effect?.getComputedTiming().activeDuration)),
  );
  for (const duration of durations) expect(duration).toBeLessThanOrEqual(1);
  let joined = 0;
  await page.exposeFunction("tellJoined", () => joined++);
  await fillIn(page, person);
  await page.evaluate(() => {
    const { tellJoined } = window as unknown as { tellJoined: () => void };
    new MutationObserver(tellJoined).observe(document.documentElement, { attributeFilter: ["data-mark"] });
  });
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/dashboard");
  expect(joined).toBe(0);
});

test("nothing at the door moves while it opens, whatever it says", async ({ openDevice }) => {
  for (const path of ["/login", "/login?ended=revoked", "/login?error=invalid_credentials", "/sign-up"]) {
    const page = await openDevice({ viewport: { width: 320, height: 640 } });
    await page.addInitScript(() => {
      Object.assign(window, { shift: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          Object.assign(window, {
            shift: (window as unknown as { shift: number }).shift + (entry as unknown as { value: number }).value,
          });
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("button", { name: "Show password" })).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift), path).toBe(0);
  }
});

test("the mark can be seen in forced colours, and browsers find it for their tabs", async ({ openDevice }) => {
  const page = await openDevice({ forcedColors: "active", colorScheme: "dark" });
  await page.goto("/login");
  const colours = await page
    .locator("main svg path")
    .evaluateAll((paths) =>
      paths.map((path) => getComputedStyle(path).fill !== getComputedStyle(document.body).backgroundColor),
    );
  expect(colours).not.toContain(false);
  for (const [path, type] of [
    ["/icon.svg", "image/svg+xml"],
    ["/favicon.ico", "image/x-icon"],
    ["/apple-icon.png", "image/png"],
  ] as const) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()["content-type"], path).toContain(type);
  }
});
