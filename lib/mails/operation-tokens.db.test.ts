import { describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { makeUser } from "../testing/make-user";
import { findOperation } from "./find-operation";
import { issueOperation, LIFETIMES, type Purpose, spendOperation, voidOperations } from "./operation-tokens";

setUpInstance();

const T0 = new Date("2027-01-01T12:00:00Z");
const PURPOSES = Object.keys(LIFETIMES) as Purpose[];

type Options = { purpose?: Purpose; about?: string; sealed?: unknown; now?: Date };
async function issue(user: { id: string; email: { key: string } }, options: Options = {}) {
  const { purpose = "reset-password", now = T0, ...rest } = options;
  const given = { purpose, userId: user.id, emailKey: user.email.key, now, ...rest };
  return inTransaction((tx) => issueOperation(tx, given));
}
const spend = async (purpose: Purpose, token: string, now = T0) => {
  const found = await findOperation(purpose, { token }, now);
  return found !== null && (await inTransaction((tx) => spendOperation(tx, found, now)));
};

describe("an operation token", () => {
  it("is opaque, of 256 bits, and kept as a hash alone", async () => {
    const user = await makeUser();
    const { token, code } = await issue(user, { sealed: { name: "Mei Lin" } });
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const rows = JSON.stringify(await (await database()).operationToken.findMany({ where: { userId: user.id } }));
    for (const secret of [token, code, code.replace("-", ""), "Mei Lin"]) expect(rows).not.toContain(secret);
    expect(await findOperation("reset-password", { token }, T0)).toMatchObject({
      userId: user.id,
      sealed: { name: "Mei Lin" },
    });
  });

  it("is good once, also when it is presented twice at one moment", async () => {
    const { token } = await issue(await makeUser());
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => spend("reset-password", token)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await findOperation("reset-password", { token }, T0)).toBeNull();
  });

  it.each(PURPOSES)("is good for its own purpose alone: %s", async (purpose) => {
    const { token } = await issue(await makeUser(), { purpose });
    for (const other of PURPOSES.filter((one) => one !== purpose)) {
      expect(await findOperation(other, { token }, T0)).toBeNull();
    }
    expect(await spend(purpose, token)).toBe(true);
  });

  it.each(PURPOSES)("is good until the second that it ends, and not at it: %s", async (purpose) => {
    const { token } = await issue(await makeUser(), { purpose });
    const end = addSeconds(T0, LIFETIMES[purpose]);
    expect(await findOperation(purpose, { token }, addSeconds(end, -1))).not.toBeNull();
    expect(await findOperation(purpose, { token }, end)).toBeNull();
    expect(await spend(purpose, token, end)).toBe(false);
  });

  it("is void once a newer one is made for the same mailbox, and by what it was about having changed", async () => {
    const user = await makeUser();
    const first = await issue(user);
    const second = await issue(user);
    expect(await findOperation("reset-password", first, T0)).toBeNull();
    expect(await findOperation("reset-password", second, T0)).not.toBeNull();
    await inTransaction((tx) => voidOperations(tx, user.id, ["reset-password"]));
    expect(await findOperation("reset-password", second, T0)).toBeNull();
  });

  it("of an alert stays good when there are later ones: its reader reads them in order", async () => {
    const user = await makeUser();
    const alerts = [];
    for (const about of ["one", "other", "one"]) alerts.push(await issue(user, { purpose: "report-session", about }));
    for (const { token } of alerts) expect(await findOperation("report-session", { token }, T0)).not.toBeNull();
  });

  it("is refused by its code no sooner than a tenth of a second later, whether there is one to compare or not", async () => {
    const user = await makeUser();
    await issue(user, { purpose: "reset-password" });
    for (const emailKey of [user.email.key, "nobody@example.com"]) {
      const began = performance.now();
      expect(await findOperation("reset-password", { emailKey, code: "00000-00000" }, T0)).toBeNull();
      expect(performance.now() - began).toBeGreaterThan(90); // timers may be a little early; the look-up alone takes a few
    }
  });

  it("is none where the text is none of ours", async () => {
    for (const token of ["", "x", "\0", "A".repeat(43), "😀".repeat(20)]) {
      expect(await findOperation("reset-password", { token }, T0)).toBeNull();
    }
  });
});

describe("the short code of the same mail", () => {
  it("is good with its address, however it is typed", async () => {
    const user = await makeUser();
    const { code } = await issue(user);
    const typed = ` ${code.toLowerCase().replace("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
    expect(await findOperation("reset-password", { emailKey: user.email.key, code: typed }, T0)).not.toBeNull();
  });

  it("is worth nothing with another address, or for another purpose", async () => {
    const [user, other] = [await makeUser(), await makeUser()];
    const { code } = await issue(user);
    expect(await findOperation("reset-password", { emailKey: other.email.key, code }, T0)).toBeNull();
    expect(await findOperation("verify-email", { emailKey: user.email.key, code }, T0)).toBeNull();
  });

  it("dies of five wrong tries, whoever sends them together, and its link lives", async () => {
    const user = await makeUser();
    const { token, code } = await issue(user);
    const emailKey = user.email.key;
    const wrong = Array.from({ length: 20 }, () =>
      findOperation("reset-password", { emailKey, code: "00000-00000" }, T0),
    );
    for (const found of await Promise.all(wrong)) expect(found).toBeNull();
    const row = await (await database()).operationToken.findFirstOrThrow({ where: { userId: user.id } });
    expect(row.codeTries).toBeLessThanOrEqual(5);
    for (let i = row.codeTries; i < 5; i++)
      await findOperation("reset-password", { emailKey, code: "00000-00000" }, T0);
    expect(await findOperation("reset-password", { emailKey, code }, T0)).toBeNull();
    expect(await findOperation("reset-password", { token }, T0)).not.toBeNull();
  });
});
