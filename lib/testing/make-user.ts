import { randomUUID } from "node:crypto";
import { signUp } from "../accounts/sign-up";
import { type Client, startSession } from "../sessions/start-session";
import { parseEmailAddress } from "../shared/email-address";

export const PASSWORD = "correct horse battery staple";

/** Where an attempt to sign in comes from. */
export const ATTEMPT = { ip: "192.0.2.7", now: () => new Date() };

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

/** An account of its own for each test, through the real sign-up. */
export async function makeUser() {
  const email = parseEmailAddress(`${randomUUID()}@example.com`);
  if (!email) throw new Error("Not an address");
  const { checked } = await signUp({ email, password: PASSWORD, name: null, ip: null }, () => new Date());
  return { ...checked, email };
}

export const client = (overrides: Partial<Client> = {}): Client => ({
  ip: "192.0.2.1",
  place: null,
  userAgent: FIREFOX,
  deviceCookie: null,
  ...overrides,
});

/** A session on a new device, or on the one that holds `deviceCookie`. */
export async function openSession(
  user: { id: string; credentialVersion: number },
  options: {
    now?: Date;
    remembered?: boolean;
    client?: Partial<Client>;
    carriedSessionIds?: string[];
    endInstead?: string;
  } = {},
) {
  const opened = await startSession({
    userId: user.id,
    credentialVersion: user.credentialVersion,
    method: "password",
    remembered: options.remembered ?? false,
    client: client(options.client),
    carriedSessionIds: options.carriedSessionIds ?? [],
    endInstead: options.endInstead,
    now: options.now ?? new Date(),
  });
  return { ...opened, sid: opened.claims.sid };
}
