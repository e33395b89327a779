import { expect } from "@playwright/test";
import { snapshot } from "./fixtures/database";
import { data, HttpClient, newEmail, sendBytes, signUp } from "./fixtures/http";
import { PASSWORD, test } from "./fixtures/test";

const portOf = (url: string) => new URL(url).port;

/** Names under which this server does not answer. */
const foreignHosts = (port: string) => [
  "evil.example",
  `evil.example:${port}`,
  `localhost.evil.example:${port}`,
  `evil.localhost:${port}`,
  `localhost.:${port}`,
  `localhost:${port}@evil.example`,
  `evil.example#localhost:${port}`,
  `localhost,evil.example`,
  `127.0.0.2:${port}`,
  `127.1:${port}`,
  "0.0.0.0",
  "[::]",
];

test("under a foreign name pages and API answer 421, and do nothing", async ({ server }) => {
  const { client } = await signUp(server.url);
  const before = await snapshot(server);
  const account = { email: newEmail(), password: PASSWORD };
  for (const host of foreignHosts(portOf(server.url))) {
    const stranger = new HttpClient(server.url, host);
    for (const [name, value] of client.jar) stranger.jar.set(name, value);
    for (const path of [
      "/",
      "/login",
      "/dashboard",
      "/account",
      "/api/auth/me",
      "/api/open",
      "/.well-known/jwks.json",
    ]) {
      const answer = await stranger.get(path);
      expect([answer.status, answer.setCookies, answer.headers.location], `${host} ${path}`).toEqual([
        421,
        [],
        undefined,
      ]);
      expect(data(answer).type).toBe("urn:hufu:problem:wrong-host");
    }
    const posts = [
      { path: "/api/auth/sign-up", ask: { json: account } },
      { path: "/api/auth/sign-up", ask: { form: account } },
      { path: "/api/auth/refresh", ask: {} },
      { path: "/api/auth/sessions/revoke-all", ask: { form: {} } },
    ];
    for (const { path, ask } of posts) {
      const answer = await stranger.post(path, ask);
      expect([answer.status, answer.setCookies, answer.headers.location], `${host} ${path}`).toEqual([
        421,
        [],
        undefined,
      ]);
    }
  }
  expect(await snapshot(server)).toEqual(before);
});

test("another spelling of loopback leads to the canonical address, path and query kept", async ({ server }) => {
  for (const host of ["127.0.0.1", `127.0.0.1:${portOf(server.url)}`, "127.0.0.1:9", `[::1]:${portOf(server.url)}`]) {
    const client = new HttpClient(server.url, host);
    for (const path of ["/", "/login?next=%2Faccount", "/dashboard", "/nothing?a=%2F%2Fevil.example"]) {
      const answer = await client.get(path);
      expect([answer.status, answer.headers.location], `${host} ${path}`).toEqual([307, server.url + path]);
      expect(answer.headers["cache-control"]).toContain("no-store");
    }
    const away = await client.get("//evil.example/x");
    expect(away.headers.location).toBe("/evil.example/x");
    expect((await client.get("/api/open")).status).toBe(200); // programs follow no redirects
  }
});

test("the port of a request does not count, nor does the case of its host", async ({ server }) => {
  for (const host of ["localhost", "localhost:9", "localhost:", "LOCALHOST:80", "LocalHost"]) {
    const client = new HttpClient(server.url, host);
    expect((await client.get("/login")).status, host).toBe(200);
    expect((await client.get("/api/open")).status, host).toBe(200);
    const { headers } = await client.get("/dashboard");
    expect(headers.location, host).toBe("/login?next=%2Fdashboard");
  }
});

test("no header that a proxy may add changes host, scheme or redirect", async ({ server }) => {
  const { client } = await signUp(server.url);
  const headers = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "1",
    forwarded: "host=evil.example;proto=https",
    "x-original-host": "evil.example",
    "x-host": "evil.example",
    "x-forwarded-server": "evil.example",
  };
  for (const path of ["/", "/login", "/dashboard", "/account", "/nothing", "/login/"]) {
    for (const sender of [client, new HttpClient(server.url)]) {
      const answer = await sender.get(path, { headers });
      expect(answer.text + JSON.stringify(answer.headers), path).not.toContain("evil.example");
    }
  }
  const form = await client.post("/api/auth/sign-out", { form: {}, headers });
  expect(form.headers.location).toBe("/login?done=signed-out");
  for (const cookie of form.setCookies) expect(cookie).not.toContain("Secure"); // decided by APP_URL alone
});

test("a request without a Host is refused", async ({ server }) => {
  for (const path of ["/", "/dashboard", "/api/open"]) {
    expect(await sendBytes(server.url, `GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await sendBytes(server.url, `GET ${path} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
    const two = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n`;
    expect(await sendBytes(server.url, two)).not.toContain("evil.example");
  }
});
