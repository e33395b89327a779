import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { listUnsent } from "../mails/operate";
import { beginDeviceGrant, decide, findWaitingProgram } from "../programs/device-grants";
import { linkIdentity, listIdentities, unlinkIdentity } from "../programs/external-identities";
import { changePermission } from "../programs/permissions";
import { endPersonalToken, listPersonalTokens, makePersonalToken } from "../programs/personal-tokens";
import { endLapsed } from "../sessions/end-lapsed";
import { endAllSessions, endOtherSessions, endSession } from "../sessions/end-sessions";
import { rotateSession } from "../sessions/rotate-session";
import { parseEmailAddress } from "../shared/email-address";
import { addSeconds } from "../shared/time";
import { tokenIn } from "../testing/mail-parts";
import { setUpMailingInstance, takeMails } from "../testing/mailbox";
import { ATTEMPT, client, makeUser, openSession, PASSWORD } from "../testing/make-user";
import type { ReceivedMail } from "../testing/smtp";
import { askForEmailChange } from "./ask-email-change";
import { confirmEmail, undoEmailChange } from "./change-email";
import { changeName } from "./change-name";
import { changePassword } from "./change-password";
import { changeSessionLimit } from "./change-session-limit";
import { checkCredentials } from "./check-credentials";
import { exportPerson } from "./export-person";
import { flushFailedSignIns } from "./failed-sign-ins";
import { forgotPassword } from "./forgot-password";
import { comeBack, leave } from "./leave";
import { MOMENTS, type Moment, type MomentName, momentsTable } from "./moments";
import { openAccount } from "./open-account";
import { reportSession } from "./report-session";
import { requestSignUp } from "./request-sign-up";
import { requestVerification } from "./request-verification";
import { resetPassword } from "./reset-password";

const server = await setUpMailingInstance();

const T0 = new Date();
const at = (seconds: number) => addSeconds(T0, seconds);
const NEW_PASSWORD = "eleven purple tigers in a row";
const [old, third] = [{ deviceCookie: "the old one" }, { deviceCookie: "the third one" }];

/** Someone with three sessions: the longest unused, the one that asks, and another. */
async function story() {
  const user = await makeUser();
  const opened = [
    await openSession(user, { now: at(0), client: old }),
    await openSession(user, { now: at(1) }),
    await openSession(user, { now: at(2), client: third }),
  ] as const;
  await takeMails(server, at(3));
  const [first, here] = opened;
  const asking = { userId: user.id, sessionId: here.sid, client: client(), now: at(10) };
  return { user, first, here, asking, email: newAddress() };
}
type Story = Awaited<ReturnType<typeof story>>;

function newAddress() {
  const email = parseEmailAddress(`${Math.random()}@example.net`);
  if (!email) throw new Error("Not an address");
  return email;
}

const now = (seconds: number) => () => at(seconds);
const linkTo = (mails: ReceivedMail[], address: string) => tokenIn(mails.find(({ to }) => to === address));
const signUp = ({ email }: Pick<Story, "email">) =>
  requestSignUp({ email, password: PASSWORD, deviceCookie: "d", name: null, language: "en", ip: null }, now(10));
const askForVerification = ({ user }: Story) => requestVerification(user.email, { deviceCookie: null, now: at(10) });

async function decideProgram({ user, here }: Story, allow: boolean): Promise<void> {
  const { userCode } = await beginDeviceGrant({ clientId: "cli", scope: ["profile:read"], client: client() }, at(10));
  const program = await findWaitingProgram(userCode, at(10));
  if (!program) throw new Error("Nobody waits");
  const { sid: sessionId, scope: held } = here.claims;
  await decide(program, { userId: user.id, sessionId, held, authTime: at(1), allow, now: at(10), ip: null });
}
const makeToken = ({ user, here }: Story) =>
  makePersonalToken({
    userId: user.id,
    sessionId: here.sid,
    held: here.claims.scope,
    name: "Backup",
    scope: ["profile:read"],
    expiresAt: null,
    now: at(10),
    ip: null,
  });
const linkWeChat = ({ user }: Story) =>
  inTransaction((tx) =>
    linkIdentity(tx, { provider: "wxapp", subject: user.id }, { userId: user.id, now: at(10), ip: null }),
  );
const changeAdmin = ({ user }: Story, isGranted: boolean) =>
  changePermission(user.email.key, { permission: "admin", isGranted, now: at(10) });

/** What leads up to a moment, where it is more than the story; and the moment. */
const PLAYED: Record<
  MomentName,
  { before?: (story: Story) => Promise<unknown>; act: (story: Story, mails: ReceivedMail[]) => Promise<unknown> }
> = {
  asked: { act: signUp },
  askedAgain: { act: ({ user }) => signUp(user) },
  opened: {
    before: signUp,
    act: ({ email }, mails) => openAccount(linkTo(mails, email.address), { deviceCookie: "d", now: at(20), ip: null }),
  },
  verificationAsked: { act: askForVerification },
  proven: {
    before: askForVerification,
    act: ({ user, here }, mails) =>
      openAccount(linkTo(mails, user.email.address), { deviceCookie: here.deviceCookie, now: at(20), ip: null }),
  },
  provenElsewhere: {
    before: askForVerification,
    act: ({ user }, mails) =>
      openAccount(linkTo(mails, user.email.address), { deviceCookie: "another", now: at(20), ip: null }),
  },
  signedIn: {
    act: ({ user, here }) => openSession(user, { now: at(10), client: { deviceCookie: here.deviceCookie } }),
  },
  newDevice: { act: ({ user }) => openSession(user, { now: at(10) }) },
  limited: {
    before: async ({ user }) =>
      (await database()).user.updateMany({ where: { id: user.id }, data: { sessionLimit: 3 } }),
    act: ({ user }) => openSession(user, { now: at(10) }),
  },
  failed: {
    act: async ({ user }) => {
      await checkCredentials(user.email, "wrong", ATTEMPT).catch(() => undefined);
      await flushFailedSignIns();
    },
  },
  signedOut: { act: ({ user, here }) => endSession(user.id, here.sid, "signed-out", at(10), null) },
  revoked: { act: ({ user, here }) => endSession(user.id, here.sid, "revoked", at(10), null) },
  revokedOthers: { act: ({ user, here }) => endOtherSessions(user.id, here.sid, at(10), null) },
  revokedAll: { act: ({ user }) => endAllSessions(user.id, "revoked-all", at(10), null) },
  stolen: {
    before: ({ here }) => rotateSession(here.refreshToken, client({ deviceCookie: here.deviceCookie }), at(10)),
    act: ({ here }) => rotateSession(here.refreshToken, client({ deviceCookie: here.deviceCookie }), at(60)),
  },
  lapsed: {
    before: async ({ user, here }) =>
      (await database()).session.updateMany({ where: { userId: user.id, id: here.sid }, data: { expiresAt: at(5) } }),
    act: () => endLapsed(at(10))(100),
  },
  forgotten: { act: ({ user }) => forgotPassword(user.email, { ip: null, now: at(10) }) },
  reset: {
    before: ({ user }) => forgotPassword(user.email, { ip: null, now: at(10) }),
    act: ({ user }, mails) =>
      resetPassword(linkTo(mails, user.email.address), NEW_PASSWORD, { client: client(), now: now(20) }),
  },
  changed: { act: ({ asking }) => changePassword({ ...asking, current: PASSWORD, password: NEW_PASSWORD }, now(10)) },
  moving: { act: ({ email, asking }) => askForEmailChange(email, asking) },
  moved: {
    before: ({ email, asking }) => askForEmailChange(email, asking),
    act: ({ user, here, email }, mails) =>
      confirmEmail(linkTo(mails, email.address), {
        session: { userId: user.id, id: here.sid },
        now: at(20),
        ip: null,
      }),
  },
  undone: {
    before: async ({ user, here, email, asking }) => {
      await askForEmailChange(email, asking);
      const link = linkTo(await takeMails(server, at(11)), email.address);
      await confirmEmail(link, { session: { userId: user.id, id: here.sid }, now: at(12), ip: null });
      await openSession({ ...user, credentialVersion: 1 }, { now: at(13), client: old });
    },
    act: ({ user }, mails) => undoEmailChange(linkTo(mails, user.email.address), at(20), null),
  },
  reported: {
    before: ({ user }) => openSession(user, { now: at(10) }),
    act: ({ user }, mails) => reportSession(linkTo(mails, user.email.address), at(20), null),
  },
  left: { act: ({ user }) => leave(user.id, at(10), null) },
  named: { act: ({ user }) => changeName(user.id, "Mei", at(10), null) },
  limitSet: { act: ({ asking }) => changeSessionLimit({ ...asking, limit: 5, ip: null }) },
  exported: { act: ({ asking }) => exportPerson({ ...asking, ip: null }) },
  programAllowed: { act: (told) => decideProgram(told, true) },
  programDenied: { act: (told) => decideProgram(told, false) },
  tokenMade: { act: makeToken },
  tokenEnded: {
    before: makeToken,
    act: async ({ user }) => {
      const [token] = await listPersonalTokens(user.id, at(10));
      await endPersonalToken({ userId: user.id, id: token?.id ?? "", reason: "revoked", now: at(10), ip: null });
    },
  },
  identityLinked: { act: linkWeChat },
  identityUnlinked: {
    before: linkWeChat,
    act: async ({ user }) => {
      const [identity] = await listIdentities(user.id);
      await unlinkIdentity(identity?.id ?? "", { userId: user.id, now: at(10), ip: null });
    },
  },
  permissionGranted: { act: (told) => changeAdmin(told, true) },
  permissionWithdrawn: {
    before: async (told) => {
      await changeAdmin(told, true);
      await (await database()).session.update({ where: { id: told.here.sid }, data: { scope: "account admin" } });
    },
    act: (told) => changeAdmin(told, false),
  },
  restored: {
    before: ({ user }) => leave(user.id, at(10), null),
    act: async ({ user }) => comeBack((await checkCredentials(user.email, PASSWORD, ATTEMPT)).checked, at(20), null),
  },
};

type Live = { id: string };
/** Which of the live sessions are to end. */
function expectedEnds({ ends }: Moment, live: Live[], { first, here }: Story): string[] {
  const all = live.map(({ id }) => id);
  if (ends === "none") return [];
  if (ends === "all") return all;
  if (ends === "others") return all.filter((id) => id !== here.sid);
  return [ends === "the longest unused" ? first.sid : here.sid];
}

describe("what happens when", () => {
  it.each(Object.keys(MOMENTS) as MomentName[])("%s", async (name) => {
    const db = await database();
    const moment: Moment = MOMENTS[name];
    const told = await story();
    await PLAYED[name].before?.(told);
    const mails = await takeMails(server, at(15));
    const userId = told.user.id;
    const live = await db.session.findMany({ where: { userId, endedAt: null }, select: { id: true } });
    const before = new Set((await db.securityEvent.findMany({ select: { id: true } })).map(({ id }) => id));
    const sentBefore = new Set((await db.outgoingMail.findMany({ select: { id: true } })).map(({ id }) => id));

    await PLAYED[name].act(told, mails);
    await takeMails(server, at(70)); // orders are done behind the answer
    expect(await listUnsent()).toEqual([]);

    const ended = await db.session.findMany({
      where: { userId, endedAt: { not: null }, id: { in: live.map(({ id }) => id) } },
    });
    expect(ended.map(({ id }) => id).sort()).toEqual(expectedEnds(moment, live, told).sort());
    expect(ended.filter(({ endReason }) => endReason !== moment.reason)).toEqual([]);
    const log = (await db.securityEvent.findMany({})).filter(({ id }) => !before.has(id));
    expect(log.filter(({ type }) => type === "session-ended")).toHaveLength(ended.length);
    expect(log.flatMap(({ type }) => (type === "session-ended" ? [] : [type])).sort()).toEqual([...moment.log].sort());
    const posted = (await db.outgoingMail.findMany({})).filter(
      ({ id, kind }) => !sentBefore.has(id) && !kind.startsWith("order-"),
    );
    expect(posted.map(({ kind }) => kind).sort()).toEqual([...moment.mails].sort());
  });

  it("is what the README says", () => {
    const readme = readFileSync(resolve(import.meta.dirname, "../../README.md"), "utf8");
    expect(readme, "npm run moments writes it").toContain(`\n${momentsTable()}\n`);
  });
});
