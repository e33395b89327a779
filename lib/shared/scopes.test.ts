import { describe, expect, it } from "vitest";
import { delegable, grantable, isEnough, parseScopes, SCOPES } from "./scopes";
import { en } from "./words/en";

describe("a list of scopes", () => {
  it("is each of them once, in its order", () => {
    expect(parseScopes("sessions:read  profile:read sessions:read ")).toEqual(["sessions:read", "profile:read"]);
    expect(parseScopes("")).toEqual([]);
  });

  it.each(["everything", "profile:read,sessions:read", "Profile:read", "profile", "toString", "profile:read\tadmin"])(
    "is none with a scope that does not exist: %j",
    (text) => expect(parseScopes(text)).toBeNull(),
  );
});

describe("what is granted", () => {
  it("leaves out permissions that the person has not", () => {
    expect(grantable(["account", "admin"], "")).toEqual(["account"]);
    expect(grantable(["account", "admin"], "administrator")).toEqual(["account"]);
    expect(grantable(["profile:read", "admin"], "other admin")).toEqual(["profile:read", "admin"]);
  });
});

describe("what is passed on", () => {
  it("is no more than one has", () => {
    expect(delegable(["profile:read", "admin"], "account")).toEqual(["profile:read"]);
    expect(delegable(["profile:read", "admin"], "account admin")).toEqual(["profile:read", "admin"]);
    expect(delegable(["sessions:read", "account"], "sessions:read")).toEqual(["sessions:read"]);
    expect(delegable(["admin"], "account")).toEqual([]);
  });
});

describe("what was granted", () => {
  it.each([
    ["account", "sessions:write", true],
    ["account", "account", true],
    ["account", "admin", false],
    ["account admin", "admin", true],
    ["profile:read sessions:read", "sessions:read", true],
    ["profile:read sessions:read", "sessions:write", false],
    ["profile:read", "account", false],
    ["", "profile:read", false],
    ["admin", "profile:read", false],
  ] as const)("%j is enough for %s: %s", (granted, needed, isIt) => expect(isEnough(granted, needed)).toBe(isIt));

  it("can be told to a person", () => {
    for (const scope of SCOPES) expect(en.programs.scopes[scope]).toMatch(/\w/);
  });
});
