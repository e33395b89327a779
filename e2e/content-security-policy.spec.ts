import { expect } from "@playwright/test";
import { signInByForm, test } from "./fixtures/test";

// That no page violates its policy is checked by every story: `openDevice` listens.

async function open(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers });
  const policy = response.headers.get("content-security-policy") ?? "";
  return { html: await response.text(), policy, nonce: /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "" };
}

/** Opening tags of scripts and styles that do not carry this nonce. */
const withoutNonce = (html: string, nonce: string) =>
  (html.match(/<(script|style)\b[^>]*>/g) ?? []).filter((tag) => !tag.includes(`nonce="${nonce}"`));

test("all that a page runs carries the nonce of its own response", async ({ laptop, person, server }) => {
  await signInByForm(laptop, person);
  const cookie = (await laptop.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const path of [
    "/",
    "/login",
    "/login?error=invalid_credentials",
    "/sign-up",
    "/dashboard",
    "/account",
    "/account/activity",
    "/account/security",
    "/account/profile",
    "/none",
  ]) {
    const first = await open(`${server.url}${path}`, { cookie });
    const second = await open(`${server.url}${path}`, { cookie });
    expect(first.nonce.length, path).toBeGreaterThanOrEqual(24);
    expect(first.html, path).toContain("<script");
    expect(withoutNonce(first.html, first.nonce), path).toEqual([]);
    expect(second.nonce, path).not.toBe(first.nonce);
    expect(first.policy).not.toContain("unsafe-");
  }
});

test("a client has no say in the policy or the nonce", async ({ server }) => {
  const sent = {
    "content-security-policy": "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='",
    "content-security-policy-report-only": "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='",
    "x-nonce": "AAAAAAAAAAAAAAAAAAAAAA==",
  };
  for (const path of ["/login", "/none"]) {
    const { html, policy, nonce } = await open(`${server.url}${path}`, sent);
    expect(policy + html).not.toContain("AAAAAAAAAAAAAAAA");
    expect(withoutNonce(html, nonce)).toEqual([]);
  }
});
