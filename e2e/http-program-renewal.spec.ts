import { expect } from "@playwright/test";
import { decodeJwt } from "jose";
import { query } from "./fixtures/database";
import { data, signUp } from "./fixtures/http";
import {
  APP,
  ask,
  basic,
  byPassword,
  call,
  errorOf,
  type Tokens,
  programTest as test,
  tokensFor,
} from "./fixtures/programs";
import { startServer } from "./fixtures/server";

test("a refresh token is spent, has one successor within the grace, and ends the session after it", async ({
  server,
}) => {
  const { email } = await signUp(server.url);
  const first = await tokensFor(server, email);
  const refresh = (token = "", more = {}) =>
    ask(server, { grant_type: "refresh_token", refresh_token: token, ...more });
  const narrowed = data<Tokens>(await refresh(first.refresh_token, { scope: "profile:read" }));
  expect(narrowed.scope).toBe("profile:read");
  expect((await call(server, narrowed.access_token, "/api/auth/sessions")).status).toBe(403);
  const again = data<Tokens>(await refresh(first.refresh_token));
  expect([again.refresh_token, again.scope]).toEqual([narrowed.refresh_token, first.scope]);
  expect(errorOf(await refresh(again.refresh_token, { scope: "events:read" }))).toEqual([400, "invalid_scope"]);
  expect(errorOf(await refresh(again.refresh_token, { client_id: "unknown" }))).toEqual([401, "invalid_client"]);
  const others = await ask(
    server,
    { grant_type: "refresh_token", refresh_token: again.refresh_token ?? "" },
    basic(APP),
  );
  expect(errorOf(others)).toEqual([400, "invalid_grant"]);
  expect((await call(server, again.access_token)).status).toBe(200);

  await server.advance({ seconds: 21 });
  expect(errorOf(await refresh(first.refresh_token))).toEqual([400, "invalid_grant"]);
  expect((await call(server, again.access_token)).status).toBe(401);
  expect(errorOf(await refresh(again.refresh_token))).toEqual([400, "invalid_grant"]);
  const { sid } = decodeJwt(first.access_token);
  expect(await query(server, `select "endReason" from "Session" where id = '${sid}'`)).toEqual([["reuse-detected"]]);
});

test("without a refresh token the access token renews itself once; again it is theft", async ({ server }) => {
  const { email } = await signUp(server.url);
  const first = await tokensFor(server, email, { renewable: "access" });
  expect(first.refresh_token).toBeUndefined();
  const renew = (token: string) => call(server, token, "/api/auth/renew", "POST");
  await server.advance({ seconds: 100 });
  const second = data<Tokens>(await renew(first.access_token));
  expect(Object.keys(second).sort()).toEqual(["access_token", "expires_in", "scope", "token_type"]);
  await server.advance({ seconds: 250 }); // the first one is over
  const third = data<Tokens>(await renew(second.access_token));
  expect((await call(server, third.access_token)).status).toBe(200);
  const expectTheft = async (spent: string, last: string) => {
    const replay = await renew(spent);
    expect([replay.status, replay.headers["www-authenticate"]]).toEqual([
      401,
      'Bearer realm="hufu", error="invalid_token"',
    ]);
    expect((await call(server, last)).status).toBe(401);
    expect((await renew(last)).status).toBe(401);
  };
  await expectTheft(second.access_token, third.access_token);
  const copied = await tokensFor(server, email, { renewable: "access" });
  await server.advance({ seconds: 200 });
  const bySomebody = data<Tokens>(await renew(copied.access_token));
  await server.advance({ seconds: 101 }); // whose token it was comes too late to renew it, and tells of the copy
  expect((await call(server, bySomebody.access_token)).status).toBe(200);
  await expectTheft(copied.access_token, bySomebody.access_token);

  const late = await tokensFor(server, email, { renewable: "access" });
  await server.advance({ seconds: 301 });
  expect((await renew(late.access_token)).status).toBe(401);
  const { client } = await signUp(server.url);
  expect((await client.post("/api/auth/renew")).status).toBe(401);
  const rotating = await tokensFor(server, email);
  expect((await renew(rotating.access_token)).status).toBe(409);
  expect((await call(server, rotating.access_token)).status).toBe(200);
  const secret = data<Tokens>(await ask(server, byPassword(email, { renewable: "access" }), basic(APP)));
  expect((await renew(secret.access_token)).status).toBe(409); // its client would have to show that
});

test("of many renewals at once by one access token one is answered, and the session is over", async ({ server }) => {
  const { email } = await signUp(server.url);
  const { access_token } = await tokensFor(server, email, { renewable: "access" });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => call(server, access_token, "/api/auth/renew", "POST")),
  );
  const good = answers.filter(({ status }) => status === 200);
  expect(good.length).toBeLessThanOrEqual(1);
  for (const answer of good) {
    expect((await call(server, data<Tokens>(answer).access_token)).status).toBe(401);
  }
});

test("a client that is registered no more renews nothing, either way", async ({ databaseUrl }) => {
  const clients = [{ id: "old-app", name: "Old app", grants: ["password", "refresh_token"], scope: "profile:read" }];
  const before = await startServer({ databaseUrl, env: { OAUTH_CLIENTS: JSON.stringify(clients) } });
  const { email } = await signUp(before.url);
  const byRefresh = await tokensFor(before, email, { client_id: "old-app" });
  const byAccess = await tokensFor(before, email, { client_id: "old-app", renewable: "access" });
  await before.stop();
  const after = await startServer({ databaseUrl, port: Number(new URL(before.url).port) });
  const refresh = { grant_type: "refresh_token", refresh_token: byRefresh.refresh_token ?? "" };
  expect(errorOf(await ask(after, { ...refresh, client_id: "old-app" }))).toEqual([401, "invalid_client"]);
  expect(errorOf(await ask(after, refresh))).toEqual([400, "invalid_grant"]); // nor as another
  expect((await call(after, byAccess.access_token)).status).toBe(200); // until it expires
  const renewal = await call(after, byAccess.access_token, "/api/auth/renew", "POST");
  expect(renewal.status).toBe(401);
  expect(renewal.headers["www-authenticate"]).toContain('error="invalid_token"');
  await after.stop();
});
