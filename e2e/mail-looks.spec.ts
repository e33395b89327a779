import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { looks } from "./fixtures/looks";
import { test } from "./fixtures/test";
import { expectWhole, findBarriers } from "./fixtures/usable";

type Written = { kind: string; language: string; subject: string; text: string; html: string };

/** By the server's own code, which only a process under its condition loads. */
function writeMails(): Written[] {
  const file = join(import.meta.dirname, "fixtures/written-mails-process.ts");
  return JSON.parse(
    execFileSync(process.execPath, ["--conditions=react-server", "--import", "tsx", file], { encoding: "utf8" }),
  ) as Written[];
}

for (const { language, colorScheme } of looks) {
  test(`every mail is readable, narrow and wide, in ${colorScheme} colours, ${language}, and fetches nothing`, async ({
    openDevice,
  }) => {
    const page = await openDevice({ colorScheme });
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(request.url()));
    const mails = writeMails().filter((mail) => mail.language === language);
    expect(mails.length).toBeGreaterThanOrEqual(12);
    for (const { kind, html, text, subject } of mails) {
      await page.setContent(html);
      await expect(page.getByRole("heading")).toHaveText(subject);
      for (const width of [600, 320]) {
        await page.setViewportSize({ width, height: 700 });
        await expectWhole(page, `${kind}, ${width}`);
      }
      await expect.soft(page, kind).toHaveTitle(subject);
      expect.soft(await findBarriers(page), kind).toEqual([]);
      // What it says is the same without HTML, and what a stranger chose is text.
      const [first = ""] = text.split("\n\n");
      await expect(page.locator("p").filter({ hasText: first }), kind).toHaveCount(1);
      await expect(page.locator("b, script, img, svg, link"), kind).toHaveCount(0);
    }
    expect(fetched).toEqual([]);
  });
}
