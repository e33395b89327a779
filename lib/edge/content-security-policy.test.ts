import { describe, expect, it } from "vitest";
import { API_CONTENT_SECURITY_POLICY, contentSecurityPolicy, createNonce } from "./content-security-policy";

const directives = (policy: string) =>
  new Map(policy.split("; ").map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]));

describe("a nonce", () => {
  it("is fresh each time, and has 128 bits", () => {
    const nonces = Array.from({ length: 1_000 }, createNonce);
    expect(new Set(nonces).size).toBe(1_000);
    for (const nonce of nonces) expect(atob(nonce)).toHaveLength(16);
  });
});

describe("the policy of pages", () => {
  const policy = directives(contentSecurityPolicy("Tm9uY2U=", false));

  it("lets only scripts of this very response run", () => {
    expect(policy.get("script-src")).toEqual(["'nonce-Tm9uY2U='", "'strict-dynamic'"]);
    expect(contentSecurityPolicy("x", false)).not.toMatch(/unsafe-|\*|https?:/);
  });

  it("allows no frame, no base, no foreign form, and nothing that is not named", () => {
    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
    expect(policy.get("base-uri")).toEqual(["'none'"]);
    expect(policy.get("form-action")).toEqual(["'self'"]);
    expect(policy.get("connect-src")).toEqual(["'self'"]);
  });

  it("is relaxed in development alone", () => {
    expect(contentSecurityPolicy("x", true)).toContain("'unsafe-eval'");
    expect(directives(contentSecurityPolicy("x", true)).get("frame-ancestors")).toEqual(["'none'"]);
  });
});

describe("the policy of answers that are no pages", () => {
  it("loads nothing, is framed by nobody and runs nothing", () => {
    expect(directives(API_CONTENT_SECURITY_POLICY)).toEqual(
      new Map([
        ["default-src", ["'none'"]],
        ["frame-ancestors", ["'none'"]],
        ["sandbox", []],
      ]),
    );
  });
});
