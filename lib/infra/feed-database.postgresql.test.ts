import { expect, it } from "vitest";
import { setUpInstance } from "../testing/instance";
import { database } from "./db";
import { databaseTime } from "./feed-database";

setUpInstance();

it("the database's time is the time of day, whatever time zone its server is set to", async () => {
  const [zone] = await (await database()).$queryRaw<{ TimeZone: string }[]>`SHOW TimeZone`;
  expect(zone?.TimeZone).toBe("Asia/Kathmandu");
  const before = Date.now();
  const time = (await databaseTime()).getTime();
  expect(time).toBeGreaterThanOrEqual(before - 1);
  expect(time).toBeLessThanOrEqual(Date.now() + 1);
});
