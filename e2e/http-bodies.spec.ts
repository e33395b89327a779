import { expect } from "@playwright/test";
import { snapshot } from "./fixtures/database";
import { type Answer, type Ask, signUp } from "./fixtures/http";
import type { HufuServer } from "./fixtures/server";
import { PASSWORD, test } from "./fixtures/test";

/** Stands in whatever is sent; no answer may repeat it. */
const TYPED = "zqtyped7";
const MEGABYTE = "x".repeat(1024 * 1024);
const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" };

/** Routes that read a body, as someone signed in asks them. */
async function bodyRoutes(server: HufuServer) {
  const { client, session, email } = await signUp(server.url);
  const routes = [
    ["POST", "/api/auth/sign-up"],
    ["POST", "/api/auth/sign-in"],
    ["PATCH", `/api/auth/sessions/${session.id}`],
    ["DELETE", `/api/auth/sessions/${session.id}`],
    ["POST", "/api/auth/sessions/revoke-all"],
    ["POST", "/api/auth/sign-out"],
  ] as const;
  return { client, routes, session, email };
}

function expectSilence({ text, headers, setCookies }: Answer): void {
  expect(text + JSON.stringify(headers)).not.toContain(TYPED);
  expect(setCookies).toEqual([]);
}

/** Sends to each route and expects a refusal that changes nothing. */
async function expectRefusals(server: HufuServer, status: number, asks: Ask[]): Promise<void> {
  const { client, routes } = await bodyRoutes(server);
  const before = await snapshot(server);
  for (const [method, path] of routes) {
    for (const [i, ask] of asks.entries()) {
      const answer = await client.send(method, path, ask);
      expect(answer.status, `${method} ${path}, body ${i}`).toBe(status);
      expectSilence(answer);
    }
  }
  expect(await snapshot(server)).toEqual(before);
}

test("a body that is no JSON object is malformed", async ({ server }) => {
  const bodies = [
    "",
    "{",
    `{"email": "${TYPED}"`,
    `{email: "${TYPED}"}`,
    `["${TYPED}"]`,
    `"${TYPED}"`,
    "null",
    "7",
    "true",
  ];
  await expectRefusals(server, 400, [
    ...bodies.map((raw) => ({ raw, headers: JSON_TYPE })),
    { raw: Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xc0, 0x22, 0x7d]), headers: JSON_TYPE }, // {"a":"\xff\xc0"}
    { raw: Buffer.from(`{"email":"${TYPED}"}`, "utf16le"), headers: JSON_TYPE },
  ]);
});

test("a body of another type is refused, also when it holds JSON", async ({ server }) => {
  const raw = JSON.stringify({ email: TYPED, password: PASSWORD });
  const types = [
    "text/plain",
    "text/json",
    "application/jsonp",
    "application/json+x",
    "multipart/form-data; boundary=x",
  ];
  await expectRefusals(server, 415, [...types.map((type) => ({ raw, headers: { "content-type": type } })), { raw }]);
});

test("a body above 16 kB is refused, with and without a Content-Length", async ({ server }) => {
  const raw = JSON.stringify({ email: TYPED, password: MEGABYTE });
  await expectRefusals(server, 413, [
    { raw, headers: JSON_TYPE },
    { raw, headers: JSON_TYPE, chunked: true },
    { raw: `{"email":"${TYPED}","password":"${"x".repeat(16_384)}"}`, headers: JSON_TYPE },
  ]);
});

test("a form that is unreadable, too large or repeats a field leads back with a code and changes nothing", async ({
  server,
}) => {
  const { client, routes, email } = await bodyRoutes(server);
  const before = await snapshot(server);
  const repeated = `password=${PASSWORD}&email=${email}&email=${TYPED}%40example.com`;
  const forms: [Ask, string][] = [
    [{ form: "email=%ff%fe" }, "malformed"],
    [{ form: "email=%" }, "malformed"],
    [{ raw: Buffer.from([0x65, 0x3d, 0xff]), headers: FORM_TYPE }, "malformed"],
    [{ form: repeated }, "malformed"],
    [{ form: "_method=delete&_method=patch" }, "malformed"],
    [{ form: `email=${TYPED}&password=${MEGABYTE}` }, "too_large"],
    [{ form: `email=${TYPED}&password=${MEGABYTE}`, chunked: true }, "too_large"],
  ];
  for (const [, path] of routes.filter(([method]) => method === "POST")) {
    for (const [ask, code] of forms) {
      const answer = await client.post(path, ask);
      expect([answer.status, answer.headers.location?.split("error=")[1]], path).toEqual([303, code]);
      expectSilence(answer);
    }
  }
  expect(await snapshot(server)).toEqual(before);
});
