import { expect } from "@playwright/test";
import { HttpClient } from "./fixtures/http";
import { test } from "./fixtures/test";

test("no answer names the framework, and API answers may load nothing", async ({ server }) => {
  const client = new HttpClient(server.url);
  for (const path of ["/api/open", "/api/auth/me", "/login", "/nothing", "/api/nothing"]) {
    const { headers } = await client.get(path);
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    if (path.startsWith("/api")) expect(headers["content-security-policy"], path).toContain("default-src 'none'");
  }
});

test("two requests have two nonces, and a client's own policy or nonce is not believed", async ({ server }) => {
  const stranger = new HttpClient(server.url);
  const hostile = `script-src 'nonce-x"><script>alert(1)</script>'`;
  const headers = {
    "content-security-policy": hostile,
    "x-nonce": `"><script>`,
    "content-security-policy-report-only": hostile,
  };
  const policies = new Set<string>();
  for (const path of ["/login", "/login", "/nothing"]) {
    const answer = await stranger.get(path, { headers });
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toMatch(/script-src 'nonce-[\w+/]{22}==' 'strict-dynamic';/);
    expect(answer.text).not.toContain("alert(1)");
    const nonce = /nonce-([^']+)/.exec(policy)?.[1] ?? "";
    for (const [, used] of answer.text.matchAll(/<script[^>]* nonce="([^"]+)"/g)) expect(used).toBe(nonce);
    for (const [script] of answer.text.matchAll(/<script[^>]*>/g)) expect(script, path).toContain("nonce=");
    policies.add(policy);
  }
  expect(policies.size).toBe(3);
});
