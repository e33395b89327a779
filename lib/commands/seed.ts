// npm run seed: a demo account with several devices, made through the code that makes real ones.
import { signUp } from "../accounts/sign-up";
import { config, isLoopbackHost } from "../infra/config";
import { closeDatabase } from "../infra/db";
import { DEFAULT_CLIENT_ID } from "../infra/oauth-clients";
import { endSession } from "../sessions/end-sessions";
import { nameDevice } from "../sessions/name-device";
import { startSession } from "../sessions/start-session";
import { parseEmailAddress } from "../shared/email-address";
import { isProblem } from "../shared/errors";
import { DEFAULT_SCOPES } from "../shared/scopes";
import { addSeconds } from "../shared/time";
import { startUp } from "../start-up/start";

const EMAIL = "demo@example.com";
const PASSWORD = "tiger tally two halves";
const HOUR = 3600;

/** Address blocks reserved for documentation (RFC 5737). */
const DEVICES = [
  {
    userAgent:
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
    ip: "192.0.2.10",
    hoursAgo: 40,
    name: "MacBook at work",
  },
  {
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    ip: "198.51.100.7",
    hoursAgo: 26,
  },
  {
    userAgent:
      "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
    ip: "192.0.2.10",
    hoursAgo: 3,
  },
  {
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    ip: "203.0.113.99",
    hoursAgo: 46, // a mail about what is older than two days would be too late
    isEnded: true,
  },
  { userAgent: "curl/8.10.1", ip: "192.0.2.10", hoursAgo: 1, isProgram: true },
];

async function makeDemo(now: Date): Promise<void> {
  const email = parseEmailAddress(EMAIL);
  if (!email) throw new Error("The demo address is not an address");
  const signedUpAt = addSeconds(now, -72 * HOUR);
  const { checked } = await signUp({ email, password: PASSWORD, name: "Demo", ip: null }, () => signedUpAt);
  for (const { userAgent, ip, hoursAgo, name, isEnded, isProgram } of DEVICES) {
    const then = addSeconds(now, -hoursAgo * HOUR);
    const { claims } = await startSession({
      userId: checked.id,
      credentialVersion: checked.credentialVersion,
      method: "password",
      remembered: true,
      client: { ip, place: null, userAgent, deviceCookie: null },
      carriedSessionIds: [],
      ...(isProgram && { holder: { clientId: DEFAULT_CLIENT_ID, scope: DEFAULT_SCOPES, hasRefreshToken: true } }),
      now: then,
    });
    if (name) await nameDevice(checked.id, claims.sid, name, then, ip);
    if (isEnded) await endSession(checked.id, claims.sid, "revoked", addSeconds(then, 5 * HOUR), ip);
  }
}

/** The demo's password is public: it opens nothing on a site that others can reach. */
function refuseOffLoopback(): void {
  if (isLoopbackHost(config().hostname)) return;
  console.error("The demo account has a public password: npm run seed works only while APP_URL is on localhost.");
  process.exit(1);
}

refuseOffLoopback();
await startUp();
try {
  await makeDemo(new Date());
  console.log(`\n  demo account   ${EMAIL}\n  password       ${PASSWORD}\n  sign in        ${config().appUrl}/login\n`);
} catch (error) {
  if (!isProblem(error) || error.code !== "email_taken") throw error;
  console.log(`\n  ${EMAIL} has an account already; nothing was changed. Its first password was: ${PASSWORD}\n`);
}
await closeDatabase();
process.exit(); // what follows the feed would go on following it
