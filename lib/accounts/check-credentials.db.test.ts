import bcrypt from "bcryptjs";
import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { keys } from "../infra/keys";
import { hashPassword } from "../infra/password-hash";
import { parseEmailAddress } from "../shared/email-address";
import { setUpInstance } from "../testing/instance";
import { ATTEMPT, makeUser, openSession, PASSWORD } from "../testing/make-user";
import { checkCredentials } from "./check-credentials";
import { findProfile } from "./queries";

setUpInstance({ BCRYPT_COST: "5" });

const refusal = { code: "invalid_credentials", details: {} };
const row = async (id: string) => (await database()).user.findUniqueOrThrow({ where: { id } });
const update = async (id: string, data: object) => (await database()).user.update({ where: { id }, data });
/** As another system left it: bcrypt of the password itself. */
const imported = async (password: string) => ({
  passwordHash: await bcrypt.hash(password, 4),
  passwordScheme: 0,
  pepperVersion: 1,
});

describe("credentials", () => {
  it("that are right say who it is, and which state of them was checked", async () => {
    const { id, email } = await makeUser();
    await update(id, { credentialVersion: 3 });
    expect(await checkCredentials(email, PASSWORD, ATTEMPT)).toEqual({
      checked: { id, credentialVersion: 3 },
      user: { id, email: email.address, name: null },
      eraseAt: null,
      isVerified: false,
    });
  });

  it("are refused alike for a wrong password, an unknown address and an account without a password", async () => {
    const { email } = await makeUser();
    const bare = await makeUser();
    await update(bare.id, { passwordHash: null });
    const unknown = parseEmailAddress("nobody@example.com");
    if (!unknown) throw new Error("Not an address");
    const attempts: [typeof email, string][] = [
      [email, "wrong"],
      [email, ""],
      [email, PASSWORD.toUpperCase()],
      [unknown, PASSWORD],
      [bare.email, PASSWORD],
      [bare.email, ""],
    ];
    for (const [address, password] of attempts) {
      await expect(checkCredentials(address, password, ATTEMPT)).rejects.toMatchObject(refusal);
    }
  });

  it("of one account do not open another", async () => {
    const [anna, ben] = [await makeUser(), await makeUser()];
    await update(anna.id, await imported("Anna's own password"));
    await expect(checkCredentials(ben.email, "Anna's own password", ATTEMPT)).rejects.toMatchObject(refusal);
    expect((await checkCredentials(anna.email, "Anna's own password", ATTEMPT)).user.id).toBe(anna.id);
  });

  it("name the key of an address, never a pattern", async () => {
    await makeUser();
    for (const key of ["%", "_%@example.com", "*", "' OR '1'='1"]) {
      await expect(checkCredentials({ address: key, key }, PASSWORD, ATTEMPT)).rejects.toMatchObject(refusal);
    }
  });
});

describe("an old hash", () => {
  it("is made anew by a right password, which still opens it, and ends no session", async () => {
    const user = await makeUser();
    await update(user.id, await imported("from elsewhere"));
    const { checked } = await checkCredentials(user.email, "from elsewhere", ATTEMPT);
    const upgraded = await row(user.id);
    expect(upgraded).toMatchObject({ passwordScheme: 1, pepperVersion: 1, credentialVersion: 0 });
    expect(await bcrypt.compare("from elsewhere", upgraded.passwordHash ?? "")).toBe(false);
    await openSession(checked);
    await checkCredentials(user.email, "from elsewhere", ATTEMPT);
    expect((await row(user.id)).passwordHash).toBe(upgraded.passwordHash);
  });

  it("is left alone where bcrypt did not look: what was typed there may be wrong, and would lock its owner out", async () => {
    for (const [right, typed] of [
      ["x".repeat(80), `${"x".repeat(72)}a typing error`],
      ["ab", "ab\0ab"], // bcrypt repeats the password and its closing NUL until it has its fill
    ] as const) {
      const user = await makeUser();
      await update(user.id, await imported(right));
      await checkCredentials(user.email, typed, ATTEMPT); // bcrypt takes it
      expect(await row(user.id)).toMatchObject({ passwordScheme: 0 });
      await checkCredentials(user.email, right, ATTEMPT);
    }
  });

  it("is left alone by a wrong one", async () => {
    const user = await makeUser();
    await update(user.id, await imported("from elsewhere"));
    const before = await row(user.id);
    await expect(checkCredentials(user.email, "wrong", ATTEMPT)).rejects.toMatchObject(refusal);
    expect(await row(user.id)).toEqual(before);
  });

  it("does not come back over a password that was changed meanwhile", async () => {
    const user = await makeUser();
    await update(user.id, await imported("from elsewhere"));
    const changed = { passwordHash: await bcrypt.hash("the new one", 4), credentialVersion: 1 };
    const checking = checkCredentials(user.email, "from elsewhere", ATTEMPT);
    await update(user.id, changed);
    await checking.catch(() => undefined); // either way: read before the change or after it
    const kept = await row(user.id);
    expect(kept.credentialVersion).toBe(1);
    await expect(checkCredentials(user.email, "from elsewhere", ATTEMPT)).rejects.toMatchObject(refusal);
  });

  it("is a cheaper one than configured too, but not one as dear", async () => {
    const user = await makeUser();
    const { hash } = await hashPassword(PASSWORD, keys().peppers, 4);
    await update(user.id, { passwordHash: hash });
    await checkCredentials(user.email, PASSWORD, ATTEMPT);
    const { passwordHash } = await row(user.id);
    expect(passwordHash).toMatch(/^\$2[aby]\$05\$/);
    await checkCredentials(user.email, PASSWORD, ATTEMPT);
    expect((await row(user.id)).passwordHash).toBe(passwordHash);
  });
});

describe("a profile", () => {
  it("shows no secret, and is null when the account is gone", async () => {
    const user = await makeUser();
    const profile = await findProfile(user.id);
    expect(Object.keys(profile ?? {}).sort()).toEqual([
      "createdAt",
      "email",
      "emailVerifiedAt",
      "id",
      "name",
      "sessionLimit",
    ]);
    await (await database()).user.delete({ where: { id: user.id } });
    expect(await findProfile(user.id)).toBeNull();
  });
});
