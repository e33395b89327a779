import type { TokenSet } from "./credentials";
import { isPassing, postForm } from "./post-form";

/** What to show a person. @see RFC 8628 §3.2 */
export type DeviceCode = {
  user_code: string;
  verification_uri: string;
  /** The same with the code in it: for a QR code. */
  verification_uri_complete: string;
  device_code: string;
  expires_in: number;
  interval?: number;
};

/** Why nobody was let in, by its name in RFC 6749 or RFC 8628. */
export class DeviceLoginError extends Error {
  override name = "DeviceLoginError";
  readonly error: string;

  constructor({ error, error_description: description }: { error: string; error_description?: string }) {
    super(description ?? error);
    this.error = error;
  }
}

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
/** Between two questions where the server names none, and what is added where it asks for that. In seconds. @see RFC 8628 §3.5 */
const INTERVAL = 5;

/**
 * Signs a program in that has no browser: shows a code, and waits until a person has typed it elsewhere.
 * @param show gets the code and the address that it is typed at
 * @throws DeviceLoginError where it is turned away, or nobody comes in time
 */
export async function deviceLogin(
  url: string,
  { clientId = "cli", scope, show }: { clientId?: string; scope: string; show: (code: DeviceCode) => void },
): Promise<TokenSet> {
  const begun = await postForm(`${url}/api/auth/device`, { client_id: clientId, scope });
  if (!begun.ok) {
    throw new DeviceLoginError(await begun.json().catch(() => ({ error: "server_error" }))); // a page, by a proxy in between
  }
  const code: DeviceCode = await begun.json();
  show(code);
  const end = Date.now() + code.expires_in * 1000;
  for (let { interval = INTERVAL } = code; Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, interval * 1000));
    const asked = { grant_type: GRANT, device_code: code.device_code, client_id: clientId };
    const answer = await postForm(`${url}/api/auth/token`, asked).catch(() => null);
    if (answer === null || isPassing(answer)) continue; // no network for the moment, or no server
    if (answer.ok) return answer.json();
    const refusal = await answer.json();
    if (refusal.error === "slow_down") interval += INTERVAL;
    else if (refusal.error !== "authorization_pending") throw new DeviceLoginError(refusal);
  }
  throw new DeviceLoginError({ error: "expired_token" });
}
