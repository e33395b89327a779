import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { isProblem } from "../shared/errors";
import { fromSeconds, toSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { endAllSessions, endSession, revokingTransaction } from "./end-sessions";
import { rotateSession } from "./rotate-session";
import { verifySession } from "./verify-session";

setUpInstance();

const ROUNDS = process.env.HUFU_LONG ? 10_000 : 25;
const TIMEOUT_MS = 60_000 + ROUNDS * 500;
/** Rounds that one account is used for: its rows must not pile up. */
const ROUNDS_A_USER = 50;

type User = Awaited<ReturnType<typeof makeUser>>;
type Opened = Awaited<ReturnType<typeof openSession>>;

/** Runs both at once, the one or the other some turns of the event loop later: it meets each of its awaits in time. */
async function race<A, B>(round: number, one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
  const turns = Math.floor(round / 2) % 12;
  const late = async <T>(work: () => Promise<T>) => {
    for (let turn = 0; turn < turns; turn++) await new Promise((resume) => setImmediate(resume));
    return work();
  };
  return round % 2 === 0 ? Promise.all([one(), late(other)]) : Promise.all([late(one), other()]);
}

async function eachRound(work: (user: User, round: number) => Promise<void>): Promise<void> {
  let user = await makeUser();
  for (let round = 0; round < ROUNDS; round++) {
    if (round % ROUNDS_A_USER === 0) user = await makeUser();
    user.credentialVersion = await versionOf(user);
    await work(user, round);
  }
}

const versionOf = async ({ id }: User): Promise<number> =>
  (await (await database()).user.findUniqueOrThrow({ where: { id } })).credentialVersion;

const rowOf = async ({ sid }: { sid: string }) =>
  (await database()).session.findUniqueOrThrow({ where: { id: sid }, select: { endedAt: true, endReason: true } });

/** A sign-in whose credentials may turn out to be old. @returns null where they were */
const trySignIn = (user: User): Promise<Opened | null> =>
  openSession(user).catch((error: unknown) => {
    if (isProblem(error) && error.code === "invalid_credentials") return null;
    throw error;
  });

/** What a change of the password does: nothing from before it survives. */
const changeCredentials = ({ id }: User, now: Date) =>
  revokingTransaction(async (tx, end, announce) => {
    const before = toSeconds(now);
    const data = { credentialVersion: { increment: 1 }, tokensValidFrom: fromSeconds(before) };
    await tx.user.updateMany({ where: { id }, data });
    await end({ scope: { userId: id }, reason: "password-changed", now });
    announce({ kind: "user", id, before, reason: "password-changed" });
  }, now);

const isAccepted = async ({ accessToken }: { accessToken: string }) =>
  (await verifySession(accessToken, new Date())) !== null;

/** That a session is over, for this reason, and whatever was issued to it opens nothing. */
async function expectDead(session: { sid: string; accessToken: string; refreshToken: string }, reason: string) {
  expect(await isAccepted(session)).toBe(false);
  expect(await rotateSession(session.refreshToken, client(), new Date())).toEqual({ outcome: "ended", reason });
  expect(await rowOf(session)).toMatchObject({ endReason: reason });
}

describe(`in ${ROUNDS} rounds`, () => {
  it(
    "a refresh in flight while its session is revoked never revives it",
    async () => {
      let renewals = 0;
      await eachRound(async (user, round) => {
        const session = await openSession(user);
        const sameBrowser = client({ deviceCookie: session.deviceCookie });
        const now = new Date();
        const [rotation, isEnded] = await race(
          round,
          () => rotateSession(session.refreshToken, sameBrowser, now),
          () => endSession(user.id, session.sid, "revoked", now, null),
        );
        expect(isEnded).toBe(true);
        await expectDead(session, "revoked");
        if (rotation.outcome === "renewed") {
          renewals++;
          await expectDead({ ...rotation.tokens, sid: session.sid }, "revoked");
        } else expect(rotation).toEqual({ outcome: "ended", reason: "revoked" });
      });
      console.log(`refresh against revocation: ${ROUNDS} races, ${renewals} renewed first, 0 revived`);
    },
    TIMEOUT_MS,
  );

  it(
    "a sign-in in flight does not survive a change of the credentials",
    async () => {
      let opened = 0;
      await eachRound(async (user, round) => {
        const [session] = await race(
          round,
          () => trySignIn(user),
          () => changeCredentials(user, new Date()),
        );
        if (session) {
          opened++;
          await expectDead(session, "password-changed");
        }
        expect(await trySignIn(user)).toBeNull();
      });
      console.log(`sign-in against a change of credentials: ${ROUNDS} races, ${opened} opened first, 0 survived`);
    },
    TIMEOUT_MS,
  );

  it(
    "a sign-in at the moment of a revocation of all is ended by it, or lives",
    async () => {
      let lived = 0;
      await eachRound(async (user, round) => {
        const before = await openSession(user);
        const [session] = await race(
          round,
          () => openSession(user),
          () => endAllSessions(user.id, "revoked-all", new Date(), null),
        );
        await expectDead(before, "revoked-all");
        if ((await rowOf(session)).endedAt) return expectDead(session, "revoked-all");
        lived++;
        expect(await isAccepted(session)).toBe(true);
        await endSession(user.id, session.sid, "signed-out", new Date(), null);
      });
      console.log(`sign-in against a revocation of all: ${ROUNDS} races, ${lived} came after it and live`);
    },
    TIMEOUT_MS,
  );
});
