import { describe, expect, it } from "vitest";
import { isProtectedPath, loginPath } from "./guard";

describe("which pages need a session", () => {
  it.each(["/dashboard", "/dashboard/", "/account", "/account/", "/account/security", "/account/x/y", "/device"])(
    "%s does",
    (path) => expect(isProtectedPath(path)).toBe(true),
  );

  it.each([
    "/",
    "/login",
    "/sign-up",
    "/accounts",
    "/dashboards",
    "/devices",
    "/x/account",
    "/login/account",
    "",
    "account",
  ])("%s does not", (path) => expect(isProtectedPath(path)).toBe(false));
});

describe("the way to the door", () => {
  it("remembers the page, query and all, and why the session is over", () => {
    const path = loginPath("/account?tab=a&x=b c#d", "revoked");
    const url = new URL(path, "http://localhost");
    expect(url.pathname).toBe("/login");
    expect([...url.searchParams]).toEqual([
      ["next", "/account?tab=a&x=b c#d"],
      ["ended", "revoked"],
    ]);
  });

  it("says nothing of an end when there was none", () => {
    expect(loginPath("/dashboard", null)).toBe("/login?next=%2Fdashboard");
  });

  it("lets a page's address add no parameter, header or host of its own", () => {
    const path = loginPath("//evil.test/?a&ended=admin\r\nSet-Cookie: x", null);
    expect(path).not.toMatch(/[\r\n]/);
    const url = new URL(path, "http://localhost");
    expect(url.host).toBe("localhost");
    expect([...url.searchParams.keys()]).toEqual(["next"]);
  });
});
