import { expect, it } from "vitest";
import { setUpInstance } from "../testing/instance";
import { clock } from "./clock";
import { databaseTime } from "./feed-database";

setUpInstance();

it("PostgreSQL's time of day is the one on every wall, whatever zone the server is in", async () => {
  const before = Date.now(); // the server is on this machine, in a zone that is hours and minutes off
  const time = await databaseTime();
  expect(time.getTime()).toBeGreaterThanOrEqual(before - 1);
  expect(time.getTime()).toBeLessThanOrEqual(Date.now() + 1);
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(60_000);
});
