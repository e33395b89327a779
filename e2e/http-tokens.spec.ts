import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from "jose";
import { query } from "./fixtures/database";
import { data, HttpClient, signIn, signUp } from "./fixtures/http";
import { test } from "./fixtures/test";

/** Routes for people inside, as they are asked with no hope of renewal. */
const insideRoutes = (sessionId: string): [string, string][] => [
  ["GET", "/api/auth/me"],
  ["GET", "/api/auth/profile"],
  ["GET", "/api/auth/sessions"],
  ["GET", "/api/example"],
  ["POST", "/api/example/recent"],
  ["GET", "/api/auth/sessions?ended=1"],
  ["PATCH", `/api/auth/sessions/${sessionId}`],
  ["DELETE", `/api/auth/sessions/${sessionId}`],
  ["POST", "/api/auth/sessions/revoke-others"],
  ["POST", "/api/auth/sessions/revoke-all"],
];

/** Asks every route and both protected pages with what the client carries. @returns the bodies of the 401s */
async function expectOutside(client: HttpClient, sessionId: string, what: string): Promise<Set<string>> {
  const bodies = new Set<string>();
  for (const [method, path] of insideRoutes(sessionId)) {
    const answer = await client.copy().send(method, path);
    expect(answer.status, `${what}: ${method} ${path}`).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="hufu"');
    bodies.add(answer.text);
  }
  for (const path of ["/dashboard", "/account"]) {
    const answer = await client.copy().get(path);
    expect([answer.status, answer.headers.location?.split("?")[0]], `${what}: ${path}`).toEqual([307, "/login"]);
  }
  return bodies;
}

const carrying = (url: string, cookies: Record<string, string>) => {
  const client = new HttpClient(url);
  for (const [name, value] of Object.entries(cookies)) client.jar.set(name, value);
  return client;
};

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The token with its last character standing for the same bytes: four bits of it are padding. */
function strayBits(token: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return token.slice(0, -1) + alphabet[alphabet.indexOf(token.slice(-1)) ^ 1];
}

test("no token that is forged, foreign, cut or unsigned opens anything, and all refusals are one", async ({
  server,
}) => {
  const { client, session } = await signUp(server.url);
  const [access, refresh] = [client.jar.get("hufu-access") ?? "", client.jar.get("hufu-refresh") ?? ""];
  const [header = "", payload = "", signature = ""] = access.split(".");
  const [claims, { kid }] = [decodeJwt(access), decodeProtectedHeader(access)];
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const foreign = (extra: object) =>
    new SignJWT(claims).setProtectedHeader({ alg: "EdDSA", kid, typ: "at+jwt", ...extra }).sign(privateKey);
  const jwks = data<{ keys: { x: string }[] }>(await client.get("/.well-known/jwks.json"));
  const published = Buffer.from(jwks.keys[0]?.x ?? "", "base64url");
  const hmac = new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid, typ: "at+jwt" });
  const flipped = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  const cases: Record<string, string> = {
    nothing: "",
    text: "x",
    "forged signature": `${header}.${payload}.${flipped}`,
    "changed claims": `${header}.${part({ ...claims, sub: "someone-else" })}.${signature}`,
    "no signature": `${header}.${payload}.`,
    "two parts": `${header}.${payload}`,
    "five parts": `${access}.a.b`,
    cut: access.slice(0, -8),
    "alg none": `${part({ alg: "none", kid, typ: "at+jwt" })}.${payload}.`,
    "alg None": `${part({ alg: "None", kid, typ: "at+jwt" })}.${payload}.${signature}`,
    "HMAC with the public key": await hmac.sign(published),
    "foreign key": await foreign({}),
    "foreign key in the header": await foreign({ jwk: await exportJWK(publicKey) }),
    "unknown kid": await foreign({ kid: "__proto__" }),
    "refresh token": refresh,
    "nine kilobytes": `${header}.${payload}.${"A".repeat(9_000)}`,
    quoted: `"${access}"`,
    "bearer in a cookie": `Bearer ${access}`,
  };
  const bodies = new Set<string>();
  for (const [what, value] of Object.entries(cases)) {
    const outsider = carrying(server.url, { "hufu-access": value });
    for (const body of await expectOutside(outsider, session.id, what)) bodies.add(body);
  }
  expect(bodies.size).toBe(1);
  expect((await client.get("/api/auth/me")).status).toBe(200);
});

test("no refresh token that is forged, cut or swapped renews, and all refusals are one", async ({ server }) => {
  const { client } = await signUp(server.url);
  const [access, refresh] = [client.jar.get("hufu-access") ?? "", client.jar.get("hufu-refresh") ?? ""];
  const bytes = Buffer.from(refresh, "base64url");
  const altered = (at: number) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return copy.toString("base64url");
  };
  const values = [
    "",
    "x",
    access,
    refresh.slice(0, -4),
    `${refresh}A`,
    `${refresh}=`,
    ` ${refresh.slice(1)}`,
    "A".repeat(9_000),
  ];
  const forged = [altered(0), altered(19), altered(bytes.length - 1), randomBytes(bytes.length).toString("base64url")];
  const bodies = new Set<string>();
  for (const value of [...values, ...forged]) {
    const outsider = client.copy();
    outsider.jar.set("hufu-refresh", value);
    outsider.jar.delete("hufu-access");
    const answer = await outsider.post("/api/auth/refresh");
    expect(answer.status, value.slice(0, 80)).toBe(401);
    expect(answer.setCookies.map((cookie) => cookie.split(";")[0])).toEqual(["hufu-access=", "hufu-refresh="]);
    bodies.add(answer.text);
  }
  expect(bodies.size).toBe(1);
  expect((await client.post("/api/auth/refresh")).status).toBe(200); // none of it ended the session
});

test("an expired token is nobody's, and names of cookies count exactly", async ({ server }) => {
  const { client, session } = await signUp(server.url);
  const access = client.jar.get("hufu-access") ?? "";
  expect((await carrying(server.url, { "hufu-access": access }).get("/api/auth/me")).status).toBe(200);
  for (const name of ["Hufu-Access", "__Host-hufu-access", "__host-hufu-access", "hufu-access2", " hufu_access", ""]) {
    const headers = { cookie: `${name}=${access}` };
    expect((await new HttpClient(server.url).get("/api/auth/me", { headers })).status, name).toBe(401);
  }
  await server.advance({ seconds: 300 });
  await expectOutside(carrying(server.url, { "hufu-access": access }), session.id, "expired");
});

test("a cookie that is there twice is nobody's; fifty others do no harm", async ({ server }) => {
  const { client } = await signUp(server.url);
  const access = `hufu-access=${client.jar.get("hufu-access")}`;
  const refresh = `hufu-refresh=${client.jar.get("hufu-refresh")}`;
  const ask = (cookie: string) => new HttpClient(server.url).get("/api/auth/me", { headers: { cookie } });
  for (const twice of [
    `${access}; ${access}`,
    `hufu-access=x; ${access}`,
    `${access}; hufu-access=`,
    `hufu-access=; ${access}`,
  ]) {
    expect((await ask(twice)).status, twice.slice(0, 40)).toBe(401);
  }
  const junk = Array.from({ length: 50 }, (_, i) => `junk-${i}=${"x".repeat(50)}`).join("; ");
  expect((await ask(`${junk}; ${access}; a=hufu-access=x; =y; ;`)).status).toBe(200);
  const headers = { cookie: `${refresh}; ${refresh}` };
  expect((await client.copy().post("/api/auth/refresh", { headers })).status).toBe(401);
});

test("what was revoked stays revoked, however its tokens are spelled", async ({ server }) => {
  const { client, session, email } = await signUp(server.url);
  const phone = await signIn(server.url, email);
  const [access, refresh] = [phone.client.jar.get("hufu-access") ?? "", phone.client.jar.get("hufu-refresh") ?? ""];
  const spellings = (token: string) => [
    token,
    `${token}=`,
    `${token}==`,
    ` ${token}`,
    `${token} `,
    `${token}\t`,
    strayBits(token),
  ];
  for (const value of spellings(access)) await carrying(server.url, { "hufu-access": value }).get("/api/auth/me"); // into every cache
  expect((await client.send("DELETE", `/api/auth/sessions/${phone.session.id}`)).status).toBe(204);
  for (const value of spellings(access)) {
    await expectOutside(carrying(server.url, { "hufu-access": value }), session.id, JSON.stringify(value.slice(-6)));
  }
  for (const value of spellings(refresh)) {
    const outsider = phone.client.copy();
    outsider.jar.set("hufu-refresh", value);
    expect((await outsider.post("/api/auth/refresh")).status).toBe(401);
  }
  await expectOutside(phone.client, session.id, "all cookies of an ended session");
  expect((await phone.client.copy().post("/api/auth/sign-out")).status).toBe(204);
  expect((await client.get("/api/auth/me")).status).toBe(200);
});

test("cookies of a session whose row is gone renew nothing", async ({ server }) => {
  const { client, session } = await signUp(server.url);
  await query(server, `delete from "Session" where id = '${session.id}' returning id`);
  expect((await client.copy().post("/api/auth/refresh")).status).toBe(401);
  await server.advance({ seconds: 300 });
  await expectOutside(client, session.id, "a deleted session");
});
