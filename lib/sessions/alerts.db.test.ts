import { describe, expect, it } from "vitest";
import { addSeconds } from "../shared/time";
import { tokenIn } from "../testing/mail-parts";
import { setUpMailingInstance, takeMails } from "../testing/mailbox";
import { client, makeUser, openSession } from "../testing/make-user";
import { rotateSession } from "./rotate-session";

const server = await setUpMailingInstance();

const T0 = new Date("2027-01-01T08:00:00Z");
const at = (seconds: number) => addSeconds(T0, seconds);
const HOUR = 3_600;

describe("a device that was never seen before", () => {
  it("is told of by mail, with where and when, and a way to say that it was not me", async () => {
    const user = await makeUser();
    await openSession(user, { now: T0 });
    expect(await takeMails(server, at(1))).toEqual([]); // the first is whoever made the account
    await openSession(user, { now: at(60), client: { place: "Porto", ip: "198.51.100.7" } });
    const [mail, ...more] = await takeMails(server, at(61));
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: user.email.address, subject: "A new device is signed in" });
    for (const fact of ["Firefox", "Porto", "198.51.100.7", "January 1, 2027 at 8:01"])
      expect(mail?.text).toContain(fact);
    expect(tokenIn(mail).token).toHaveLength(43);
  });

  it("is no news the second time", async () => {
    const user = await makeUser();
    await openSession(user, { now: T0 });
    const { deviceCookie } = await openSession(user, { now: at(1) });
    await takeMails(server, at(2));
    await openSession(user, { now: at(60), client: { deviceCookie } });
    expect(await takeMails(server, at(61))).toEqual([]);
  });

  it("is told of singly five times a day, then together once an hour: nobody buries one under many", async () => {
    const user = await makeUser();
    for (let i = 0; i < 40; i++) await openSession(user, { now: at(i) });
    expect(await takeMails(server, at(60))).toHaveLength(5);
    expect(await takeMails(server, at(HOUR - 60))).toEqual([]);
    expect(await takeMails(server, at(HOUR + 60))).toMatchObject([{ subject: "34 more new devices" }]);
    await openSession(user, { now: at(24 * HOUR) });
    expect(await takeMails(server, at(24 * HOUR + 1))).toMatchObject([{ subject: "A new device is signed in" }]);
  });
});

describe("a refresh token that comes back after it was spent", () => {
  it("is told of once, however many bring it", async () => {
    const user = await makeUser();
    const { refreshToken, deviceCookie } = await openSession(user, { now: T0 });
    await rotateSession(refreshToken, client({ deviceCookie }), at(60));
    await Promise.all([1, 2, 3].map(() => rotateSession(refreshToken, client({ ip: "203.0.113.9" }), at(120))));
    const mails = await takeMails(server, at(121));
    expect(mails).toMatchObject([{ to: user.email.address, subject: "Someone may have copied a session" }]);
    expect(mails[0]?.text).toContain("203.0.113.9");
  });
});
