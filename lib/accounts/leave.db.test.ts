import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { addSeconds } from "../shared/time";
import { setUpMailingInstance, takeMails } from "../testing/mailbox";
import { ATTEMPT, makeUser, openSession, PASSWORD } from "../testing/make-user";
import { checkCredentials } from "./check-credentials";
import { comeBack, leave, WAY_BACK_SECONDS } from "./leave";

const server = await setUpMailingInstance();

const T0 = new Date("2027-01-01T08:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);

describe("leaving", () => {
  it("ends every session, says by mail until when one can come back, and is undone by coming back", async () => {
    const user = await makeUser();
    await openSession(user, { now: T0 });
    const eraseAt = await leave(user.id, at(10), null);
    expect(eraseAt).toEqual(at(10 + WAY_BACK_SECONDS));
    const sessions = await (await database()).session.findMany({ where: { userId: user.id } });
    expect(sessions.map(({ endReason }) => endReason)).toEqual(["revoked-all"]);
    const [mail] = await takeMails(server, at(11));
    expect(mail).toMatchObject({ to: user.email.address, subject: "Your account is to be erased" });
    expect(mail?.text).toContain("January 15, 2027");
    const { checked, eraseAt: told } = await checkCredentials(user.email, PASSWORD, ATTEMPT);
    expect(told).toEqual(eraseAt);
    await comeBack(checked, at(20), null);
    expect((await checkCredentials(user.email, PASSWORD, ATTEMPT)).eraseAt).toBeNull();
  });

  it("is not undone once its day has come", async () => {
    const user = await makeUser();
    await leave(user.id, T0, null);
    const { checked } = await checkCredentials(user.email, PASSWORD, ATTEMPT);
    await expect(comeBack(checked, at(WAY_BACK_SECONDS), null)).rejects.toMatchObject({ code: "invalid_credentials" });
    await comeBack(checked, at(WAY_BACK_SECONDS - 1), null);
  });
});
