import { expect, it } from "vitest";
import { endSession } from "@/lib/sessions/end-sessions";
import { setUpInstance } from "@/lib/testing/instance";
import { makeUser, openSession } from "@/lib/testing/make-user";
import { doorPath } from "./door-path";

setUpInstance();

it("tells who is refused by the page itself why their session ended, where it did", async () => {
  const user = await makeUser();
  const { sid, refreshToken } = await openSession(user);
  const cookies = `hufu-refresh=${refreshToken}`;
  expect(await doorPath(cookies, "/account")).toBe("/login?next=%2Faccount");
  await endSession(user.id, sid, "reuse-detected", new Date(), null);
  expect(await doorPath(cookies, "/account?done=x")).toBe("/login?next=%2Faccount&ended=reuse-detected");
});

it("tells a stranger nothing", async () => {
  for (const cookies of [null, "hufu-refresh=x", `hufu-refresh=${"A".repeat(70)}`]) {
    expect(await doorPath(cookies, "/dashboard")).toBe("/login?next=%2Fdashboard");
  }
});
