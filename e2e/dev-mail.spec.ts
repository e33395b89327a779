import { expect, type Page } from "@playwright/test";
import { wordsIn } from "../lib/shared/words/words";
import { startServer } from "./fixtures/server";
import { signIn, test } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";

const heading = (page: Page, text: string) => expect(page.getByRole("heading", { level: 1 })).toHaveText(text);

/** Mails are written a moment after what they tell of. */
async function openMail(page: Page, to: string, title: string, subject: string): Promise<void> {
  const mail = page.getByRole("listitem").filter({ hasText: to }).getByRole("link", { name: subject });
  await expect(async () => {
    await page.goto("/dev/mail");
    await heading(page, title);
    await expect(mail).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await mail.click();
  await heading(page, subject);
}

for (const { javaScriptEnabled, locale, language, colorScheme } of [
  { javaScriptEnabled: true, locale: "zh-CN", language: "zh", colorScheme: "dark" },
  { javaScriptEnabled: false, locale: "en-US", language: "en", colorScheme: "light" },
] as const) {
  test(`without a mail server a mail is read at /dev/mail, with JavaScript ${javaScriptEnabled ? "on" : "off"}`, async ({
    openDevice,
    person,
  }) => {
    const { devMail, report } = wordsIn(language);
    const page = await openDevice({ javaScriptEnabled, locale, colorScheme, viewport: { width: 320, height: 640 } });
    await signIn(page, person); // from a device that was never seen before
    await openMail(page, person.email, devMail.title, "A new device is signed in");
    if (javaScriptEnabled) await expectUsable(page);
    const text = await page.getByRole("region", { name: devMail.asText }).innerText();
    expect(text).toMatch(/\n {4}\w{5}-\w{5}\n/);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: "A new device is signed in" })).toBeVisible();
    const button = frame.getByRole("link", { name: "This was not me" });
    await expect(button).toHaveCSS("text-decoration-line", "none"); // its own styles are there
    await button.click();
    await heading(page, report.title);
  });
}

test("a server with a mail server, or one that is reached from elsewhere, has no such page", async ({ server }) => {
  const sends = await startServer({ env: { SMTP_URL: "smtp://127.0.0.1:9" } });
  const isOpen = await startServer({ env: { HOST: "127.0.0.1" } });
  try {
    for (const path of ["/dev/mail", `/dev/mail/${"x".repeat(22)}`, `/api/dev/mail/${"x".repeat(22)}`]) {
      for (const { url } of [sends, isOpen]) expect((await fetch(`${url}${path}`)).status, path).toBe(404);
    }
  } finally {
    await Promise.all([sends.stop(), isOpen.stop()]);
  }
  for (const id of ["..%2Fhufu", "x".repeat(22), "%2e%2e%2f%2e%2e%2fapp-secret"])
    for (const path of ["/dev/mail", "/api/dev/mail"])
      expect((await fetch(`${server.url}${path}/${id}`)).status, `${path}/${id}`).toBe(404);
});
