import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { issueOperation } from "../mails/operation-tokens";
import { postOrder } from "../mails/outbox";
import { endSession } from "../sessions/end-sessions";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { client, makeUser, openSession } from "../testing/make-user";
import { askForEmailChange } from "./ask-email-change";
import { exportPerson, readOverview, SECTION_NAMES } from "./export-person";
import { EXPORTED } from "./export-policy";
import { RESET_ORDER } from "./forgot-password";

setUpInstance({ SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "hufu@example.org" });

const T0 = new Date("2027-01-01T08:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);

type Exported = { account: object } & Record<string, Record<string, unknown>[]>;

async function exportText(userId: string, sessionId = "a session"): Promise<string> {
  let text = "";
  for await (const piece of await exportPerson({ userId, sessionId, ip: null, now: at(100) })) text += piece;
  return text;
}
const exported = async (userId: string): Promise<Exported> => JSON.parse(await exportText(userId));

async function lived() {
  const user = await makeUser();
  const here = await openSession(user, { now: at(0) });
  const other = await openSession(user, { now: at(1) });
  await endSession(user.id, other.sid, "revoked", at(2), "192.0.2.9");
  const asking = { userId: user.id, sessionId: here.sid, client: client(), now: at(3) };
  await askForEmailChange({ address: `new-${user.id}@example.net`, key: `new-${user.id}@example.net` }, asking);
  return { user, here };
}

describe("an export", () => {
  it("holds every part, with every column that the policy names", async () => {
    const { user, here } = await lived();
    const { account, ...parts } = await exported(user.id);
    expect(account).toMatchObject({ id: user.id, email: user.email.address });
    expect(Object.keys(account)).toEqual(Object.keys(EXPORTED.User));
    const counts = SECTION_NAMES.map((name) => [name, parts[name]?.length]);
    // the change asked for, and "this was not me" for the new device and for the old address
    const expected = { devices: 2, sessions: 2, mailedLinks: 3, mails: 3 };
    expect(Object.fromEntries(counts)).toMatchObject(expected);
    expect(parts.sessions).toMatchObject([
      { id: here.sid, method: "password", ip: "192.0.2.1", endedAt: null },
      { endReason: "revoked", endedAt: at(2).toISOString() },
    ]);
    expect(parts.events?.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["signed-up", "signed-in", "session-ended", "email-change-requested", "exported"]),
    );
    expect(Object.keys(parts.sessions?.[0] ?? {}).sort()).toEqual(Object.keys(EXPORTED.Session).sort());
  });

  it("gives away no hash, salt, token or sealed text of any row", async () => {
    const { user, here } = await lived();
    const text = await exportText(user.id);
    const db = await database();
    const where = { userId: user.id };
    const secrets = [
      ...(await db.user.findMany({ where: { id: user.id } })).map(({ passwordHash }) => passwordHash),
      ...(await db.device.findMany({ where })).flatMap((row) => [row.cookieHash, row.previousCookieHash]),
      ...(await db.session.findMany({ where })).map(({ refreshSalt }) => refreshSalt),
      ...(await db.operationToken.findMany({ where })).flatMap((row) => [row.tokenHash, row.codeHash, row.sealed]),
      ...(await db.outgoingMail.findMany({ where })).flatMap((row) => [row.addressHash, row.sealed]),
      here.accessToken,
      here.refreshToken,
      here.deviceCookie,
    ].filter((secret) => secret !== null);
    expect(secrets.length).toBeGreaterThan(15);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it("holds nothing of anybody else's", async () => {
    const [{ user }, { user: other }] = [await lived(), await lived()];
    const text = await exportText(user.id);
    expect(text).toContain(user.id);
    expect(text).not.toContain(other.id);
    expect(text).not.toContain(other.email.address);
    await expect(exportPerson({ userId: "nobody", sessionId: "", ip: null, now: T0 })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("holds what was mailed to an address without naming anybody, once the address is proven", async () => {
    const user = await makeUser();
    const db = await database();
    const emailKey = user.email.key;
    await db.$transaction(async (tx) => {
      await postOrder(tx, { order: RESET_ORDER, emailKey, parameters: {}, now: T0 });
      await issueOperation(tx, { purpose: "verify-email", userId: null, emailKey, now: T0 });
    });
    expect(await exported(user.id)).toMatchObject({ mails: [], mailedLinks: [] });
    await db.user.update({ where: { id: user.id }, data: { emailVerifiedAt: T0 } });
    const { mails, mailedLinks } = await exported(user.id);
    expect(mails).toMatchObject([{ kind: RESET_ORDER, state: "waiting" }]);
    expect(mailedLinks).toMatchObject([{ purpose: "verify-email" }]);
  });

  it("of many rows, some of one moment, holds each once and in order, in pieces of a batch at most", async () => {
    const user = await makeUser();
    const rows = Array.from({ length: 1_700 }, (_, i) => ({
      id: `${user.id}-${String((i * 7) % 1_700).padStart(5, "0")}`,
      userId: user.id,
      type: "signed-in",
      at: at(Math.floor(i / 900)), // batches end within one moment
    }));
    await (await database()).securityEvent.createMany({ data: rows });
    const pieces: string[] = [];
    for await (const piece of await exportPerson({ userId: user.id, sessionId: "", ip: null, now: at(5) })) {
      pieces.push(piece);
    }
    const { events = [] } = JSON.parse(pieces.join("")) as Exported;
    const signedIn = events.filter(({ type }) => type === "signed-in");
    expect(new Set(signedIn.map(({ id }) => id)).size).toBe(1_700);
    expect(signedIn).toHaveLength(1_700);
    const order = events.map((event) => `${event.at} ${event.id}`);
    expect(order).toEqual([...order].sort());
    for (const piece of pieces) expect(piece.split('"type"').length).toBeLessThanOrEqual(501);
  });
});

describe("the same to read", () => {
  it("counts all and shows the latest", async () => {
    const { user } = await lived();
    const { account, sections } = await readOverview(user.id, 1);
    expect(account.id).toBe(user.id);
    expect(sections.sessions).toMatchObject({ count: 2, latest: [{ endReason: "revoked" }] });
    expect(sections.mails.latest).toHaveLength(1);
  });
});
