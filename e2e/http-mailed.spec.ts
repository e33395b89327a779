import { expect } from "@playwright/test";
import { execute } from "./fixtures/database";
import { type Answer, data, HttpClient, newEmail } from "./fixtures/http";
import { codeIn, linkIn, type Mailbox, test, tokenIn } from "./fixtures/mail";
import type { HufuServer } from "./fixtures/server";
import { PASSWORD } from "./fixtures/test";

const CONFIRM = "Confirm your e-mail address";
const RESET = "Choose a new password";
const NEW_PASSWORD = "eleven purple tigers in a row";

type Proven = { user: { id: string }; session: { id: string } | null; resetToken?: string };

const prove = (client: HttpClient, json: object) => client.post("/api/auth/verify-email", { json });
const enter = (client: HttpClient, email: string, password = PASSWORD) =>
  client.post("/api/auth/sign-in", { json: { email, password } });
const reset = (client: HttpClient, json: object) =>
  client.post("/api/auth/reset-password", { json: { password: NEW_PASSWORD, ...json } });

function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, data(answer).type]).toEqual([status, `urn:hufu:problem:${code}`]);
}

/** Signs up with an address that nobody has proven yet. @returns the mail to it */
async function ask(server: HufuServer, mailbox: Mailbox, client = new HttpClient(server.url)) {
  const email = newEmail();
  const answer = await client.post("/api/auth/sign-up", { json: { email, password: PASSWORD, name: "Mei" } });
  expect([answer.status, data(answer)]).toEqual([202, {}]);
  return { client, email, mail: await mailbox.take(email, CONFIRM) };
}

async function forgot(client: HttpClient, mailbox: Mailbox, email: string, headers = {}) {
  const answer = await client.post("/api/auth/forgot-password", { json: { email }, headers });
  expect(answer.status).toBe(202);
  return mailbox.take(email, RESET);
}

/** An account as there are where no mail server was, in the hands of whoever made it. */
async function unproven(server: HufuServer, mailbox: Mailbox) {
  const { client, email, mail } = await ask(server, mailbox);
  expect((await prove(client, tokenIn(mail))).status).toBe(200);
  await execute(server, `update "User" set "emailVerifiedAt" = null where email = '${email}'`);
  expect((await client.post("/api/auth/resend-verification", { json: { email } })).status).toBe(202);
  return { client, email, mail: await mailbox.take(email, "Confirm that this address is yours") };
}

test("a link proves the address on the device that signed up, opens the account and signs in", async ({
  server,
  mailbox,
}) => {
  const { client, email, mail } = await ask(server, mailbox);
  expectProblem(await enter(client, email), 401, "invalid-credentials"); // there is no account yet
  const answer = await prove(client, tokenIn(mail));
  expect(answer.status).toBe(200);
  expect(data(answer)).toMatchObject({ user: { email, name: "Mei" }, session: { id: expect.any(String) } });
  expect(data(await client.get("/api/auth/profile"))).toMatchObject({ email, emailVerified: true });
});

test("an attacker's password dies when the owner of the address proves it", async ({ server, mailbox }) => {
  const { client: attacker, email, mail } = await ask(server, mailbox);
  const owner = new HttpClient(server.url);
  const answer = await prove(owner, tokenIn(mail));
  const { session, resetToken } = data<Proven>(answer);
  expect([answer.status, session, answer.setCookies]).toEqual([200, null, []]);
  expectProblem(await enter(attacker, email), 401, "invalid-credentials");
  expect((await reset(owner, { token: resetToken })).status).toBe(200);
  expect((await enter(owner, email, NEW_PASSWORD)).status).toBe(200);
  expectProblem(await enter(attacker, email), 401, "invalid-credentials");
});

test("an account that was there unproven dies for whoever made it, unless it is proven on a device of its own", async ({
  server,
  mailbox,
}) => {
  const { client: attacker, email, mail } = await unproven(server, mailbox);
  const owner = new HttpClient(server.url);
  const { session, resetToken } = data<Proven>(await prove(owner, tokenIn(mail)));
  expect(session).toBeNull();
  expectProblem(await attacker.get("/api/auth/me"), 401, "unauthenticated");
  expectProblem(await enter(attacker, email), 401, "invalid-credentials");
  expect((await reset(owner, { token: resetToken })).status).toBe(200);

  const own = await unproven(server, mailbox);
  const before = data<Proven>(await own.client.get("/api/auth/me")).session?.id;
  const here = await prove(own.client, tokenIn(own.mail));
  expect([data<Proven>(here).session?.id, here.setCookies]).toEqual([before, []]);
  expect(data(await own.client.get("/api/auth/profile"))).toMatchObject({ emailVerified: true });
});

test("a link is good once, for its own purpose, and until its time", async ({ server, mailbox }) => {
  const { client, email, mail } = await ask(server, mailbox);
  expectProblem(await reset(client, tokenIn(mail)), 422, "link-invalid");
  expect((await prove(client, tokenIn(mail))).status).toBe(200);
  expectProblem(await prove(client, tokenIn(mail)), 422, "link-invalid");

  const first = await forgot(client, mailbox, email);
  expectProblem(await prove(client, tokenIn(first)), 422, "link-invalid");
  const second = await forgot(client, mailbox, email);
  expectProblem(await reset(client, tokenIn(first)), 422, "link-invalid"); // replaced
  expect((await reset(client, tokenIn(second))).status).toBe(200);
  expectProblem(await reset(client, tokenIn(second)), 422, "link-invalid");

  const late = await forgot(client, mailbox, email);
  const pending = await ask(server, mailbox);
  const both = `'${email}', '${pending.email}'`;
  await execute(server, `update "OperationToken" set "expiresAt" = "createdAt" where "emailKey" in (${both})`);
  expectProblem(await reset(client, tokenIn(late)), 422, "link-invalid");
  expectProblem(await prove(pending.client, tokenIn(pending.mail)), 422, "link-invalid");
});

test("what opens a link before its reader does uses nothing up, and no server log has the token", async ({
  server,
  mailbox,
}) => {
  const { client, mail } = await ask(server, mailbox);
  const { token } = tokenIn(mail);
  expect(linkIn(mail)).toBe(`${server.url}/verify-email#token=${token}`);
  const scanner = new HttpClient(server.url);
  for (const method of ["GET", "HEAD"]) {
    const answer = await scanner.send(method, "/verify-email"); // a fragment is never sent
    expect([answer.status, answer.headers.location, answer.text.includes(token)]).toEqual([200, undefined, false]);
    expect((await scanner.send(method, "/api/auth/verify-email")).status).toBe(405);
  }
  expect((await prove(client, { token })).status).toBe(200);
  expect(server.output).not.toContain(token);
});

test("no header of a request takes part in a link", async ({ server, mailbox, person }) => {
  const { port } = new URL(server.url);
  const headers = {
    host: `127.0.0.1:${port}`,
    origin: "https://evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-original-host": "evil.example",
    forwarded: "host=evil.example;proto=https",
  };
  const mail = await forgot(new HttpClient(server.url), mailbox, person.email, headers);
  expect(linkIn(mail)).toBe(`${server.url}/reset-password#token=${tokenIn(mail).token}`);
  expect(mail.text + mail.html).not.toMatch(/evil|127\.0\.0\.1:/);
  const foreign = new HttpClient(server.url, "evil.example");
  expect((await foreign.post("/api/auth/forgot-password", { json: { email: person.email } })).status).toBe(421);
});

test("an address is one however it is spelt, and a look-alike is another", async ({ server, mailbox, person }) => {
  const client = new HttpClient(server.url);
  const { email } = person;
  await client.post("/api/auth/forgot-password", { json: { email: ` ${email.toUpperCase()} ` } });
  expect(tokenIn(await mailbox.take(email, RESET)).token).not.toBe(""); // to the address that the account has
  const lookAlike = await client.post("/api/auth/forgot-password", { json: { email: email.replace("a", "а") } });
  const another = email.replace("example", "exаmple"); // a Cyrillic letter: another domain
  expect([202, 422]).toContain(lookAlike.status);
  expect((await client.post("/api/auth/sign-up", { json: { email: another, password: PASSWORD } })).status).toBe(202);
  const [local = ""] = email.split("@");
  const arrived = () => mailbox.server.received.filter(({ to }) => to.startsWith(local));
  await expect.poll(() => arrived().map(({ subject }) => subject)).toEqual([CONFIRM]);
  expect(arrived()[0]?.to).not.toBe(email);
});

test("five wrong codes void the code, and not the link", async ({ server, mailbox, person }) => {
  const client = new HttpClient(server.url);
  const mail = await forgot(client, mailbox, person.email);
  const right = { email: person.email, code: codeIn(mail) };
  expectProblem(await reset(client, { ...right, email: newEmail() }), 422, "link-invalid");
  for (let time = 0; time < 5; time++) {
    expectProblem(await reset(client, { ...right, code: `0000${time}-00000` }), 422, "link-invalid");
  }
  expectProblem(await reset(client, right), 422, "link-invalid");
  expect((await reset(client, tokenIn(mail))).status).toBe(200);
});

test("a new password by a code in small letters ends all sessions, and signs nobody in", async ({
  server,
  mailbox,
  person,
}) => {
  const phone = new HttpClient(server.url);
  expect((await enter(phone, person.email)).status).toBe(200);
  const client = new HttpClient(server.url);
  const mail = await forgot(client, mailbox, person.email);
  const weak = await reset(client, { ...tokenIn(mail), password: "short" });
  expectProblem(weak, 422, "invalid-input"); // which leaves the link as it is
  const code = codeIn(mail).toLowerCase().replace("-", " ");
  const answer = await reset(client, { email: person.email.toUpperCase(), code });
  expect([answer.status, data(answer), answer.setCookies]).toEqual([200, {}, []]);
  expectProblem(await phone.get("/api/auth/me"), 401, "unauthenticated");
  expectProblem(await enter(client, person.email), 401, "invalid-credentials");
  expect((await enter(client, person.email, NEW_PASSWORD)).status).toBe(200);
  await mailbox.take(person.email, "Your password is new");
});
