import { beforeEach, describe, expect, it } from "vitest";
import { checkCredentials } from "../accounts/check-credentials";
import { signAccessToken } from "../edge/access-token";
import { SIGNING_ALGORITHMS, type SigningKey } from "../edge/key-set";
import { config } from "../infra/config";
import { database, inTransaction } from "../infra/db";
import { listKeyRows } from "../infra/key-rows";
import { keys } from "../infra/keys";
import { postMail } from "../mails/outbox";
import { addSeconds } from "../shared/time";
import { forget } from "../testing/forget";
import { setUpInstance } from "../testing/instance";
import { ATTEMPT, client, makeUser, openSession, PASSWORD } from "../testing/make-user";
import { moveClockTo } from "../testing/move-clock";
import { rotateIfDue, rotateKey } from "./change-keys";
import { rotateSession } from "./rotate-session";
import { verifySession } from "./verify-session";

setUpInstance();

const LEAD = 600;
const KEEP = 360;
const MAX_AGE = 90 * 86_400;
const YEAR = 365 * 86_400;

/** Each test begins a year after the one before: the rings of the others are settled by then. */
let start = new Date("2030-01-01T12:00:00Z");
const at = (seconds: number) => addSeconds(start, seconds);
const goTo = async (seconds: number) => {
  await moveClockTo(at(seconds));
  return at(seconds);
};
const justBefore = (instant: Date) => new Date(instant.getTime() - 1);

/** What a browser does: keeps what it is given, and renews it. */
async function openBrowser(now: Date) {
  const opened = await openSession(await makeUser(), { now });
  const browser = client({ deviceCookie: opened.deviceCookie });
  let { accessToken, refreshToken } = opened;
  return {
    isIn: async (then: Date) => (await verifySession(accessToken, then)) !== null,
    kid: () => JSON.parse(Buffer.from(accessToken.split(".")[0] ?? "", "base64url").toString()).kid as string,
    async renew(then: Date) {
      const rotation = await rotateSession(refreshToken, browser, then);
      if (rotation.outcome !== "renewed") throw new Error(rotation.outcome);
      ({ accessToken, refreshToken } = rotation.tokens);
    },
  };
}

beforeEach(async () => {
  start = addSeconds(start, YEAR);
  await goTo(0);
  await rotateIfDue(at(0)); // whatever the year has brought
  await goTo(LEAD + KEEP);
  start = at(LEAD + KEEP);
});

describe("a rotation", () => {
  it("publishes the next key at once, uses it ten minutes later, and keeps the last until its tokens have expired", async () => {
    const first = keys(at(0)).signing.kid;
    expect(await rotateKey("signing", at(0))).toBe(true);
    const kids = (now: Date) => ({
      signs: keys(now).signing.kid,
      verify: [...keys(now).verification.keys()],
      published: keys(now).jwks.keys.map(({ kid }) => kid),
    });
    const next = kids(at(0)).verify.at(-1) ?? "";
    expect(next).not.toBe(first);
    const both = [first, next];
    for (const now of [at(0), justBefore(at(LEAD))]) {
      expect(kids(now)).toEqual({ signs: first, verify: both, published: both });
    }
    for (const now of [at(LEAD), justBefore(at(LEAD + KEEP))]) {
      expect(kids(now)).toEqual({ signs: next, verify: both, published: both });
    }
    expect(kids(at(LEAD + KEEP))).toEqual({ signs: next, verify: [next], published: [next] });
  });

  it("signs nobody out, whatever the algorithm was and becomes", async () => {
    const browsers = [await openBrowser(at(0))];
    let now = 0;
    for (const alg of [...SIGNING_ALGORITHMS.slice(1), "EdDSA"]) {
      process.env.TOKEN_ALG = alg;
      forget("config");
      expect(await rotateIfDue(await goTo(now))).toEqual(["signing"]);
      for (const step of [LEAD - 1, 1, 299, 60, 1]) {
        now += step;
        const then = await goTo(now);
        for (const browser of browsers) {
          if (!(await browser.isIn(then))) await browser.renew(then);
          expect(await browser.isIn(then)).toBe(true);
        }
        browsers.push(await openBrowser(then));
      }
      expect(keys().signing.alg).toBe(alg);
      expect([...keys().verification.values()].map((key) => key.alg)).toEqual([alg]);
      expect(keys().jwks.keys.map((key) => key.alg)).toEqual(alg === "HS256" ? [] : [alg]);
    }
  }, 60_000);

  it("of the refresh keys leaves the tokens made with the old ones good, and the key where it is needed", async () => {
    const old = await openBrowser(at(0));
    const { current } = keys().refresh;
    expect(await rotateKey("refresh", at(0))).toBe(true);
    const then = await goTo(LEAD);
    const young = await openBrowser(then);
    expect(keys().refresh.current).toBe(current + 1);
    for (const browser of [old, young]) {
      await browser.renew(then);
      expect(await browser.isIn(then)).toBe(true);
    }
    await rotateKey("refresh", await goTo(YEAR - 7200));
    const versions = (await listKeyRows("refresh")).map(({ version }) => version);
    expect(versions).toEqual(expect.arrayContaining([current, current + 1, current + 2]));
  });

  it("of the pepper hashes a password anew at the next sign-in, not before", async () => {
    const { email, id } = await makeUser();
    const pepperOf = async () => (await (await database()).user.findUniqueOrThrow({ where: { id } })).pepperVersion;
    const before = await pepperOf();
    expect(await rotateKey("pepper", at(0))).toBe(true);
    await checkCredentials(email, PASSWORD, ATTEMPT);
    expect(await pepperOf()).toBe(before);
    await goTo(LEAD);
    for (let times = 0; times < 2; times++) {
      await checkCredentials(email, PASSWORD, ATTEMPT);
      expect(await pepperOf()).toBe(before + 1);
    }
  });

  it("is made once while its key waits", async () => {
    expect(await rotateKey("signing", at(0))).toBe(true);
    expect(await rotateKey("signing", at(LEAD - 1))).toBe(false);
    expect(await rotateKey("signing", at(LEAD))).toBe(true);
  });

  it("comes with age, of all keys but the pepper, in time for the next to be known", async () => {
    await rotateKey("signing", at(0));
    await rotateKey("refresh", at(0));
    await rotateKey("sealing", at(0));
    const due = at(LEAD + MAX_AGE - LEAD);
    expect(await rotateIfDue(justBefore(due))).toEqual([]);
    expect(await rotateIfDue(due)).toEqual(["signing", "refresh", "sealing"]);
    expect(await rotateIfDue(addSeconds(due, 1))).toEqual([]);
  });

  it("never comes with age when KEY_MAX_AGE is 0", async () => {
    process.env.KEY_MAX_AGE = "0";
    forget("config");
    expect(await rotateIfDue(at(YEAR - 7200))).toEqual([]);
    delete process.env.KEY_MAX_AGE;
    forget("config");
    expect(config().keyMaxAgeSeconds).toBe(MAX_AGE);
  });

  it("tells the feed what to read again, once for each key", async () => {
    const feed = async () => (await database()).revocation.findMany({ orderBy: { seq: "asc" } });
    const before = await feed();
    await rotateKey("signing", at(0));
    await rotateKey("signing", at(1));
    const told = (await feed()).slice(before.length);
    expect(told).toMatchObject([{ kind: "keys", subject: "signing", reason: "rotated", at: at(0) }]);
  });

  it("removes the rows of keys that are gone, and no others", async () => {
    const signing = async () => (await listKeyRows("signing")).map(({ id }) => id);
    const first = keys().signing.kid;
    await rotateKey("signing", at(0));
    const [second = ""] = (await signing()).slice(-1);
    await rotateKey("signing", at(LEAD)); // the first still verifies
    expect(await signing()).toContain(first);
    await rotateKey("signing", at(2 * LEAD + KEEP));
    expect(await signing()).not.toContain(first);
    expect(await signing()).not.toContain(second);
    expect(await signing()).toHaveLength(2);
  });

  it("keeps a sealing key while a mail is sealed with it, and the first, by which mailboxes are counted", async () => {
    const versions = async () => (await listKeyRows("sealing")).map(({ version }) => version);
    const post = async (now: Date) => {
      const { id: userId, email } = await makeUser();
      const mail = { kind: "has-account", to: email.address, emailKey: email.key, language: "en" } as const;
      await inTransaction((tx) => postMail(tx, { ...mail, userId, parameters: {}, now }));
    };
    const before = keys().sealing.current;
    await rotateKey("sealing", at(0));
    await goTo(LEAD);
    await post(at(LEAD)); // with the second
    await rotateKey("sealing", at(LEAD));
    await rotateKey("sealing", at(2 * LEAD + KEEP));
    await rotateKey("sealing", at(4 * LEAD + KEEP)); // nothing was sealed with the one in between
    const kept = await versions();
    expect([1, before + 1, before + 2].map((version) => kept.includes(version))).toEqual([true, true, false]);
    await (await database()).outgoingMail.updateMany({ data: { sealed: null } });
    await rotateKey("sealing", at(6 * LEAD + KEEP));
    const left = await versions();
    expect([1, before + 1].map((version) => left.includes(version))).toEqual([true, false]);
  });
});

describe("a token", () => {
  const isGood = async (signing: SigningKey, now: Date) => {
    const { claims } = await openSession(await makeUser(), { now });
    return (await verifySession(await signAccessToken(claims, signing), now)) !== null;
  };

  it("of a retired key is good to its end and not at it; one of the next key is good before its time", async () => {
    await rotateKey("signing", at(0));
    const [first, next] = [keys(at(0)).signing, keys(at(LEAD)).signing];
    expect(await isGood(next, await goTo(0))).toBe(true); // another process's clock may be ahead
    expect(await isGood(first, await goTo(LEAD + KEEP - 5))).toBe(true);
    expect(await isGood(first, await goTo(LEAD + KEEP))).toBe(false);
    expect(await isGood(next, at(LEAD + KEEP))).toBe(true);
  });

  it("that one key of the ring signed does not pass as another's", async () => {
    await rotateKey("signing", at(0));
    const { claims } = await openSession(await makeUser(), { now: at(0) });
    const [first, next] = [keys(at(0)).signing, keys(at(LEAD)).signing];
    const sign = (own: SigningKey, kid: string) => signAccessToken(claims, { ...own, kid });
    expect(await verifySession(await sign(first, first.kid), at(0))).not.toBeNull();
    expect(await verifySession(await sign(first, next.kid), at(0))).toBeNull();
    expect(await verifySession(await sign(next, first.kid), at(0))).toBeNull();
    expect(await verifySession(await sign(next, "unknown"), at(0))).toBeNull();
  });
});
