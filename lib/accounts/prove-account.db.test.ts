import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { parseEmailAddress } from "../shared/email-address";
import { addSeconds } from "../shared/time";
import { codeIn, tokenIn } from "../testing/mail-parts";
import { setUpMailingInstance, takeMails } from "../testing/mailbox";
import { ATTEMPT, client, makeUser, openSession, PASSWORD } from "../testing/make-user";
import { checkCredentials } from "./check-credentials";
import { openAccount } from "./open-account";
import { requestSignUp } from "./request-sign-up";
import { requestVerification } from "./request-verification";
import { resetPassword } from "./reset-password";

const server = await setUpMailingInstance();

const T0 = new Date();
const at = (seconds: number) => addSeconds(T0, seconds);
const LINK_INVALID = { code: "link_invalid" };
const MINUTE = 60;

type User = Awaited<ReturnType<typeof makeUser>>;
const ask = ({ email }: Pick<User, "email">, seconds = 0, deviceCookie: string | null = null) =>
  requestVerification(email, { deviceCookie, now: at(seconds) });
const take = async (seconds = 1) => takeMails(server, at(seconds));
const by = (deviceCookie: string | null, seconds = 60) => ({ deviceCookie, now: at(seconds), ip: null });
const rowOf = async ({ id }: { id: string }) => (await database()).user.findUniqueOrThrow({ where: { id } });

describe("an account whose address nobody has proven", () => {
  it("is proven on a device of its own, signed in or not, and stays as it is", async () => {
    const user = await makeUser();
    const { deviceCookie, sid } = await openSession(user, { now: at(0) });
    await ask(user);
    const [mail] = await take();
    expect(mail).toMatchObject({ to: user.email.address, subject: "Confirm that this address is yours" });
    expect(await openAccount(tokenIn(mail), by(deviceCookie))).toMatchObject({ resetToken: null });
    expect((await rowOf(user)).emailVerifiedAt).toEqual(at(60));
    const session = await (await database()).session.findUniqueOrThrow({ where: { id: sid } });
    expect(session.endedAt).toBeNull();
    expect((await checkCredentials(user.email, PASSWORD, ATTEMPT)).isVerified).toBe(true);
  });

  it("is proven where its owner is signed in, and by the code as well", async () => {
    const user = await makeUser();
    await ask(user);
    const [mail] = await take();
    const presented = { emailKey: user.email.key, code: codeIn(mail) };
    expect((await openAccount(presented, { ...by(null), sessionUserId: user.id })).resetToken).toBeNull();
  });

  it("is proven on the device that has just shown its password, also by a mail that anyone asked for since", async () => {
    const user = await makeUser();
    await ask(user, 0, "the owner's device");
    await take();
    await ask(user, 2);
    const [mail] = await take(3);
    expect((await openAccount(tokenIn(mail), by("the owner's device"))).resetToken).toBeNull();
  });

  it("proven from elsewhere keeps neither password nor session: they may be a stranger's", async () => {
    const stranger = await makeUser();
    const { sid, deviceCookie } = await openSession(stranger, { now: at(0) });
    await ask(stranger);
    const [mail] = await take();
    const someoneElse = await makeUser();
    const opened = await openAccount(tokenIn(mail), { ...by("the owner's device"), sessionUserId: someoneElse.id });
    expect(opened.resetToken).not.toBeNull();
    const session = await (await database()).session.findUniqueOrThrow({ where: { id: sid } });
    expect(session).toMatchObject({ endReason: "password-reset" });
    await expect(checkCredentials(stranger.email, PASSWORD, ATTEMPT)).rejects.toMatchObject({
      code: "invalid_credentials",
    });
    await expect(openAccount(tokenIn(mail), by(deviceCookie))).rejects.toMatchObject(LINK_INVALID);
    const token = opened.resetToken ?? "";
    await resetPassword({ token }, "the owner's own password", { client: client(), now: () => at(70) });
    const { checked } = await checkCredentials(stranger.email, "the owner's own password", ATTEMPT);
    expect(checked.id).toBe(stranger.id);
  });

  it("lets one of two win that prove it at one moment, here and elsewhere", async () => {
    const user = await makeUser();
    const { deviceCookie } = await openSession(user, { now: at(0) });
    await ask(user);
    const [mail] = await take();
    const both = await Promise.allSettled(
      [deviceCookie, "elsewhere"].map((own) => openAccount(tokenIn(mail), by(own))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is not proven by a link to an address that it has no more, nor once its owner has left", async () => {
    const [moved, left] = [await makeUser(), await makeUser()];
    const { user } = await database();
    await ask(moved);
    const [first] = await take();
    await user.updateMany({ where: { id: moved.id }, data: { emailKey: `${randomUUID()}@example.com` } });
    await expect(openAccount(tokenIn(first), by(null))).rejects.toMatchObject(LINK_INVALID);
    await ask(left);
    const [second] = await take();
    await user.updateMany({ where: { id: left.id }, data: { eraseAt: at(1_000) } });
    await expect(openAccount(tokenIn(second), by(null))).rejects.toMatchObject(LINK_INVALID);
    await ask(left, 10);
    expect(await take(11)).toEqual([]);
  });
});

describe("the mail that proves an address", () => {
  it("is sent anew for a sign-up that waits: the older link is void, and its password still counts", async () => {
    const email = parseEmailAddress(`${randomUUID()}@example.com`);
    if (!email) throw new Error("Not an address");
    const asked = { email, password: PASSWORD, name: "Mei", language: "zh" as const, ip: null };
    await requestSignUp({ ...asked, deviceCookie: "own" }, () => at(0));
    const [first] = await take();
    await ask({ email }, 10);
    const [second] = await take(11);
    expect(second).toMatchObject({ to: email.address, subject: "确认您的邮箱地址" });
    await expect(openAccount(tokenIn(first), by("own"))).rejects.toMatchObject(LINK_INVALID);
    const opened = await openAccount(tokenIn(second), by("own"));
    expect(opened).toMatchObject({ user: { name: "Mei" }, resetToken: null });
    await ask({ email }, 70); // nothing is left to prove
    expect(await take(71)).toEqual([]);
  });

  it("is not sent where nobody waits, after the very same writes", async () => {
    const user = await makeUser();
    const email = { key: `${randomUUID()}@example.com` };
    const db = await database();
    const rows = () => db.outgoingMail.findMany({ select: { kind: true, state: true, userId: true } });
    await ask(user);
    const known = await rows();
    await db.outgoingMail.deleteMany({});
    await requestVerification(email, { deviceCookie: null, now: at(0) });
    expect(await rows()).toEqual(known);
    expect(await take()).toEqual([]);
  });

  it("is sent five times also where it is asked for a hundred times at once", async () => {
    const user = await makeUser();
    await Promise.all(Array.from({ length: 100 }, () => ask(user)));
    expect(await take()).toHaveLength(5);
  });

  it("is sent five times an hour, and no more however it is asked for", async () => {
    const user = await makeUser();
    for (let time = 0; time < 12; time++) await ask(user, time);
    expect(await take(20)).toHaveLength(5);
    await ask(user, 61 * MINUTE);
    expect(await take(61 * MINUTE + 1)).toHaveLength(1);
  });
});
