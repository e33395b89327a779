import { expect } from "@playwright/test";
import { execute, query } from "./fixtures/database";
import { type Answer, data, HttpClient, newEmail } from "./fixtures/http";
import { provePerson, test, tokenIn } from "./fixtures/mail";
import { startServer } from "./fixtures/server";
import { createPerson, PASSWORD } from "./fixtures/test";

/** All that an answer tells; of what is random or the caller's own, only that it is there. */
const told = ({ status, text, headers, setCookies }: Answer) => ({
  status,
  text,
  headers: { ...headers, date: "", "set-cookie": setCookies.map((cookie) => cookie.replace(/=[^;]*/, "=")) },
});

for (const path of ["/api/auth/sign-up", "/api/auth/forgot-password", "/api/auth/resend-verification"]) {
  test(`${path} answers the same for an address that has an account and one that has none`, async ({
    server,
    person,
  }) => {
    for (const kind of ["json", "form"] as const) {
      const ask = (email: string) => new HttpClient(server.url).post(path, { [kind]: { email, password: PASSWORD } });
      const [known, unknown] = [told(await ask(person.email)), told(await ask(newEmail()))];
      expect(known, kind).toEqual(unknown);
      expect(known.status).toBe(kind === "json" ? 202 : 303);
    }
  });
}

test("a sign-up keeps the device that it comes from, and makes one of what is none of ours", async ({ server }) => {
  const client = new HttpClient(server.url);
  const signUp = () => client.post("/api/auth/sign-up", { json: { email: newEmail(), password: PASSWORD } });
  await signUp();
  const made = client.jar.get("hufu-device");
  expect(made).toMatch(/^[\w-]{32}$/);
  await signUp();
  expect(client.jar.get("hufu-device")).toBe(made);
  client.jar.set("hufu-device", "a<script>");
  await signUp();
  expect(client.jar.get("hufu-device")).toMatch(/^[\w-]{32}$/);
});

test("who has left is told so, and can come back, by the right password alone; and not once the time is over", async ({
  server,
  mailbox,
}) => {
  const { email } = await provePerson(server, mailbox);
  const client = new HttpClient(server.url);
  const ask = (path: string, password = PASSWORD) => client.post(path, { json: { email, password } });
  const [signIn, restore] = ["/api/auth/sign-in", "/api/auth/account/restore"];
  const until = `(select max("absoluteExpiresAt") from "Session" where "userId" = "User".id)`; // some day to come
  await execute(server, `update "User" set "eraseAt" = ${until} where email = '${email}'`);
  for (const path of [signIn, restore]) expect((await ask(path, "wrong horse battery staple")).status).toBe(401);
  const left = await ask(signIn);
  expect([left.status, left.setCookies, data(left).type]).toEqual([409, [], "urn:hufu:problem:account-leaving"]);
  expect(new Date(String(data(left).eraseAt)).getTime()).toBeGreaterThan(Date.now());
  expect(await client.post(signIn, { form: { email, password: PASSWORD } })).toMatchObject({
    status: 303,
    headers: { location: "/login?error=account_leaving" },
  });
  const back = await ask(restore);
  expect(back.status).toBe(200);
  expect(Object.keys(data(back)).sort()).toEqual(["session", "user"]);
  expect((await ask(signIn)).status).toBe(200);

  await execute(server, `update "User" set "eraseAt" = "createdAt" where email = '${email}'`);
  for (const path of [signIn, restore]) expect((await ask(path)).status).toBe(401);
  const [[event] = []] = await query(
    server,
    `select count(*) from "SecurityEvent" e join "User" u on u.id = e."userId" where u.email = '${email}' and e.type = 'account-restored'`,
  );
  expect(Number(event)).toBe(1);
});

test("where nothing is mailed, nothing that needs it is there, and signing up opens an account at once", async () => {
  const env = { APP_URL: "https://hufu.example", BCRYPT_COST: "10" };
  const server = await startServer({ env });
  const client = new HttpClient(server.url, "hufu.example");
  const paths = ["verify-email", "resend-verification", "forgot-password", "reset-password"];
  for (const path of paths) {
    const answer = await client.post(`/api/auth/${path}`, { json: { email: newEmail() } });
    expect([answer.status, data(answer).type], path).toEqual([404, "urn:hufu:problem:mail-off"]);
    if (path !== "resend-verification") expect((await client.get(`/${path}`)).status, path).toBe(404);
  }
  expect((await client.get("/login")).text).not.toContain("/forgot-password");
  const made = await client.post("/api/auth/sign-up", { json: { email: newEmail(), password: PASSWORD } });
  expect(made.status).toBe(201);
  await server.stop();
});

test("where the unproven may nothing, a right password brings the mail, and the link opens on that device alone", async ({
  mailbox,
  databaseUrl,
}) => {
  const before = await startServer({ databaseUrl });
  const [{ email }, { email: other }] = [await createPerson(before), await createPerson(before)];
  await before.stop();
  const env = { SMTP_URL: mailbox.server.url, MAIL_FROM: "hufu@example.org", UNVERIFIED_MAY: "nothing" };
  const server = await startServer({ env, databaseUrl });
  const enter = (client: HttpClient, address: string, password = PASSWORD) =>
    client.post("/api/auth/sign-in", { json: { email: address, password } });
  const client = new HttpClient(server.url);
  expect((await enter(client, email, "wrong horse battery staple")).status).toBe(401);
  const refused = await enter(client, email);
  expect([refused.status, data(refused).type]).toEqual([409, "urn:hufu:problem:email-unverified"]);
  expect([...client.jar.keys()]).toEqual(["hufu-device"]);
  const mail = await mailbox.take(email, "Confirm that this address is yours");
  expect((await client.post("/api/auth/verify-email", { json: tokenIn(mail) })).status).toBe(200);
  expect((await client.get("/api/auth/me")).status).toBe(200);
  expect((await enter(new HttpClient(server.url), email)).status).toBe(200);

  await enter(new HttpClient(server.url), other);
  const second = await mailbox.take(other, "Confirm that this address is yours");
  const elsewhere = await client.post("/api/auth/verify-email", { json: tokenIn(second) });
  expect(data(elsewhere)).toMatchObject({ session: null, resetToken: expect.any(String) });
  expect((await enter(new HttpClient(server.url), other)).status).toBe(401);
  await server.stop();
});
