import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database, inTransaction } from "../infra/db";
import { appendToFeed } from "../sessions/feed";
import { catchUp } from "../sessions/follow-feed";
import { stopFollowing } from "../start-up/follow";
import { forget } from "../testing/forget";
import { setUpInstance } from "../testing/instance";
import { makeUser } from "../testing/make-user";
import { changeName } from "./change-name";
import { profileCacheReader, readProfile } from "./profile-cache";

setUpInstance();

const NOW = new Date("2027-05-01T12:00:00Z");
const nameOf = async (userId: string) => (await readProfile(userId))?.name;

beforeAll(() => stopFollowing());
beforeEach(async () => {
  await catchUp(() => NOW);
});

/** A change that this process is not told of; what it shows afterwards is what it had kept. */
const changeBehindItsBack = async (id: string, name: string) =>
  (await database()).user.updateMany({ where: { id }, data: { name } });

describe("a profile", () => {
  it("is asked of the database once", async () => {
    const { id } = await makeUser();
    expect(await nameOf(id)).toBeNull();
    await changeBehindItsBack(id, "Changed");
    expect(await nameOf(id)).toBeNull();
  });

  it("is asked anew when this process has changed it", async () => {
    const { id } = await makeUser();
    await nameOf(id);
    await changeName(id, "Ada", NOW, null);
    expect(await nameOf(id)).toBe("Ada");
  });

  it("is asked anew when the feed tells that another process has changed it", async () => {
    const { id } = await makeUser();
    await nameOf(id);
    await changeBehindItsBack(id, "Ada");
    await inTransaction((tx) => appendToFeed(tx, [{ kind: "profile", id, reason: "changed" }], NOW));
    await catchUp(() => NOW);
    expect(await nameOf(id)).toBe("Ada");
  });

  it("that changes while it is being read is not kept as it was", async () => {
    const { id } = await makeUser();
    const reading = readProfile(id);
    profileCacheReader.onRow({ seq: 1n, kind: "profile", id, userId: null, before: null, reason: "", at: NOW });
    await reading;
    await changeBehindItsBack(id, "Ada");
    expect(await nameOf(id)).toBe("Ada");
  });

  it("is asked every time while the feed is cut, and forgotten when entries were missed", async () => {
    const { id } = await makeUser();
    await nameOf(id);
    await changeBehindItsBack(id, "Ada");
    forget("following");
    expect(await nameOf(id)).toBe("Ada");
    await changeBehindItsBack(id, "Grace");
    await catchUp(() => NOW);
    profileCacheReader.onReset?.();
    expect(await nameOf(id)).toBe("Grace");
  });

  it("of nobody is null, every time", async () => {
    expect(await readProfile("nobody")).toBeNull();
    expect(await readProfile("nobody")).toBeNull();
  });
});
