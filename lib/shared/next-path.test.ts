import { describe, expect, it } from "vitest";
import { safeNextPath } from "./next-path";

const HERE = "https://hufu.test";

describe("a page of this site", () => {
  it.each([
    "/",
    "/dashboard",
    "/account?tab=sessions&x=1",
    "/account/security",
    "/a//b",
    "/a/%2F/b",
    "/?next=//e.test",
  ])("%s is a way on", (path) => expect(safeNextPath(path)).toBe(path));

  it("loses its fragment and is spelled as a URL", () => {
    expect(safeNextPath("/account#top")).toBe("/account");
    expect(safeNextPath("/a/./b/../c")).toBe("/a/c");
    expect(safeNextPath("/ä b")).toBe("/%C3%A4%20b");
  });
});

describe("what leads elsewhere", () => {
  it.each([
    "//evil.test",
    "///evil.test",
    "////evil.test",
    "/\\evil.test",
    "\\/evil.test",
    "\\\\evil.test",
    "/\\/evil.test",
    "/x/..//evil.test",
    "/x/../..//evil.test",
    "/.//evil.test",
    "/%2e//evil.test",
    "/%2E%2E//evil.test",
    "/x/%2e%2e//evil.test",
    "/\t/evil.test",
    "/\n/evil.test",
    "/\r\n/evil.test",
    "\t//evil.test",
    " //evil.test",
    "/account\r\nSet-Cookie: a=b",
    "/account\u0000",
    "/account\u0085",
    "/a\\b",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://evil.test",
    "HTTPS:evil.test",
    "http:/evil.test",
    "http://hufu.invalid/account",
    "evil.test",
    "@evil.test",
    ":@evil.test",
    "?next=/",
    "#/account",
    "",
    "／／evil.test",
    "//",
    "//[",
    `/${"a".repeat(2_000)}`,
    `/${"a".repeat(10_000)}`,
  ])("%j is refused", (path) => expect(safeNextPath(path)).toBeNull());

  it.each([null, undefined, 1, true, {}, ["/account"], { toString: () => "/account" }])("%j is no path", (value) =>
    expect(safeNextPath(value)).toBeNull(),
  );

  it.each([
    "/%09/evil.test",
    "/%5Cevil.test",
    "/%5C%5Cevil.test",
    "/%2F/evil.test",
    "/%2Fevil.test",
    "/%0d%0aSet-Cookie:%20a=b",
    "/／evil.test",
    "/＼evil.test",
    "/@evil.test",
    "/:80",
    "/;@evil.test",
    "/\u200b/evil.test",
    "/\u2028/evil.test",
    "/\ud800/evil.test",
    "/..;//evil.test",
    "/https://evil.test",
    "/javascript:alert(1)",
  ])("%j stays on this site, whatever it looks like, and so does what a browser makes of it", (path) => {
    const safe = safeNextPath(path);
    expect(safe).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    expect(new URL(safe ?? "", HERE).origin).toBe(HERE);
    expect(safeNextPath(safe)).toBe(safe);
  });
});

describe("the door and the API", () => {
  it.each([
    "/login",
    "/login/",
    "/login?next=/login",
    "/login#x",
    "/sign-up",
    "/x/../login",
    "/api",
    "/api/auth/me",
    "/%2e/api/x",
  ])("%s is nowhere to go after sign-in", (path) => expect(safeNextPath(path)).toBeNull());

  it("are told from pages whose names begin like theirs", () => {
    expect(safeNextPath("/loginx")).toBe("/loginx");
    expect(safeNextPath("/api-docs")).toBe("/api-docs");
  });
});
