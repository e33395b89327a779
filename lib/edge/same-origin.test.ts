import { describe, expect, it } from "vitest";
import { isOwnRequest } from "./same-origin";

const APP = "https://hufu.test";
const isOwn = (secFetchSite: string | null, origin: string | null, hasCookie: boolean) =>
  isOwnRequest({ secFetchSite, origin, hasCookie }, APP);

describe("an unsafe request", () => {
  it("from our own pages is ours, with a cookie or without", () => {
    for (const hasCookie of [true, false]) {
      expect(isOwn("same-origin", APP, hasCookie)).toBe(true);
      expect(isOwn("same-origin", null, hasCookie)).toBe(true);
      expect(isOwn(null, APP, hasCookie)).toBe(true);
    }
  });

  it.each(["cross-site", "same-site", "none", "", "SAME-ORIGIN", "same-origin, same-origin", "same-origin "])(
    "with Sec-Fetch-Site %j is foreign, whatever its Origin says",
    (site) => {
      for (const origin of [APP, null, "https://evil.test"]) {
        for (const hasCookie of [true, false]) expect(isOwn(site, origin, hasCookie)).toBe(false);
      }
    },
  );

  it.each([
    "null",
    "",
    "https://evil.test",
    "http://hufu.test",
    "https://hufu.test:8443",
    "https://hufu.test/",
    "https://hufu.test.evil.test",
    "https://app.hufu.test",
    "https://HUFU.test",
    `${APP}, ${APP}`,
  ])("of Origin %j is foreign", (origin) => {
    for (const hasCookie of [true, false]) expect(isOwn(null, origin, hasCookie)).toBe(false);
  });

  it("that says nothing of where it comes from is a program's, unless it carries a cookie", () => {
    expect(isOwn(null, null, false)).toBe(true);
    expect(isOwn(null, null, true)).toBe(false);
  });
});
