import { describe, expect, it } from "vitest";
import { cookieName, readCookie, replaceCookies, serializeCookie } from "./cookie";

describe("a cookie's name", () => {
  it("is bound to the host by its prefix wherever the origin is https", () => {
    for (const name of ["access", "refresh", "device", "typed"] as const) {
      expect(cookieName(name, true)).toBe(`__Host-hufu-${name}`);
      expect(cookieName(name, false)).toBe(`hufu-${name}`);
    }
  });
});

describe("reading", () => {
  it.each([
    ["hufu-access=a", "a"],
    ["x=1; hufu-access=a; y=2", "a"],
    ["x=1;hufu-access=a;y=2", "a"],
    ["  hufu-access = a  ", "a"],
    ["hufu-access=a=b==", "a=b=="],
    ["hufu-access=a.b-c_d", "a.b-c_d"],
  ])("%j gives %j", (header, value) => expect(readCookie(header, "hufu-access")).toBe(value));

  it.each([
    null,
    "",
    ";",
    "=",
    "hufu-access",
    "hufu-access=",
    "hufu-access= ; x=1",
    "HUFU-ACCESS=a",
    "hufu-accessx=a",
    "xhufu-access=a",
    "x-hufu-access=a",
    "__Host-hufu-access=a",
    "x=hufu-access=a",
    'x="; hufu-accessory=a"',
  ])("%j holds none", (header) => expect(readCookie(header, "hufu-access")).toBeNull());

  it("does not take the plain name for the one bound to the host, which a sibling domain could set", () => {
    expect(readCookie("hufu-access=evil", "__Host-hufu-access")).toBeNull();
    expect(readCookie("hufu-access=evil; __Host-hufu-access=own", "__Host-hufu-access")).toBe("own");
  });

  it("refuses a cookie that is there twice: someone else may have set one of them", () => {
    expect(readCookie("hufu-access=own; hufu-access=evil", "hufu-access")).toBeNull();
    expect(readCookie("hufu-access=same; x=1; hufu-access=same", "hufu-access")).toBeNull();
    expect(readCookie("hufu-access=; hufu-access=evil", "hufu-access")).toBeNull();
    expect(readCookie("hufu-access=a; hufu-access =b; hufu-access=c", "hufu-access")).toBeNull();
  });
});

describe("setting", () => {
  it("hides a cookie from scripts and foreign sites, and binds it to https and the host", () => {
    const secure = serializeCookie("__Host-hufu-access", "a", true, 60).split("; ");
    expect(secure).toEqual(["__Host-hufu-access=a", "Path=/", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=60"]);
    expect(serializeCookie("hufu-access", "a", false, 60)).not.toContain("Secure");
    expect(serializeCookie("__Host-hufu-access", "a", true, 60)).not.toContain("Domain");
  });

  it("keeps it for whole seconds, never a negative number, or until the browser is closed", () => {
    expect(serializeCookie("x", "a", false, 59.9)).toMatch(/; Max-Age=59$/);
    expect(serializeCookie("x", "a", false, -5)).toMatch(/; Max-Age=0$/);
    expect(serializeCookie("x", "", false, 0)).toMatch(/^x=; .*Max-Age=0$/);
    expect(serializeCookie("x", "a", false, null)).not.toMatch(/Max-Age|Expires/);
  });
});

describe("replacing", () => {
  const fresh = new Map([
    ["hufu-access", "new"],
    ["hufu-refresh", "newer"],
  ]);

  it("puts the fresh values in the place of the old and keeps the others", () => {
    const header = replaceCookies("theme=dark; hufu-access=old; hufu-refresh=older; lang=de", fresh);
    expect(header).toBe("theme=dark; lang=de; hufu-access=new; hufu-refresh=newer");
  });

  it("leaves exactly one of each, however many there were", () => {
    for (const header of ["hufu-access=a; hufu-access=b", "hufu-access", " hufu-access = a;;hufu-refresh", "", null]) {
      const replaced = replaceCookies(header, fresh);
      expect(readCookie(replaced, "hufu-access")).toBe("new");
      expect(readCookie(replaced, "hufu-refresh")).toBe("newer");
    }
  });
});
