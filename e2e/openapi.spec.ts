import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { Contract } from "./fixtures/contract";
import { execute, query } from "./fixtures/database";
import { bearer, FEED_TOKEN } from "./fixtures/feed";
import { type Answer, data, HttpClient, newEmail, type Opened } from "./fixtures/http";
import { codeIn, type Mailbox, test, tokenIn } from "./fixtures/mail";
import { basic, DEVICE_CODE, OAUTH_CLIENTS, SERVICE, type Tokens, bearer as tokenHeader } from "./fixtures/programs";
import { type HufuServer, startServer } from "./fixtures/server";
import { PASSWORD } from "./fixtures/test";

const NEW_PASSWORD = "eleven purple tigers in a row";
const ROOT = join(import.meta.dirname, "..");

/** Routes that are no part of the API: whatever is no route, and the frame of a page that is there in development alone. */
const NOT_DOCUMENTED = ["/api/[...path]", "/api/dev/mail/[id]"];

/** The routes that there are, by their files. */
const ROUTES = ["app/api", "app/.well-known"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => `/${join(folder, file).slice("app/".length, -"/route.ts".length)}`),
);

test("the document is valid, its examples are what it says, and every route is in it with every method", async ({
  server,
}) => {
  const contract = await Contract.of(server);
  await contract.expectValid();
  contract.expectGoodExamples();
  const documented = Object.entries(contract.document.paths).map(([path, methods]) => [
    path.replace(/\{(\w+)\}/g, "[$1]"),
    Object.keys(methods).map((method) => method.toUpperCase()),
  ]);
  const found = await Promise.all(
    ROUTES.filter((path) => !NOT_DOCUMENTED.includes(path)).map(async (path) => {
      const { headers } = await new HttpClient(server.url).send("OPTIONS", path);
      const allowed = String(headers.allow).split(", ");
      // HEAD is GET without a body, and POST is how a form says PATCH and DELETE.
      const isByForm = allowed.includes("PATCH") || allowed.includes("DELETE");
      const isOwnPost = path === "/api/auth/tokens";
      return [path, allowed.filter((method) => method !== "HEAD" && !(method === "POST" && isByForm && !isOwnPost))];
    }),
  );
  const sorted = (list: unknown[][]) => list.map(([path, methods]) => [path, [...(methods as string[])].sort()]).sort();
  expect(sorted(documented)).toEqual(sorted(found));
});

test("every operation answers as the document says", async ({ mailbox }) => {
  test.slow();
  const env = {
    SMTP_URL: mailbox.server.url,
    MAIL_FROM: "Hufu <hufu@example.org>",
    FEED_TOKEN,
    OAUTH_CLIENTS,
    SESSION_LIMIT_POLICY: "ask",
  };
  const [server, plain] = await Promise.all([startServer({ env }), startServer()]);
  try {
    await callAll(server, plain, mailbox.take);
  } finally {
    await Promise.all([server.stop(), plain.stop()]);
  }
});

async function callAll(server: HufuServer, plain: HufuServer, take: Mailbox["take"]): Promise<void> {
  const contract = await Contract.of(server);
  const stranger = new HttpClient(server.url);
  const call = contract.call.bind(contract);
  const program = { headers: { "sec-fetch-site": undefined } };

  // Signing in
  const atOnce = { json: { email: newEmail(), password: PASSWORD } };
  const here = new HttpClient(plain.url);
  await call(here, "signUp", 201, atOnce);
  await call(new HttpClient(plain.url), "signUp", 409, atOnce);
  await call(here, "signUp", 422, { json: { email: "x", password: "x" } });
  await call(here, "signUp", 400, { raw: "{", headers: { "content-type": "application/json" } });
  await call(here, "signUp", 415, { raw: "x", headers: { "content-type": "text/plain" } });
  await call(here, "signUp", 413, { json: { email: "x".repeat(20_000) } });
  await call(here, "signUp", 403, { ...atOnce, headers: { "sec-fetch-site": "cross-site" } });
  await call(here, "signUp", 421, { ...atOnce, headers: { host: "evil.example" } });
  await call(here, "changeEmail", 202, { json: { email: newEmail() } }); // kept in a folder there

  const email = newEmail();
  const laptop = new HttpClient(server.url);
  await call(laptop, "signUp", 202, { json: { email, password: PASSWORD } });
  await call(stranger, "verifyEmail", 422, { json: { token: "x" } });
  await call(laptop, "verifyEmail", 200, { json: tokenIn(await take(email, "Confirm your e-mail address")) });
  await call(stranger, "resendVerification", 202, { json: { email } });
  await call(stranger, "signIn", 401, { json: { email, password: "wrong" } });
  const phone = new HttpClient(server.url);
  await call(phone, "signIn", 200, { json: { email, password: PASSWORD } });
  const report = tokenIn(await take(email, "A new device is signed in"));
  await call(laptop, "refresh", 200);
  await call(stranger, "refresh", 401);

  // Session and devices
  await call(laptop, "me", 200);
  await call(stranger, "me", 401);
  await call(stranger, "me", 400, { query: "?access_token=x" });
  await call(stranger, "me", 421, { headers: { host: "evil.example" } });
  const { sessions } = data<{ sessions: { id: string; current: boolean }[] }>(await call(laptop, "listSessions", 200));
  const other = sessions.find(({ current }) => !current)?.id ?? "";
  await call(laptop, "nameDevice", 200, { json: { name: "Phone" } }, [other]);
  await call(laptop, "nameDevice", 422, { json: { name: "x".repeat(101) } }, [other]);
  await call(laptop, "nameDevice", 404, { json: { name: "x" } });
  await call(laptop, "revokeSession", 204, {}, [other]);
  await call(laptop, "revokeSession", 404, {}, [other]);
  await call(laptop, "listSessions", 200, { query: "?ended=1" });
  await call(phone, "me", 401);
  await call(laptop, "revokeOthers", 200);
  contract.check("live", await firstOf(server, laptop));

  // Account
  await call(laptop, "readProfile", 200);
  await call(laptop, "changeProfile", 200, { json: { name: "Mei", sessionLimit: 1 } });
  await call(laptop, "changeProfile", 422, { json: { sessionLimit: 0 } });
  await call(laptop, "listEvents", 200);
  await call(laptop, "export", 200);
  await call(laptop, "example", 200);
  await call(laptop, "exampleRecent", 200);
  await server.advance({ seconds: 16 * 60 });
  await call(laptop, "refresh", 200);
  await call(laptop, "exampleRecent", 401);
  const refused = await call(phone, "signIn", 409, { json: { email, password: PASSWORD } });
  const choice = data<{ ticket: string; sessions: { id: string }[] }>(refused);
  await call(phone, "choose", 401, { json: { ticket: "x", end: other } });
  await call(phone, "choose", 200, { json: { ticket: choice.ticket, end: choice.sessions[0]?.id } });
  await call(phone, "changeProfile", 200, { json: { sessionLimit: null } });
  await call(phone, "changePassword", 422, { json: { current: "wrong", password: NEW_PASSWORD } });
  await call(phone, "changePassword", 200, { json: { current: PASSWORD, password: NEW_PASSWORD } });
  const moved = newEmail();
  await call(phone, "changeEmail", 202, { json: { email: moved } });
  const reporting = tokenIn(await take(email, "Your e-mail address is to change"));
  const confirm = tokenIn(await take(moved, "Confirm your new e-mail address"));
  await call(stranger, "confirmEmail", 401, { json: confirm });
  await call(phone, "confirmEmail", 200, { json: confirm });
  await call(phone, "confirmEmail", 422, { json: confirm });
  await call(stranger, "undoChangeEmail", 422, { json: reporting }); // which is for something else
  const undo = tokenIn(await take(email, "Your e-mail address was changed"));
  await call(stranger, "undoChangeEmail", 200, { json: undo });

  // Mailed links
  await take(email, "Choose a new password"); // which taking the change back has sent
  await call(stranger, "forgotPassword", 202, { json: { email } });
  const link = tokenIn(await take(email, "Choose a new password"));
  await call(stranger, "resetPassword", 422, { json: { ...link, password: "short" } });
  await call(stranger, "resetPassword", 200, { json: { ...link, password: PASSWORD } });
  await call(stranger, "reportSession", 422, { json: report });
  await call(new HttpClient(server.url), "signIn", 200, { json: { email, password: PASSWORD } });
  const again = tokenIn(await take(email, "A new device is signed in"));
  await call(stranger, "reportSession", 200, { json: again });
  const last = await take(email, "Choose a new password");
  await call(stranger, "resetPassword", 200, { json: { email, code: codeIn(last), password: PASSWORD } });

  // Programs
  const owner = new HttpClient(server.url);
  const { user } = data<Opened>(await call(owner, "signIn", 200, { json: { email, password: PASSWORD } }));
  const form = { grant_type: "password", username: email, password: PASSWORD, scope: "profile:read sessions:read" };
  const tokens = data<Tokens>(await call(stranger, "token", 200, { ...program, form }));
  await call(stranger, "token", 400, { ...program, form: { ...form, password: "wrong" } });
  await call(stranger, "token", 401, { ...program, form: { ...form, client_id: "unknown" } });
  await call(stranger, "token", 403, { form, headers: { "sec-fetch-site": "cross-site" } });
  const withToken = { headers: { "sec-fetch-site": undefined, ...tokenHeader(tokens.access_token) } };
  await call(stranger, "me", 200, withToken);
  await call(owner, "me", 400, { headers: tokenHeader(tokens.access_token) });
  await call(stranger, "listEvents", 403, withToken);
  await call(stranger, "makeToken", 403, { ...withToken, json: {} });
  await call(stranger, "renew", 409, withToken);
  await call(stranger, "renew", 401, { headers: { "sec-fetch-site": undefined } });
  const renewable = data<Tokens>(
    await call(stranger, "token", 200, { ...program, form: { ...form, renewable: "access" } }),
  );
  await call(stranger, "renew", 200, {
    headers: { "sec-fetch-site": undefined, ...tokenHeader(renewable.access_token) },
  });
  const begun = data<{ user_code: string; device_code: string }>(
    await call(stranger, "beginDevice", 200, { ...program, form: {} }),
  );
  await call(stranger, "beginDevice", 400, { ...program, form: { scope: "x" } });
  await call(owner, "decideDevice", 404, { json: { user_code: "BCDF-GHJK", allow: true } });
  await call(owner, "decideDevice", 200, { json: { user_code: begun.user_code, allow: true } });
  for (let i = 0; i < 9; i++) await call(owner, "decideDevice", 404, { json: { user_code: "BCDF-GHJK", allow: true } });
  await call(owner, "decideDevice", 429, { json: { user_code: "BCDF-GHJK", allow: true } });
  await call(stranger, "token", 200, { ...program, form: { grant_type: DEVICE_CODE, device_code: begun.device_code } });
  const made = await call(owner, "makeToken", 201, { json: { name: "x", scopes: ["profile:read"], expiresAt: null } });
  await call(owner, "makeToken", 422, { json: {} });
  await call(owner, "makeToken", 403, { json: { name: "x", scopes: ["admin"] } });
  await call(owner, "listTokens", 200);
  await call(owner, "endToken", 204, {}, [data<{ id: string }>(made).id]);
  await call(owner, "endToken", 404);
  await execute(
    server,
    `insert into "ExternalIdentity" (id, "userId", provider, subject, "createdAt")
     values ('AAAAAAAAAAAAAAAAAAAAAA', '${user.id}', 'wxapp', 'x', '2026-01-01T00:00:00.000+00:00')`,
  );
  await call(owner, "unlinkIdentity", 204, {}, ["AAAAAAAAAAAAAAAAAAAAAA"]);
  await call(owner, "unlinkIdentity", 404);

  // Services
  const asService = { headers: { "sec-fetch-site": undefined, ...basic(SERVICE) } };
  await call(stranger, "introspect", 200, { ...asService, form: { token: tokens.access_token } });
  await call(stranger, "introspect", 200, { ...asService, form: { token: "x" } });
  await call(stranger, "introspect", 401, { ...program, form: { token: "x" } });
  await call(stranger, "introspect", 400, { ...asService, form: {} });
  await call(stranger, "revoke", 400, { ...program, form: {} });
  await call(stranger, "revoke", 200, { ...program, form: { token: tokens.access_token } });
  const page = await call(stranger, "revocations", 200, { headers: bearer() });
  await call(stranger, "revocations", 304, { headers: { ...bearer(), "if-none-match": String(page.headers.etag) } });
  await call(stranger, "revocations", 401);
  await call(stranger, "revocations", 422, { headers: bearer(), query: "?after=x" });
  await call(here, "revocations", 404, { headers: bearer() });
  for (const id of ["jwks", "metadata", "isLive", "isReady", "metrics", "open", "openapi"])
    await call(stranger, id, 200);
  await call(stranger, "keepPreferences", 204, { json: { theme: "dark" } });

  // The end
  await call(owner, "leave", 200);
  await call(stranger, "signIn", 409, { json: { email, password: PASSWORD } });
  await call(owner, "comeBack", 200, { json: { email, password: PASSWORD } });
  await call(owner, "revokeAll", 200);
  await call(owner, "signOut", 204);
  expect(await query(server, `select count(*) from "Session" where "endedAt" is null`)).toEqual([[0]]);
  expect(Object.keys(contract.tried).sort(), "every operation is tried").toEqual(contract.operations);
}

/** What a stream begins with, as an answer. */
async function firstOf(server: HufuServer, { cookies: cookie }: HttpClient): Promise<Answer> {
  const leaving = new AbortController();
  const { status, headers, body } = await fetch(`${server.url}/api/auth/live`, {
    headers: { cookie },
    signal: leaving.signal,
  });
  const first = await body?.getReader().read();
  leaving.abort();
  return { status, headers: Object.fromEntries(headers), setCookies: [], text: new TextDecoder().decode(first?.value) };
}
