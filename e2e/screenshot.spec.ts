import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "@playwright/test";
import { devices } from "./fixtures/account-page";
import { type HufuServer, startServer } from "./fixtures/server";
import { BROWSERS, PASSWORD, signIn, test } from "./fixtures/test";

const PICTURE = join(import.meta.dirname, "../docs/images/account.png");

const HOUR = 3600;
const DAY = 24 * HOUR;
const MEI = { email: "mei@example.com" };
const SAFARI_ON_IPAD =
  "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const EDGE_ON_WINDOWS = `${BROWSERS["Chrome on macOS"].replace("Macintosh; Intel Mac OS X 10_15_7", "Windows NT 10.0; Win64; x64")} Edg/126.0.0.0`;

const HOME = { "x-forwarded-for": "203.0.113.24", "x-place": "Lisbon" };
const OFFICE = { "x-forwarded-for": "198.51.100.7", "x-place": "Porto" };

/** A browser without a window, with a jar of cookies: only what the list shows of it matters. */
async function device(server: HufuServer, userAgent: string, place: Record<string, string>, act = "sign-in") {
  const jar = new Map<string, string>();
  const send = async (path: string, method: string, body: object) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const own = { "user-agent": userAgent, "content-type": "application/json", "sec-fetch-site": "same-origin" };
    const headers = { ...place, ...own, ...(cookie && { cookie }) };
    const response = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) });
    expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = set.split(";", 1)[0]?.split("=") ?? [];
      jar.set(name, value);
    }
    return response;
  };
  const extra = act === "sign-up" ? { name: "Mei" } : { remember: true };
  const signedIn = await send(`/api/auth/${act}`, "POST", { ...MEI, password: PASSWORD, ...extra });
  const id = String((await signedIn.json()).session.id);
  return {
    id,
    name: (name: string) => send(`/api/auth/sessions/${id}`, "PATCH", { name }),
    renew: () => send("/api/auth/refresh", "POST", {}),
    revoke: (other: string) => send(`/api/auth/sessions/${other}`, "DELETE", {}),
    signOut: () => send("/api/auth/sign-out", "POST", {}),
  };
}

/** Mei's last ten days: devices that came and went. */
async function liveTenDays(server: HufuServer): Promise<void> {
  const chrome = BROWSERS["Chrome on macOS"];
  await device(server, chrome, HOME, "sign-up"); // not remembered, and never used again: it lapses
  await server.advance({ seconds: 4 * DAY });
  const tablet = await device(server, SAFARI_ON_IPAD, HOME);
  await tablet.name("Kitchen tablet");
  await server.advance({ seconds: 3 * HOUR });
  const library = await device(server, BROWSERS["Firefox on Windows"], OFFICE);
  await server.advance({ seconds: 2 * HOUR });
  await library.signOut();
  await server.advance({ seconds: 3 * DAY });
  const lost = await device(server, BROWSERS["Safari on iOS"], OFFICE);
  const office = await device(server, EDGE_ON_WINDOWS, OFFICE);
  await server.advance({ seconds: DAY });
  await office.revoke(lost.id);
  await server.advance({ seconds: 20 * HOUR });
  await device(server, BROWSERS["Safari on iOS"], HOME);
  await tablet.renew();
  await server.advance({ seconds: 2 * HOUR });
  await office.renew();
  await server.advance({ seconds: 12 * 60 });
}

test("the list of devices, as the README shows it", async ({ openDevice }) => {
  const server = await startServer({ env: { TRUSTED_PROXY_HOPS: "1", PLACE_HEADER: "x-place" } });
  try {
    await liveTenDays(server);
    const viewport = { width: 1280, height: 800 };
    const page = await openDevice({
      baseURL: server.url,
      viewport,
      colorScheme: "light",
      extraHTTPHeaders: HOME,
    });
    await signIn(page, MEI);
    await expect(devices(page).getByRole("heading")).toHaveText([
      /Chrome on macOS.*This device/,
      "Microsoft Edge on Windows",
      "Kitchen tablet",
      "Safari on iOS",
    ]);
    await page.mouse.move(0, 0);
    const picture = await page.screenshot({ fullPage: true, animations: "disabled" });
    expect(picture.length).toBeGreaterThan(10_000);
    if (process.env.UPDATE_SCREENSHOTS === "1") {
      mkdirSync(dirname(PICTURE), { recursive: true });
      await page.screenshot({ path: PICTURE, fullPage: true, animations: "disabled" });
    }
  } finally {
    await server.stop();
  }
});
