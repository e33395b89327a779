import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { parseEmailAddress } from "../shared/email-address";
import { addSeconds } from "../shared/time";
import { codeIn, tokenIn } from "../testing/mail-parts";
import { setUpMailingInstance, takeMails } from "../testing/mailbox";
import { ATTEMPT, client, makeUser, PASSWORD } from "../testing/make-user";
import { checkCredentials } from "./check-credentials";
import { openAccount } from "./open-account";
import { requestSignUp } from "./request-sign-up";
import { resetPassword } from "./reset-password";

const server = await setUpMailingInstance();

const T0 = new Date();
const at = (seconds: number) => addSeconds(T0, seconds);
const [OWNERS, ATTACKERS] = ["the owner's device", "the attacker's device"];
const LINK_INVALID = { code: "link_invalid" };

function address(text = `${randomUUID()}@example.com`) {
  const email = parseEmailAddress(text);
  if (!email) throw new Error("Not an address");
  return email;
}
type Email = ReturnType<typeof address>;
const signUp = (email: Email, password: string, deviceCookie: string, seconds = 0) =>
  requestSignUp({ email, password, deviceCookie, name: "Mei Lin", language: "en", ip: null }, () => at(seconds));
const by = (deviceCookie: string | null, seconds = 60) => ({ deviceCookie, now: at(seconds), ip: null });

describe("a sign-up whose address is to be proven", () => {
  it("makes no account before, and one with its password and name by the link on the same device", async () => {
    const email = address();
    await signUp(email, PASSWORD, OWNERS);
    const [mail] = await takeMails(server, at(1));
    expect(mail).toMatchObject({ to: email.address, subject: "Confirm your e-mail address" });
    expect(await (await database()).user.count({ where: { emailKey: email.key } })).toBe(0);
    const opened = await openAccount(tokenIn(mail), by(OWNERS));
    expect(opened).toMatchObject({ user: { name: "Mei Lin", email: email.address }, resetToken: null });
    expect((await checkCredentials(email, PASSWORD, ATTEMPT)).checked.id).toBe(opened.user.id);
    await expect(openAccount(tokenIn(mail), by(OWNERS))).rejects.toMatchObject(LINK_INVALID);
  });

  it("by its code as well", async () => {
    const email = address();
    await signUp(email, PASSWORD, OWNERS);
    const [mail] = await takeMails(server, at(1));
    const opened = await openAccount({ emailKey: email.key, code: codeIn(mail) }, by(OWNERS));
    expect(opened.user.email).toBe(email.address);
  });

  it("by someone else, before the owner of the address: their password dies when the owner proves it", async () => {
    const email = address();
    await signUp(email, "the attacker's own password", ATTACKERS);
    const [mail] = await takeMails(server, at(1));
    const opened = await openAccount(tokenIn(mail), by(OWNERS));
    expect(opened.user.name).toBeNull();
    const wrong = { code: "invalid_credentials" };
    await expect(checkCredentials(email, "the attacker's own password", ATTEMPT)).rejects.toMatchObject(wrong);
    const token = opened.resetToken ?? "";
    await resetPassword({ token }, PASSWORD, { client: client(), now: () => at(70) });
    expect((await checkCredentials(email, PASSWORD, ATTEMPT)).checked.id).toBe(opened.user.id);
  });

  it("after the owner's own: the older link is void, and the newer is the owner's alone to use", async () => {
    const email = address();
    await signUp(email, PASSWORD, OWNERS);
    const [first] = await takeMails(server, at(1));
    await signUp(email, "the attacker's own password", ATTACKERS, 2);
    const [second] = await takeMails(server, at(3));
    await expect(openAccount(tokenIn(first), by(OWNERS))).rejects.toMatchObject(LINK_INVALID);
    expect((await openAccount(tokenIn(second), by(OWNERS))).resetToken).not.toBeNull();
  });

  it("with an address that has an account, however it is spelt, sends its owner word of that and no link", async () => {
    const user = await makeUser();
    await signUp(address(user.email.address.toUpperCase()), "another password entirely", ATTACKERS);
    const [mail, ...more] = await takeMails(server, at(1));
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: user.email.address, subject: "You have an account already" });
    expect(mail?.text).not.toContain("#token=");
    expect((await checkCredentials(user.email, PASSWORD, ATTEMPT)).checked.id).toBe(user.id);
  });

  it("lets one of two win that prove it at one moment", async () => {
    const email = address();
    await signUp(email, PASSWORD, OWNERS);
    const [mail] = await takeMails(server, at(1));
    const both = await Promise.allSettled([1, 2].map(() => openAccount(tokenIn(mail), by(OWNERS))));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is kept in the clear nowhere", async () => {
    const email = address();
    await signUp(email, PASSWORD, OWNERS);
    const db = await database();
    expect(JSON.stringify(await db.outgoingMail.findMany({}))).not.toContain(email.key);
    await takeMails(server, at(1));
    const rows = JSON.stringify([await db.outgoingMail.findMany({}), await db.operationToken.findMany({})]);
    for (const secret of [PASSWORD, "Mei Lin", "$2"]) expect(rows).not.toContain(secret);
  });
});
