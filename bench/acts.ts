import type { App } from "./apps";
import { type Call, call } from "./load";

export const ACTS = ["sign-in", "refresh", "list", "revoke"] as const;
export type Act = (typeof ACTS)[number];

export const sessionIdOf = (cookie: string): string => {
  const [, payload = ""] = /hufu-access=([^;]+)/.exec(cookie)?.[1]?.split(".") ?? [];
  return JSON.parse(Buffer.from(payload, "base64url").toString()).sid;
};

async function expectStatus(expected: number, made: Call): Promise<void> {
  const { status } = await call(made);
  if (status !== expected) throw new Error(`${made.method} ${made.url} answered ${status}`);
}

/** What an act does for the device that holds `cookie`. Signing in needs none. @returns the cookies afterwards */
export async function perform(act: Act, app: App, cookie: string): Promise<string> {
  if (act === "sign-in") return app.signIn();
  const url = `${app.url}/api/auth`;
  if (act === "refresh") await expectStatus(200, { url: `${url}/refresh`, method: "POST", cookie });
  if (act === "list") await expectStatus(200, { url: `${url}/sessions`, cookie });
  if (act === "revoke")
    await expectStatus(204, { url: `${url}/sessions/${sessionIdOf(cookie)}`, method: "DELETE", cookie });
  return cookie;
}

export async function actOnce(app: App): Promise<void> {
  let cookie = "";
  for (const act of ACTS) cookie = await perform(act, app, cookie);
}
