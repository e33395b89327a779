import { expect } from "@playwright/test";
import { type Answer, HttpClient, signUp } from "./fixtures/http";
import type { HufuServer } from "./fixtures/server";
import { test } from "./fixtures/test";

const NAME = "Zq-private-name";
const PAGES = ["/", "/login", "/sign-up", "/dashboard", "/account", "/nothing", "/account/nothing"];
const READING = [
  "/api/auth/me",
  "/api/auth/profile",
  "/api/auth/sessions",
  "/api/auth/export",
  "/api/auth/nothing",
  "/api/open",
];
/** Paths that a careless cache takes for files. */
const DISGUISED = [
  "/account/x.css",
  "/account%2fx.js",
  "/account;x.png",
  "/account/x.js",
  "/dashboard/%2e%2e/account.css",
];
const RSC = { rsc: "1" };
const PREFETCH = { rsc: "1", "next-router-prefetch": "1" };

type State = "signed in" | "signed out" | "expired" | "nonsense";

async function clientIn(state: State, server: HufuServer): Promise<HttpClient> {
  if (state === "signed out") return new HttpClient(server.url);
  const { client } = await signUp(server.url, { name: NAME });
  if (state === "expired") await server.advance({ seconds: 301 });
  if (state === "nonsense") for (const name of client.jar.keys()) client.jar.set(name, "x");
  return client;
}

/** The framework's own redirect to another spelling of the address: it comes before our code, and tells nothing of anybody. */
const isBareRedirect = ({ status, headers, setCookies }: Answer) =>
  (status === 307 || status === 308) && !("cache-control" in headers) && setCookies.length === 0;

/** An answer that no cache keeps, whatever it carries. */
function expectUncacheable(answer: Answer, what: string): void {
  if (isBareRedirect(answer)) return;
  const policy = String(answer.headers["cache-control"]);
  expect(policy, what).toMatch(/no-store/);
  expect(policy, what).not.toMatch(/public|s-maxage/);
}

for (const state of ["signed in", "signed out", "expired", "nonsense"] as const) {
  test(`no page or answer may be kept, and no cookie leaves where it might: ${state}`, async ({ server }) => {
    const statuses = new Set<number>();
    let carried = 0;
    const client = await clientIn(state, server);
    for (const path of [...PAGES, ...READING, ...DISGUISED]) {
      for (const method of ["GET", "HEAD", "POST"]) {
        if (method === "POST" && path.startsWith("/api")) continue;
        for (const headers of [{}, RSC, PREFETCH]) {
          const answer = await client.copy().send(method, path, { headers });
          const what = `${state}: ${method} ${path} ${JSON.stringify(headers)}: ${answer.status}`;
          expectUncacheable(answer, what);
          statuses.add(answer.status);
          carried += answer.setCookies.length;
          const location = answer.headers.location;
          if (!location?.includes("_rsc=")) continue;
          // the router's own address of the same page
          const followed = await client.copy().send(method, location, { headers });
          expectUncacheable(followed, `${what}, ${location}`);
          if (path.startsWith("/api")) expect(followed.headers["content-type"], what).toContain("json");
          else expect(followed.headers["content-type"], what).toContain("text/x-component");
        }
      }
    }
    console.log(`    ${state}: ${[...statuses].sort().join(", ")}; ${carried} cookies`);
    expect(carried > 0).toBe(state === "expired" || state === "nonsense");
  });
}

test("answers that set or clear cookies may not be kept: forms, JSON, refusals", async ({ server }) => {
  const { client, session } = await signUp(server.url);
  await server.advance({ seconds: 301 });
  const path = `/api/auth/sessions/${session.id}`;
  const answers = [
    await client.copy().post("/api/auth/sessions/revoke-others"), // 200 with renewed cookies
    await client.copy().post(`${path}x`, { form: { _method: "delete" } }), // 303, refused, with renewed cookies
    await client.copy().send("DELETE", `${path}x`), // 404 with renewed cookies
    await client.copy().send("PATCH", path, { json: { name: 7 } }), // 422 with renewed cookies
    await client.copy().post("/api/auth/refresh"), // 200
    await new HttpClient(server.url).post("/api/auth/refresh"), // 401, cleared
    await client.copy().post("/api/auth/sign-in", { form: { email: "someone@example.com" } }), // 303 with the typed e-mail
    await client.copy().post("/api/auth/sign-out", { form: {} }), // 303, cleared
    await client.copy().post("/api/auth/sign-out"), // 204, cleared
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 303, 404, 422, 200, 401, 303, 303, 204]);
  for (const answer of answers) {
    expect(answer.setCookies.length).toBeGreaterThan(0);
    expectUncacheable(answer, answer.text);
  }
});

test("a prefetch or soft navigation to a protected page without a session gets 401 and nothing else", async ({
  server,
}) => {
  for (const state of ["signed out", "expired", "nonsense"] as const) {
    const client = await clientIn(state, server);
    for (const page of ["/dashboard", "/account"]) {
      const segment = { rsc: "1", "next-router-segment-prefetch": "/_tree" };
      for (const headers of [PREFETCH, { "next-router-prefetch": "2" }, segment, { purpose: "prefetch" }]) {
        const answer = await client.copy().get(page, { headers });
        expect([answer.status, answer.text, answer.setCookies], `${state} ${page}`).toEqual([401, "", []]);
        expect(answer.headers["cache-control"]).toBe("private, no-store");
      }
      if (state === "expired") continue;
      const soft = await client.copy().get(page, { headers: RSC });
      expect([soft.status, soft.text], `${state} ${page}`).toEqual([401, ""]);
    }
  }
});

test("a path that looks like a file shows nothing private, also to its owner", async ({ server }) => {
  const client = await clientIn("signed in", server);
  expect((await client.get("/dashboard")).text).toContain(NAME);
  for (const path of [
    ...DISGUISED,
    "/dashboard/x.css",
    "/dashboard.css",
    "/dashboard%00.css",
    "/dashboard%3fx.css",
    "/account.json",
  ]) {
    for (const headers of [{}, RSC]) {
      const answer = await client.get(path, { headers });
      expect(answer.status, path).not.toBe(200);
      expect(answer.text, path).not.toContain(NAME);
    }
  }
});

test("what may be kept carries no cookie: the key set and what the build made", async ({ server }) => {
  const client = await clientIn("expired", server);
  const script = /\/_next\/static\/[^"]+\.js/.exec((await client.get("/login")).text)?.[0] ?? "";
  for (const path of ["/.well-known/jwks.json", script]) {
    const answer = await client.get(path);
    expect([answer.status, answer.setCookies], path).toEqual([200, []]);
    expect(answer.headers["cache-control"], path).toMatch(/^public/);
  }
});
