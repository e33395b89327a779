import { ACCOUNT, startHufu } from "./apps";
import { median, ratios, spread } from "./figures";
import type { Mode } from "./mode";
import { bounded, type Row } from "./report";
import { sideBySide } from "./side-by-side";

/** Gets a token as a program does. @returns the header line */
async function bearerLine(url: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: "password", username: ACCOUNT.email, password: ACCOUNT.password });
  const answer = await fetch(`${url}/api/auth/token`, { method: "POST", body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return `Authorization: Bearer ${token}`;
}

/** What a request by a program costs beside the same by a browser, in the same app. */
export async function measureBearer({ isLong }: Mode): Promise<Row[]> {
  const app = await startHufu("Hufu");
  const path = "/api/auth/me";
  const loads = [
    { app, path },
    { app, path, enter: () => bearerLine(app.url) },
  ];
  const [cookie, bearer] = await sideBySide(loads, { rounds: isLong ? 60 : 30, seconds: 0.4, warmSeconds: 8 });
  await app.stop();
  if (!cookie || !bearer) return [];
  const cpu = ratios(bearer.cpuMs, cookie.cpuMs);
  return [
    bounded("GET /api/auth/me by a bearer token ÷ by cookies: CPU a request", spread(cpu), median(cpu), "≤", 1.1),
  ];
}
