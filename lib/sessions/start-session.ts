import "server-only";
import type { Transaction } from "../infra/db";
import { keys } from "../infra/keys";
import { BROWSER_CLIENT_ID } from "../infra/oauth-clients";
import { randomCredential, randomId } from "../infra/random-id";
import { describeDevice } from "../infra/user-agent";
import { RECIPIENT } from "../mails/mail-person";
import { Problem } from "../shared/errors";
import { ACCOUNT, grantable, PERMISSIONS, type Scope } from "../shared/scopes";
import { addSeconds, earlier } from "../shared/time";
import { alertNewDevice } from "./alerts";
import { claimDevice } from "./device-cookie";
import { revokingTransaction } from "./end-sessions";
import { type IssuedTokens, issueTokens, randomTokenId, type TokenSource } from "./issue-tokens";
import { tellDevicesChanged } from "./live-pages";
import { accessEnd, idleEnd, lifetimes } from "./policy";
import { recordEvents } from "./security-events";
import { makeRoom } from "./session-limit";

/** What a request tells of where it comes from. */
export type Client = { ip: string | null; place: string | null; userAgent: string | null; deviceCookie: string | null };

/** How someone has shown who they are. */
export type SignInMethod = "password" | "device_code" | "wxapp";

/** Whose the tokens are to be, and what for. */
export type Holder = {
  clientId: string;
  scope: readonly Scope[];
  /** Whether a refresh token renews it. Otherwise its access token does, and it lapses with that. */
  hasRefreshToken: boolean;
};

/** A browser has everything, and each permission that its owner has. */
const BROWSER: Holder = { clientId: BROWSER_CLIENT_ID, scope: [ACCOUNT, ...PERMISSIONS], hasRefreshToken: true };

export type StartSession = {
  userId: string;
  /** As it was read together with the credentials: if it has been raised since, nothing is opened. */
  credentialVersion: number;
  method: SignInMethod;
  /** When they have; by default now. */
  authTime?: Date;
  remembered: boolean;
  client: Client;
  /** By default a browser. */
  holder?: Holder;
  /** The sessions that the request carried. They end, whoever's they are: nothing from before a sign-in survives it. */
  carriedSessionIds: readonly string[];
  /** Where the person has as many sessions as they may: which one they chose to end for this one. */
  endInstead?: string;
  /** Spends, in the same transaction, what it is opened by; throws where that is over. */
  spend?: (tx: Transaction) => Promise<void>;
  now: Date;
};

/**
 * Opens a session for a user who has just proved who they are. Ids and secrets are always new (OWASP Session
 * Management, "Renew the Session ID After Any Privilege Level Change").
 *
 * @throws Problem `invalid_credentials` when the credentials changed while they were being checked; `session_limit` and
 * `session_choice` where the person has as many sessions as they may; `not_found` for a bad choice; `scope_not_granted`
 * where nothing is left of what was asked for; what `spend` throws
 */
export async function startSession(options: StartSession): Promise<IssuedTokens & { deviceCookie: string }> {
  const { userId, credentialVersion, method, remembered, client, carriedSessionIds, spend, now } = options;
  const { clientId, scope, hasRefreshToken } = options.holder ?? BROWSER;
  const description = describeDevice(client.userAgent);
  const opened = await revokingTransaction(async (tx, end) => {
    // Locks the user's row, and refuses if the password was changed in the time that the hash took.
    const [user] = await tx.user.updateManyAndReturn({
      where: { id: userId, credentialVersion },
      data: { credentialVersion },
      select: { tokensValidFrom: true, sessionLimit: true, permissions: true, ...RECIPIENT },
    });
    if (!user) throw new Problem("invalid_credentials");
    await spend?.(tx);
    const granted = grantable(scope, user.permissions);
    if (granted.length === 0) throw new Problem("scope_not_granted");

    const device = await claimDevice(tx, { userId, cookie: client.deviceCookie, description, now });
    for (const id of carriedSessionIds) await end({ scope: { id }, reason: "replaced", now, ip: client.ip });
    // A device made a moment ago, in this transaction, has never held a session.
    if (!device.isNew) await end({ scope: { liveDeviceId: device.deviceId }, reason: "replaced", now, ip: client.ip });

    const { sessionLimit: ownLimit } = user;
    await makeRoom(tx, end, { userId, ownLimit, chosenId: options.endInstead, now, ip: client.ip });

    const absoluteExpiresAt = addSeconds(now, lifetimes(remembered).absoluteTtlSeconds);
    const expiresAt = hasRefreshToken
      ? idleEnd(now, remembered, absoluteExpiresAt)
      : earlier(accessEnd(now), absoluteExpiresAt);
    const session = {
      id: randomId(),
      userId,
      deviceId: device.deviceId,
      liveDeviceId: device.deviceId,
      clientId,
      scope: granted.join(" "),
      method,
      remembered,
      accessJti: hasRefreshToken ? null : randomTokenId(),
      generation: 0,
      rotatedAt: now,
      refreshSalt: randomCredential(),
      refreshKeyVersion: keys().refresh.current,
      authTime: options.authTime ?? now,
      createdAt: now,
      lastSeenAt: now,
      ip: client.ip,
      place: client.place,
      expiresAt,
      absoluteExpiresAt,
    };
    await tx.session.create({ data: session, select: { id: true } });
    const event = {
      userId,
      type: "signed-in" as const,
      sessionId: session.id,
      deviceId: device.deviceId,
      ip: client.ip,
    };
    await recordEvents(tx, [event], now);
    if (device.isNew) await alertNewDevice(tx, user, { sessionId: session.id, client, now });
    return { source: { ...session, user } satisfies TokenSource, deviceCookie: device.cookie };
  }, now);
  tellDevicesChanged(userId);
  return { ...(await issueTokens(opened.source)), deviceCookie: opened.deviceCookie };
}
