import { describe, expect, it } from "vitest";
import { database } from "../infra/db";
import { setUpInstance } from "../testing/instance";
import { makeUser } from "../testing/make-user";
import { changeName } from "./change-name";
import { findProfile } from "./queries";

setUpInstance();

const NOW = new Date("2027-01-01T12:00:00Z");
const changes = async (userId: string) =>
  (await database()).securityEvent.findMany({ where: { userId, type: "name-changed" } });

describe("what a person is called", () => {
  it("changes, is recorded, and can be taken away", async () => {
    const { id } = await makeUser();
    expect(await changeName(id, "Ada", NOW, "192.0.2.7")).toBe(true);
    expect(await findProfile(id)).toMatchObject({ name: "Ada" });
    expect(await changes(id)).toMatchObject([{ at: NOW, ip: "192.0.2.7" }]);
    expect(await changeName(id, null, NOW, null)).toBe(true);
    expect(await findProfile(id)).toMatchObject({ name: null });
  });

  it("that changes nothing is no event: nobody fills the log with it", async () => {
    const { id } = await makeUser();
    expect(await changeName(id, null, NOW, null)).toBe(true);
    for (let i = 0; i < 3; i++) expect(await changeName(id, "Ada", NOW, null)).toBe(true);
    expect(await changes(id)).toHaveLength(1);
  });

  it("is not changed where the account is gone", async () =>
    expect(await changeName("gone", "Ada", NOW, null)).toBe(false));
});
