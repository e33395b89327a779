import { expect } from "@playwright/test";
import { snapshot } from "./fixtures/database";
import { data, HttpClient, newEmail, signUp } from "./fixtures/http";
import { PASSWORD, test } from "./fixtures/test";

/** Stands in whatever is sent; no answer may repeat it. */
const TYPED = "zqtyped7";
const JSON_TYPE = { "content-type": "application/json" };

test("a field of a wrong type is named and nothing else happens", async ({ server }) => {
  const { client, session, email } = await signUp(server.url);
  const before = await snapshot(server);
  const good: Record<string, unknown> = { email, password: PASSWORD };
  const fields: [string, string, string[]][] = [
    ["POST", "/api/auth/sign-up", ["email", "password", "name", "next"]],
    ["POST", "/api/auth/sign-in", ["email", "password", "remember", "next"]],
    ["PATCH", `/api/auth/sessions/${session.id}`, ["name"]],
  ];
  const values = [[TYPED], [], { not: "" }, { not: TYPED }, { set: TYPED }, {}, 7, -1.5, null, { length: 20 }];
  for (const [method, path, names] of fields) {
    for (const name of names) {
      for (const value of values) {
        if (method === "PATCH" && value === null) continue; // takes the name away
        const answer = await client.send(method, path, { json: { ...good, [name]: value } });
        const at = `${method} ${path} ${name}: ${JSON.stringify(value)}`;
        expect(answer.status, at).toBe(422);
        expect(Object.keys(data<{ errors: object }>(answer).errors), at).toEqual([name]);
        expect(answer.text, at).not.toContain(TYPED);
      }
    }
  }
  expect(await snapshot(server)).toEqual(before);
});

test("fields that are missing, or are only there by inheritance, count as missing", async ({ server }) => {
  const client = new HttpClient(server.url);
  const before = await snapshot(server);
  const account = JSON.stringify({ email: newEmail(), password: PASSWORD });
  const bodies = [
    "{}",
    `{"__proto__":${account}}`,
    `{"constructor":{"prototype":${account}}}`,
    '{"email":"","password":""}',
  ];
  for (const path of ["/api/auth/sign-up", "/api/auth/sign-in"]) {
    for (const raw of bodies) {
      const answer = await client.post(path, { raw, headers: JSON_TYPE });
      expect(answer.status, raw).toBe(422);
      expect(Object.keys(data<{ errors: object }>(answer).errors).sort(), raw).toEqual(["email", "password"]);
    }
  }
  expect(await snapshot(server)).toEqual(before);
});

test("text that is no address has no account, whatever it tries to be", async ({ server }) => {
  const client = new HttpClient(server.url);
  const before = await snapshot(server);
  const long = `${"x".repeat(65)}@example.com`;
  const domains = [
    "a.example/x",
    "a.example:25",
    "[127.0.0.1]",
    "a..example",
    "-a.example",
    `${"x".repeat(64)}.example`,
  ];
  const addresses = [
    "a",
    "@",
    "a@",
    "@example.com",
    "a@b@c.example",
    '"a b"@example.com',
    "a(b)@example.com",
    "a b@c.de",
  ];
  const hostile = [
    "a@example.com\r\nBcc: b@example.com",
    "a@example.com,b@example.com",
    "<a@example.com>",
    "é@example.com",
  ];
  for (const email of [...addresses, ...hostile, long, ...domains.map((domain) => `a@${domain}`)]) {
    const answer = await client.post("/api/auth/sign-up", { json: { email, password: PASSWORD } });
    expect(answer.status, email).toBe(422);
  }
  expect(await snapshot(server)).toEqual(before);
});

test("one mailbox has one account, however its address is written", async ({ server }) => {
  const client = new HttpClient(server.url);
  const local = `ada.${Date.now()}`;
  const first = { email: `${local}@münchen.example`, password: PASSWORD };
  expect((await client.post("/api/auth/sign-up", { json: first })).status).toBe(201);
  const before = await snapshot(server);
  const same = [
    `${local.toUpperCase()}@MÜNCHEN.EXAMPLE`,
    `${local}@mu\u0308nchen.example`, // decomposed
    `${local}@xn--mnchen-3ya.example`,
    `ａda${local.slice(3)}@münchen.example`, // full width
    `  ${local}@münchen。example `, // another full stop
  ];
  for (const email of same) {
    const answer = await client.post("/api/auth/sign-up", { json: { email, password: PASSWORD } });
    expect(answer.status, email).toBe(409);
    expect(answer.setCookies).toEqual([]);
  }
  expect(await snapshot(server)).toEqual(before);
});

test("passwords have 15 to 256 characters", async ({ server }) => {
  const client = new HttpClient(server.url);
  const lengths: [number, number][] = [
    [1, 422],
    [14, 422],
    [15, 201],
    [64, 201],
    [256, 201],
    [257, 422],
    [10_000, 422],
  ];
  for (const [length, status] of lengths) {
    for (const character of ["x", "🐯"].slice(0, length > 4_000 ? 1 : 2)) {
      const json = { email: newEmail(), password: character.repeat(length) };
      const answer = await client.post("/api/auth/sign-up", { json });
      expect(answer.status, `${length} of ${character}`).toBe(status);
      expect(answer.text).not.toContain(character.repeat(10));
    }
  }
});

test("every character of a password counts: NUL, emoji, spaces, and what comes after 72 bytes", async ({ server }) => {
  const client = new HttpClient(server.url);
  const passwords: [string, string][] = [
    [`${PASSWORD}\0one`, `${PASSWORD}\0two`],
    [`${"🐯".repeat(20)}a`, `${"🐯".repeat(20)}b`],
    [`${"x".repeat(100)}1`, `${"x".repeat(100)}2`],
    [` ${PASSWORD} `, PASSWORD],
  ];
  for (const [password, other] of passwords) {
    const email = newEmail();
    expect((await client.post("/api/auth/sign-up", { json: { email, password } })).status).toBe(201);
    expect((await client.post("/api/auth/sign-in", { json: { email, password } })).status).toBe(200);
    expect((await client.post("/api/auth/sign-in", { json: { email, password: other } })).status).toBe(401);
  }
});

test("half a character is no password, and is left out of a name", async ({ server }) => {
  const { client, session } = await signUp(server.url);
  const before = await snapshot(server);
  const password = String.raw`"correct horse \ud800 battery"`;
  const name = String.raw`"Ada \udc00"`;
  const sent = (json: string) => ({ raw: json, headers: JSON_TYPE });
  for (const path of ["/api/auth/sign-up", "/api/auth/sign-in"]) {
    const answer = await client.post(path, sent(`{"email":"${newEmail()}","password":${password}}`));
    expect(answer.status, path).toBe(422);
  }
  expect(await snapshot(server)).toEqual(before);
  const named = await client.send("PATCH", `/api/auth/sessions/${session.id}`, sent(`{"name":${name}}`));
  expect(data(named)).toEqual({ id: session.id, name: "Ada" });
});
