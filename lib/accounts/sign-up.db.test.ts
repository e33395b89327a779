import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { parseEmailAddress } from "../shared/email-address";
import { setUpInstance } from "../testing/instance";
import { ATTEMPT, PASSWORD } from "../testing/make-user";
import { checkCredentials } from "./check-credentials";
import { signUp } from "./sign-up";

setUpInstance();

const NOW = new Date("2027-01-01T12:00:00Z");

function address(text: string) {
  const parsed = parseEmailAddress(text);
  if (!parsed) throw new Error("Not an address");
  return parsed;
}
const fresh = () => address(`${randomUUID()}@example.com`);
const register = (email: ReturnType<typeof address>, password = PASSWORD) =>
  signUp({ email, password, name: null, ip: null }, () => NOW);
const accountsOf = async (emailKey: string) => (await database()).user.findMany({ where: { emailKey } });

describe("signing up", () => {
  it("makes an account that its password opens, and one event", async () => {
    const email = fresh();
    const { user, checked } = await signUp({ email, password: PASSWORD, name: "Anna", ip: "192.0.2.1" }, () => NOW);
    expect(user).toEqual({ id: checked.id, email: email.address, name: "Anna" });
    expect((await checkCredentials(email, PASSWORD, ATTEMPT)).checked).toEqual(checked);
    const events = await (await database()).securityEvent.findMany({ where: { userId: user.id } });
    expect(events).toMatchObject([{ type: "signed-up", ip: "192.0.2.1", at: NOW }]);
  });

  it("stores neither the password nor a plain hash of it", async () => {
    const email = fresh();
    await register(email);
    const [row] = await accountsOf(email.key);
    expect(JSON.stringify(row)).not.toContain(PASSWORD);
    expect(row).toMatchObject({ passwordScheme: 1, pepperVersion: 1, credentialVersion: 0, emailVerifiedAt: null });
  });

  it("twenty times at once with one address makes exactly one account", async () => {
    const email = fresh();
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => register(email, `${PASSWORD} number ${i}`)),
    );
    const made = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const codes = settled.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(made).toHaveLength(1);
    expect(codes).toContain("email_taken");
    for (const code of codes) expect(["email_taken", "busy"]).toContain(code);
    expect((await accountsOf(email.key)).map(({ id }) => id)).toEqual([made[0]?.user.id]);
    const winner = settled.findIndex(({ status }) => status === "fulfilled");
    expect((await checkCredentials(email, `${PASSWORD} number ${winner}`, ATTEMPT)).user.id).toBe(made[0]?.user.id);
  });

  it.each([
    ["capitals", (name: string) => `${name.toUpperCase()}@EXAMPLE.com`],
    ["spaces around it", (name: string) => ` ${name}@example.com `],
    ["full-width letters", (name: string) => `ｘ${name}@example.com`],
    ["a domain in Unicode", (name: string) => `${name}@bücher.example`],
  ])("with a taken address in another spelling is refused: %s", async (_, spelled) => {
    const name = randomUUID();
    const other = address(spelled(name));
    const [local, domain] = other.key.split("@");
    await register(address(`${local}@${domain}`));
    await expect(register(other, "another password entirely")).rejects.toMatchObject({ code: "email_taken" });
    expect(await accountsOf(other.key)).toHaveLength(1);
    await expect(checkCredentials(other, "another password entirely", ATTEMPT)).rejects.toMatchObject({
      code: "invalid_credentials",
    });
    expect((await checkCredentials(other, PASSWORD, ATTEMPT)).user.email).toBe(other.key);
  });

  it("that is refused leaves no trace on the account that is there", async () => {
    const email = fresh();
    await register(email);
    const before = await accountsOf(email.key);
    await register(email, "another password entirely").catch(() => undefined);
    expect(await accountsOf(email.key)).toEqual(before);
    const events = await (await database()).securityEvent.findMany({ where: { userId: before[0]?.id } });
    expect(events).toHaveLength(1);
  });
});
