import { expect } from "@playwright/test";
import { type Answer, HttpClient, sendBytes, signUp } from "./fixtures/http";
import { test } from "./fixtures/test";

const NAME = "Zq-private-name";
/** Words of the two protected pages that stand on no other page. */
const INSIDE = /You are signed in as|See your devices|(is|are) signed in\.|Sign out everywhere/;

const STATE_TREE = encodeURIComponent(
  JSON.stringify([
    "",
    { children: ["(home)", { children: ["dashboard", { children: ["__PAGE__", {}] }] }] },
    null,
    null,
    true,
  ]),
);

/** Headers that have skipped a check somewhere, or that a careless server believes. */
function tricks(userId: string, sessionId: string, token: string): Record<string, string | string[]>[] {
  const subrequests = ["middleware", "src/middleware", "pages/_middleware", "proxy", "src/proxy"];
  const page = "/dashboard";
  return [
    {},
    ...subrequests.map((name) => ({ "x-middleware-subrequest": Array(5).fill(name).join(":") })),
    ...subrequests.map((name) => ({ "x-middleware-subrequest": name })),
    { "x-middleware-subrequest-id": "1", "x-middleware-next": "1", "x-middleware-rewrite": page },
    { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": `hufu-access=${token}` },
    { purpose: "prefetch" },
    { "sec-purpose": "prefetch" },
    { "next-router-prefetch": "1" },
    { rsc: "1" },
    { rsc: "1", "next-router-state-tree": STATE_TREE },
    { rsc: "1", "next-router-state-tree": STATE_TREE, "next-router-prefetch": "1" },
    { rsc: "1", "next-router-state-tree": STATE_TREE, "next-url": page },
    { rsc: "1", "next-router-segment-prefetch": "/_tree" },
    { rsc: "1", "next-router-segment-prefetch": "/!KGhvbWUp/dashboard/__PAGE__" },
    { "x-nextjs-data": "1" },
    { "x-matched-path": page },
    { "x-matched-path": "/login", "x-now-route-matches": `1=${page}` },
    { "x-now-route-matches": `1=${page}` },
    { "x-invoke-path": page, "x-invoke-status": "200", "x-invoke-output": page },
    { "x-rewrite-url": page, "x-original-url": page, "x-forwarded-uri": page },
    { "x-user-id": userId, "x-session-id": sessionId, "x-hufu-user": userId, sub: userId },
    { "x-hufu-navigation": "document", "x-hufu-socket-address": "127.0.0.1", "x-hufu-canonical-url": page },
    { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", forwarded: "for=127.0.0.1" },
    { authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` },
    { "next-action": "7f0000000000000000000000000000000000000000" },
    { "x-http-method-override": "HEAD", "x-prerender-revalidate": "1", "x-vercel-protection-bypass": "1" },
  ];
}

/** Spellings of a protected page's address. */
function spellings(page: string, buildId: string): string[] {
  const name = page.slice(1);
  const [first = ""] = name;
  const escaped = `%${first.charCodeAt(0).toString(16)}${name.slice(1)}`;
  const ends = [
    ".rsc",
    ".segments/_tree.segment.rsc",
    ".segments/__PAGE__.segment.rsc",
    ".json",
    ".html",
    ".txt",
    ".prefetch.rsc",
  ];
  const tails = [
    "/",
    "//",
    "/.",
    "/./",
    "/..;/",
    ";x",
    ";x=1",
    "%2e",
    "%2f",
    "%3b",
    "%20",
    "%00",
    "%0a",
    "?",
    "?_rsc=1",
    "?__nextDataReq=1",
    "#",
  ];
  return [
    page,
    ...ends.map((end) => page + end),
    ...tails.map((tail) => page + tail),
    `/_next/data/${buildId}/${name}.json`,
    `/_next/data/${buildId}/en/${name}.json`,
    `/_next/static/../..${page}`,
    `/_next/static/%2e%2e/%2e%2e${page}`,
    `/_next/static/..%2f..${page}`,
    `/_next/image?url=${encodeURIComponent(page)}&w=64&q=75`,
    `/api/..${page}`,
    `/api/%2e%2e${page}`,
    `/api/..%2f${name}`,
    `/.well-known/..${page}`,
    `/.well-known/%2e%2e${page}`,
    `/${page}`,
    `//x${page}`,
    `/.${page}`,
    `/%2e${page}`,
    `/x/%2e%2e${page}`,
    `/\\${name}`,
    `/${name.toUpperCase()}`,
    `/${first.toUpperCase()}${name.slice(1)}`,
    `/${escaped}`,
    `/%25${escaped.slice(1)}`,
    `/(home)${page}`,
    `/en${page}`,
    `/?next=${page}`,
    `/${name}/page`,
    `/app/(home)${page}/page`,
  ];
}

function expectNothingPrivate(answer: Answer, what: string): void {
  expect(answer.text, what).not.toContain(NAME);
  expect(answer.text, what).not.toMatch(INSIDE);
  expect(answer.setCookies, what).toEqual([]);
  expect(answer.status, what).toBeLessThan(500);
  // nobody is sent anywhere but to a path of this site
  if (answer.headers.location) expect(answer.headers.location, what).toMatch(/^\/(?![/\\])/);
}

for (const page of ["/dashboard", "/account"]) {
  test(`no header and no spelling opens ${page} to a stranger`, async ({ server }) => {
    const { client, user, session } = await signUp(server.url, { name: NAME });
    const inside = await client.get(page);
    expect(inside.text).toMatch(INSIDE);
    const buildId = /"b":"([^"]+)"/.exec((await client.get(page, { headers: { rsc: "1" } })).text)?.[1] ?? "build";
    const token = client.jar.get("hufu-access") ?? "";
    const stranger = new HttpClient(server.url);
    for (const headers of tricks(user.id, session.id, token)) {
      for (const method of ["GET", "POST", "HEAD"]) {
        const answer = await stranger.send(method, page, { headers });
        const what = `${method} ${JSON.stringify(headers).replace(token, "…")}`;
        expectNothingPrivate(answer, what);
        expect([307, 400, 401, 404, 405, 409], what).toContain(answer.status);
      }
    }
    for (const path of spellings(page, buildId)) {
      for (const headers of [{}, { rsc: "1" }, { "x-nextjs-data": "1" }]) {
        const answer = await stranger.get(path, { headers });
        const what = `${path} ${JSON.stringify(headers)}`;
        expectNothingPrivate(answer, what);
        if (answer.status === 200) expect(path, what).toMatch(/^\/(\?|_next\/static)/); // the landing page
      }
    }
  });
}

test("neither a repeated header nor a bearer in the address is a way in", async ({ server }) => {
  const { client } = await signUp(server.url, { name: NAME });
  const token = client.jar.get("hufu-access") ?? "";
  const stranger = new HttpClient(server.url);
  const five = Array(5).fill("middleware");
  expectNothingPrivate(await stranger.get("/dashboard", { headers: { "x-middleware-subrequest": five } }), "repeated");
  for (const path of ["/dashboard", "/api/auth/me"]) {
    for (const query of [`?access_token=${token}`, `?hufu-access=${token}`, `?token=${token}`]) {
      const answer = await stranger.get(path + query);
      expect([307, 400, 401]).toContain(answer.status);
      expectNothingPrivate(answer, query);
    }
  }
});

test("the mark that leads to the canonical address is the proxy's alone", async ({ server }) => {
  const stranger = new HttpClient(server.url);
  const headers = { "x-hufu-canonical-url": "https://evil.example/" };
  for (const path of [
    "/",
    "/login",
    "/nothing",
    "/api",
    "/.well-known/nothing",
    "/_next/static/nothing",
    "/_next/nothing",
  ]) {
    for (const more of [{}, { rsc: "1" }]) {
      const answer = await stranger.get(path, { headers: { ...headers, ...more } });
      expect(answer.text + JSON.stringify(answer.headers), path).not.toContain("evil.example");
    }
  }
});

test("a protocol upgrade is answered as a plain request, and the connection ends", async ({ server }) => {
  const handshake = "Upgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n";
  for (const [path, status] of [
    ["/dashboard", 307],
    ["/login", 200],
    ["/api/open", 200],
    ["/nothing", 404],
  ] as const) {
    const head = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\n`;
    expect(await sendBytes(server.url, `${head}${handshake}\r\n`)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  }
});
