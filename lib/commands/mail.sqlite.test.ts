import { describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { postMail } from "../mails/outbox";
import { runCommand } from "../testing/command";
import { setUpInstance } from "../testing/instance";
import { makeUser } from "../testing/make-user";

setUpInstance();

describe("npm run mail", () => {
  it("lists what waits or has failed, tells nobody's address, and has it tried again", async () => {
    const { id: userId, email } = await makeUser();
    const mail = { kind: "has-account", to: email.address, emailKey: email.key, language: "en" } as const;
    await inTransaction((tx) => postMail(tx, { ...mail, userId, parameters: {}, now: new Date() }));
    const db = await database();
    await db.outgoingMail.updateMany({ data: { state: "failed", attempts: 1, lastError: "550" } });
    const listed = await runCommand("mail", ["list"]);
    expect([listed.code, listed.err]).toEqual([0, ""]);
    expect(listed.out).toMatch(/^id .*the mail server said\n\S+ +has-account +failed +1 +\S+Z +550\n$/);
    expect(listed.out).not.toContain("@");
    const retried = await runCommand("mail", ["retry"]);
    expect(retried).toMatchObject({ code: 0, out: "1 mail is tried again within a second by a running server.\n" });
    expect(await db.outgoingMail.findMany({ select: { state: true } })).toEqual([{ state: "waiting" }]);
  }, 60_000);

  it("says in one sentence what is wrong, with code 1", async () => {
    const outcomes = await Promise.all([[], ["retry", "unknown"]].map((args) => runCommand("mail", args)));
    expect(outcomes.map(({ code, out }) => [code, out])).toEqual([
      [1, ""],
      [1, ""],
    ]);
    expect(outcomes.map(({ err }) => err)).toEqual([
      expect.stringMatching(/^Usage: [^\n]+\n$/),
      expect.stringMatching(/^The mail "unknown" [^\n]+\n$/),
    ]);
  }, 60_000);
});
