import { describe, expect, it } from "vitest";
import { describeDevice } from "./user-agent";

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0";
const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";

describe("common browsers", () => {
  it.each([
    [`(Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, "desktop", "Chrome", "Windows"],
    [`(Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/130.0.0.0`, "desktop", "Microsoft Edge", "Windows"],
    [`(Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 OPR/115.0.0.0`, "desktop", "Opera", "Windows"],
    [`(Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.0 Safari/605.1.15`, "desktop", "Safari", "macOS"],
    ["(X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "desktop", "Firefox", "Linux"],
    ["(X11; Ubuntu; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "desktop", "Firefox", "Ubuntu"],
    ["(X11; Fedora; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "desktop", "Firefox", "Fedora"],
    [`(X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`, "desktop", "Chrome", "ChromeOS"],
    [
      `(iPhone; CPU iPhone OS 18_0 like Mac OS X) ${WEBKIT} Version/18.0 Mobile/15E148 Safari/604.1`,
      "phone",
      "Safari",
      "iOS",
    ],
    [
      `(iPhone; CPU iPhone OS 18_0 like Mac OS X) ${WEBKIT} CriOS/130.0 Mobile/15E148 Safari/604.1`,
      "phone",
      "Chrome",
      "iOS",
    ],
    [
      `(iPad; CPU OS 17_5 like Mac OS X) ${WEBKIT} Version/17.5 Mobile/15E148 Safari/604.1`,
      "tablet",
      "Safari",
      "iPadOS",
    ],
    [`(Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`, "phone", "Chrome", "Android"],
    [
      `(Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
      "phone",
      "Samsung Internet",
      "Android",
    ],
    [`(Linux; Android 13; SM-X900) ${CHROME} Safari/537.36`, "tablet", "Chrome", "Android"],
    ["(Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", "phone", "Firefox", "Android"],
  ])("%s", (rest, kind, browser, os) => {
    const userAgent = `Mozilla/5.0 ${rest}`;
    expect(describeDevice(userAgent)).toEqual({ kind, browser, os, userAgent });
  });
});

describe("programs", () => {
  it.each([
    ["curl/8.1.2", "curl"],
    ["python-requests/2.31.0", "python-requests"],
    ["PostmanRuntime/7.39.0", "PostmanRuntime"],
    ["my tool", "my tool"],
    ["__proto__", "__proto__"],
  ])("%s is called %s", (userAgent, browser) => {
    expect(describeDevice(userAgent)).toEqual({ kind: "program", browser, os: null, userAgent });
  });

  it("that say nothing are unknown", () => {
    for (const header of [null, "", "\u0000\r\n"]) {
      expect(describeDevice(header)).toEqual({ kind: "program", browser: null, os: null, userAgent: null });
    }
  });
});

describe("a hostile header", () => {
  it("is cut short and loses its control characters", () => {
    expect(describeDevice("a".repeat(100_000)).userAgent).toHaveLength(500);
    expect(describeDevice("curl/8\r\nSet-Cookie: a=b\u0000\u001b[31m").userAgent).toBe("curl/8Set-Cookie: a=b[31m");
  });

  it("gives no name that was not meant as one", () => {
    for (const header of ["<script>alert(1)</script>", "' OR 1=1 --", "\u202Egnp.exe", "/", "()", "n".repeat(41)]) {
      expect(describeDevice(header)).toMatchObject({ kind: "program", browser: null, os: null });
    }
  });

  it("costs no time", () => {
    const started = performance.now();
    for (const part of ["(", "Mozilla/5.0 (", "Chrome/", "Android ", " ", "a/", "Version/1 Safari/1 "]) {
      describeDevice(part.repeat(20_000));
      describeDevice(`Mozilla/5.0 (Linux; Android 10) ${part.repeat(20_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
