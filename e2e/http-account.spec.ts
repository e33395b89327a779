import { expect } from "@playwright/test";
import { execute, query } from "./fixtures/database";
import { type Answer, data, HttpClient, newEmail, signIn } from "./fixtures/http";
import { provePerson, test, tokenIn } from "./fixtures/mail";
import { type HufuServer, startServer } from "./fixtures/server";
import { PASSWORD, type Person } from "./fixtures/test";

const NEW_PASSWORD = "eleven purple tigers in a row";
const CONFIRM = "Confirm your new e-mail address";

const me = async (client: HttpClient) => (await client.get("/api/auth/me")).status;
const to = ({ status, headers }: Answer) => [status, headers.location];
const problemOf = (answer: Answer) => [
  answer.status,
  data<{ type: string }>(answer).type.replace("urn:hufu:problem:", ""),
];
const emailOf = async (client: HttpClient) => data<{ email: string }>(await client.get("/api/auth/profile")).email;

/** Someone who is signed in on two devices. */
async function onTwoDevices(server: HufuServer, { email }: Person) {
  const [laptop, phone] = [await signIn(server.url, email), await signIn(server.url, email)];
  return { laptop: laptop.client, phone: phone.client };
}

test("a change of the password answers 200, leaves this session and no other, and the old one opens nothing", async ({
  server,
  person,
}) => {
  const { laptop, phone } = await onTwoDevices(server, person);
  const path = "/api/auth/change-password";
  const wrong = await laptop.post(path, { json: { current: "not this one", password: NEW_PASSWORD } });
  expect(problemOf(wrong)).toEqual([422, "invalid-input"]);
  expect(Object.keys(data<{ errors: object }>(wrong).errors)).toEqual(["current"]);
  const weak = await laptop.post(path, { form: { current: PASSWORD, password: "short" } });
  expect(to(weak)).toEqual([303, "/account/security?error=password%3Apassword_too_short"]);
  expect(await me(phone)).toBe(200);
  const changed = await laptop.post(path, { json: { current: PASSWORD, password: NEW_PASSWORD } });
  expect([changed.status, changed.text]).toEqual([200, "{}"]);
  expect([await me(laptop), await me(phone)]).toEqual([200, 401]);
  expect((await phone.post("/api/auth/refresh")).status).toBe(401);
  await expect(signIn(server.url, person.email)).rejects.toThrow("401");
  const back = await laptop.post(path, { form: { current: NEW_PASSWORD, password: PASSWORD } });
  expect(to(back)).toEqual([303, "/account/security?done=password-changed&count=0"]);
  expect(problemOf(await new HttpClient(server.url).post(path, { json: {} }))).toEqual([401, "unauthenticated"]);
});

test("an address is asked for with 202 whoever has it, five times an hour, and never the own one", async ({
  server,
  mailbox,
  person,
}) => {
  const { laptop } = await onTwoDevices(server, person);
  const ask = (email: string) => laptop.post("/api/auth/change-email", { json: { email } });
  expect(problemOf(await ask(person.email.toUpperCase()))).toEqual([422, "invalid-input"]);
  const someone = await ask(newEmail());
  const taken = await ask((await provePerson(server, mailbox)).email);
  expect([someone.status, someone.text, taken.status, taken.text]).toEqual([202, "{}", 202, "{}"]);
  const form = await laptop.post("/api/auth/change-email", { form: { email: newEmail() } });
  expect(to(form)).toEqual([303, "/account/profile?done=email-asked"]);
  for (let i = 0; i < 2; i++) expect((await ask(newEmail())).status).toBe(202);
  const sixth = await ask(newEmail());
  expect(problemOf(sixth)).toEqual([429, "too-many-requests"]);
  expect(Number(sixth.headers["retry-after"])).toBeGreaterThan(3_500);
  await mailbox.take(person.email, "Your e-mail address is to change");
  expect(await emailOf(laptop)).toBe(person.email);
});

test("a new address is confirmed in a session of its account, which stays, and in nobody else's", async ({
  server,
  mailbox,
  person,
}) => {
  const { laptop, phone } = await onTwoDevices(server, person);
  const stranger = (await signIn(server.url, (await provePerson(server, mailbox)).email)).client;
  const [first, second] = [newEmail(), newEmail()];
  const ask = async (email: string) => {
    expect((await laptop.post("/api/auth/change-email", { json: { email } })).status).toBe(202);
    return tokenIn(await mailbox.take(email, CONFIRM));
  };
  const mistyped = await ask(first);
  const link = await ask(second);
  const confirm = "/api/auth/confirm-email";
  expect(problemOf(await stranger.post(confirm, { json: mistyped }))).toEqual([422, "link-invalid"]);
  expect(problemOf(await stranger.post("/api/auth/undo-change-email", { json: link }))).toEqual([422, "link-invalid"]);
  // Its access token has run out while the mail was on its way.
  await server.advance({ seconds: 301 });
  expect(to(await laptop.post(confirm, { form: link }))).toEqual([303, "/account/profile?done=email-changed"]);
  expect([await me(laptop), (await phone.post("/api/auth/refresh")).status]).toEqual([200, 401]);
  expect(await emailOf(laptop)).toBe(second);
  expect(to(await laptop.post(confirm, { form: link }))).toEqual([303, "/confirm-email?error=link_invalid"]);

  const third = newEmail();
  const another = await ask(third);
  expect((await stranger.post("/api/auth/refresh")).status).toBe(200);
  expect(to(await stranger.post(confirm, { form: another }))).toEqual([303, "/confirm-email?error=link_invalid"]);
  const nobody = new HttpClient(server.url);
  expect(problemOf(await nobody.post(confirm, { json: another }))).toEqual([401, "unauthenticated"]);
  expect(to(await nobody.post(confirm, { form: another }))).toEqual([
    303,
    "/login?error=unauthenticated&next=%2Fconfirm-email",
  ]);
  expect([await emailOf(laptop), await me(stranger)]).toEqual([second, 200]);
  expect((await laptop.post(confirm, { json: another })).status).toBe(200);

  const undo = tokenIn(await mailbox.take(second, "Your e-mail address was changed"));
  const thief = (await signIn(server.url, third)).client;
  const undone = await thief.post("/api/auth/undo-change-email", { form: undo });
  expect(to(undone)).toEqual([303, "/login?done=email-change-undone"]);
  expect([await me(thief), thief.jar.has("hufu-access")]).toEqual([401, false]);
  for (const email of [second, third]) await expect(signIn(server.url, email)).rejects.toThrow("401");
  await mailbox.take(second, "Choose a new password");
});

test("an address that somebody else has got meanwhile is not taken from them", async ({ server, mailbox, person }) => {
  const { laptop } = await onTwoDevices(server, person);
  const wanted = newEmail();
  await laptop.post("/api/auth/change-email", { json: { email: wanted } });
  const link = tokenIn(await mailbox.take(wanted, CONFIRM));
  const other = await provePerson(server, mailbox);
  await execute(
    server,
    `update "User" set email = '${wanted}', "emailKey" = '${wanted}' where email = '${other.email}'`,
  );
  expect(problemOf(await laptop.post("/api/auth/confirm-email", { json: link }))).toEqual([422, "link-invalid"]);
  expect(await me(laptop)).toBe(200);
});

test("leaving answers until when one can come back, and nothing of the account is left in the browser", async ({
  server,
  person,
}) => {
  const { laptop, phone } = await onTwoDevices(server, person);
  const left = await laptop.send("DELETE", "/api/auth/account");
  expect(left.status).toBe(200);
  expect(Object.keys(data(left))).toEqual(["eraseAt"]);
  expect(left.headers["clear-site-data"]).toBe('"cache", "storage"');
  expect([...laptop.jar.keys()]).toEqual(["hufu-device"]);
  expect([await me(phone), (await phone.post("/api/auth/refresh")).status]).toEqual([401, 401]);
  expect(problemOf(await phone.send("DELETE", "/api/auth/account"))).toEqual([401, "unauthenticated"]);
});

test("an export is a file of everything for its owner, and of nothing for anybody else", async ({ server, person }) => {
  const { laptop } = await onTwoDevices(server, person);
  const head = await laptop.send("HEAD", "/api/auth/export");
  for (const path of ["/api/auth/export", "/account/export/download"]) {
    const answer = await laptop.get(path);
    expect(answer.headers["content-disposition"]).toMatch(/^attachment; filename="hufu-\d{4}-\d\d-\d\d\.json"$/);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    const file = data<{ account: { email: string }; sessions: object[]; events: { type: string }[] }>(answer);
    expect(file.account.email).toBe(person.email);
    expect(file.sessions.length).toBeGreaterThan(1);
    expect(answer.text).not.toMatch(/"\w*(hash|salt|sealed)\w*":/i); // names alone: an id may spell anything
  }
  expect([head.status, head.text]).toEqual([200, ""]);
  const noted = await laptop.get("/api/auth/export");
  const { events } = data<{ events: { type: string }[] }>(noted);
  expect(events.filter(({ type }) => type === "exported")).toHaveLength(3); // HEAD gives nothing
  const nobody = new HttpClient(server.url);
  expect(problemOf(await nobody.get("/api/auth/export"))).toEqual([401, "unauthenticated"]);
  expect((await nobody.get("/account/export/download")).status).toBe(307);
  await server.advance({ seconds: 301 });
  expect((await laptop.get("/account/export/download")).status).toBe(200); // the door renews
});

test("a limit of one's own is set, shown and taken away, and ends nothing by itself", async ({ server, person }) => {
  const { laptop, phone } = await onTwoDevices(server, person);
  const set = await laptop.send("PATCH", "/api/auth/profile", { json: { sessionLimit: 1 } });
  expect(data(set)).toMatchObject({ sessionLimit: 1, email: person.email });
  expect([await me(laptop), await me(phone)]).toEqual([200, 200]);
  const form = { _method: "patch", sessionLimit: "x" };
  const refused = await laptop.post("/api/auth/profile?of=limit", { form });
  expect(to(refused)).toEqual([303, "/account/security?error=sessionLimit%3Asession_limit_invalid"]);
  await signIn(server.url, person.email);
  expect([await me(laptop), await me(phone)]).toEqual([401, 401]);
});

test("mails come in the language that was chosen while signed in", async ({ server, mailbox, person }) => {
  const { laptop } = await onTwoDevices(server, person);
  expect((await laptop.post("/api/preferences", { json: { language: "zh" } })).status).toBe(204);
  expect(await query(server, `select language from "User" where email = '${person.email}'`)).toEqual([["zh"]]);
  expect((await new HttpClient(server.url).post("/api/preferences", { json: { language: "en" } })).status).toBe(204);
  await laptop.post("/api/auth/change-password", { json: { current: PASSWORD, password: NEW_PASSWORD } });
  await mailbox.take(person.email, /密码已修改|密码已更改/);
});

test("where nothing is mailed, an address cannot be changed, and no page offers it", async () => {
  const server = await startServer({ env: { HOST: "127.0.0.1" } });
  try {
    const client = new HttpClient(server.url);
    const email = newEmail();
    expect((await client.post("/api/auth/sign-up", { json: { email, password: PASSWORD } })).status).toBe(201);
    for (const path of ["change-email", "confirm-email", "undo-change-email"]) {
      const answer = await client.post(`/api/auth/${path}`, { json: { email: newEmail(), code: "0123456789" } });
      expect(problemOf(answer), path).toEqual([404, "mail-off"]);
    }
    expect((await client.get("/confirm-email")).status).toBe(404);
    expect((await client.get("/account/profile")).text).not.toContain("/api/auth/change-email");
    const changed = await client.post("/api/auth/change-password", {
      json: { current: PASSWORD, password: NEW_PASSWORD },
    });
    expect(changed.status).toBe(200);
  } finally {
    await server.stop();
  }
});
