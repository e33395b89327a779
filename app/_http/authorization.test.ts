import { describe, expect, it } from "vitest";
import { readAuthorization, readBasic, readBearer } from "./authorization";

const headers = (authorization: string) => new Headers({ authorization });
const basic = (text: string | Buffer) => `Basic ${Buffer.from(text).toString("base64")}`;
const MALFORMED = expect.objectContaining({ code: "malformed" });

describe("a scheme and its credentials", () => {
  it.each([
    ["Bearer abc", "bearer", "abc"],
    ["BEARER   a b  ", "bearer", "a b"],
    ["Negotiate", "negotiate", ""],
    ["", "", ""],
    [`x y${" ".repeat(15_000)}z`, "x", `y${" ".repeat(15_000)}z`],
  ])("are read from %j", (header, scheme, credentials) =>
    expect(readAuthorization(headers(header))).toEqual({ scheme, credentials }),
  );

  it("are none without the header", () => expect(readAuthorization(new Headers())).toBeNull());
});

describe("a bearer token", () => {
  it.each([
    ["Bearer a.b-c_d", "a.b-c_d"],
    ["bearer  abc==", "abc=="],
    ["Basic abc", null],
  ])("is read from %j: %j", (header, token) => expect(readBearer(headers(header))).toBe(token));

  it.each([
    ["Bearer", "invalid_token"],
    ["Bearer a b", "invalid_token"],
    ["Bearer é", "invalid_token"],
    ["Bearer a, Bearer b", "two_credentials"],
    ["Basic x, Bearer b", "two_credentials"],
    [`Bearer ${"=".repeat(15_000)}x`, "invalid_token"],
  ])("is refused in %j: %s", (header, code) => {
    const fault = expect.objectContaining({ code });
    expect(() => readBearer(headers(header))).toThrowError(fault);
  });
});

describe("name and password", () => {
  it.each([
    [basic("mei@example.com:pass:word"), "mei@example.com", "pass:word"],
    [basic("a:b").replace(/=+$/, ""), "a", "b"], // without its padding
    [basic("名:密码"), "名", "密码"],
    [basic(":"), "", ""],
  ])("are read from %s", (header, user, password) => expect(readBasic(headers(header))).toEqual({ user, password }));

  it.each([
    "Basic",
    "Basic !!!!",
    "Basic YTpi!",
    `Basic ${"=".repeat(15_000)}x`,
    basic("no colon"),
    basic("a:b\n"),
    basic(Buffer.from([0xff, 0x3a, 0xff])),
  ])("are refused in %j", (header) => expect(() => readBasic(headers(header))).toThrowError(MALFORMED));
});
