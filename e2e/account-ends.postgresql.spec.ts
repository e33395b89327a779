import { expect } from "@playwright/test";
import { HttpClient, newEmail, signIn } from "./fixtures/http";
import { type Mailbox, provePerson, test, tokenIn } from "./fixtures/mail";
import { newPostgresDatabase } from "./fixtures/postgres";
import { type HufuServer, startServer } from "./fixtures/server";
import { PASSWORD } from "./fixtures/test";

const PASSWORD_AFTER = "eleven purple tigers in a row";

/** The same browser, led to another server. */
function at(url: string, { jar }: HttpClient): HttpClient {
  const moved = new HttpClient(url);
  for (const [name, value] of jar) moved.jar.set(name, value);
  return moved;
}

type Story = { laptop: HttpClient; email: string; mailbox: Mailbox };
type Ending = {
  /** Whether the one who asks stays signed in. */
  keeps: boolean;
  before?: (story: Story) => Promise<{ token: string }>;
  act: (story: Story, link: { token: string }) => Promise<number>;
};

async function askForAddress({ laptop, mailbox }: Story): Promise<{ token: string; to: string }> {
  const to = newEmail();
  expect((await laptop.post("/api/auth/change-email", { json: { email: to } })).status).toBe(202);
  return { ...tokenIn(await mailbox.take(to, "Confirm your new e-mail address")), to };
}

const ENDINGS: Record<string, Ending> = {
  "a change of the password": {
    keeps: true,
    act: async ({ laptop }) => {
      const json = { current: PASSWORD, password: PASSWORD_AFTER };
      return (await laptop.post("/api/auth/change-password", { json })).status;
    },
  },
  "a change of the address": {
    keeps: true,
    before: askForAddress,
    act: async ({ laptop }, { token }) => (await laptop.post("/api/auth/confirm-email", { json: { token } })).status,
  },
  "a change that is taken back": {
    keeps: false,
    before: async (story) => {
      const { token } = await askForAddress(story);
      expect((await story.laptop.post("/api/auth/confirm-email", { json: { token } })).status).toBe(200);
      return tokenIn(await story.mailbox.take(story.email, "Your e-mail address was changed"));
    },
    act: async ({ laptop }, { token }) =>
      (await laptop.post("/api/auth/undo-change-email", { json: { token } })).status,
  },
  leaving: { keeps: false, act: async ({ laptop }) => (await laptop.send("DELETE", "/api/auth/account")).status },
};

test("no session is left alive on another server by what ends sessions", async ({ mailbox }) => {
  test.slow(); // two servers
  const databaseUrl = await newPostgresDatabase();
  const env = { APP_URL: "http://localhost:3000", SMTP_URL: mailbox.server.url, MAIL_FROM: "hufu@example.org" };
  const [one, other] = await Promise.all([1, 2].map(() => startServer({ databaseUrl, env })));
  if (!one || !other) throw new Error("Two were started");
  for (const [name, { keeps, before, act }] of Object.entries(ENDINGS)) {
    const { email } = await provePerson(one, mailbox);
    const { client: laptop } = await signIn(one.url, email);
    const story = { laptop, email, mailbox };
    const link = (await before?.(story)) ?? { token: "" };
    const now = name === "a change that is taken back" ? await currentEmail(laptop) : email;
    const others = [await signIn(one.url, now), await signIn(other.url, now)].map(({ client }) => client);
    const everywhere = (client: HttpClient) => [one, other].map((server: HufuServer) => at(server.url, client));
    const statuses = (clients: HttpClient[]) =>
      Promise.all(clients.flatMap(everywhere).map(async (client) => (await client.get("/api/auth/me")).status));
    const kept = laptop.copy();
    expect(await statuses([laptop, ...others]), name).toEqual(Array(6).fill(200));

    expect(await act(story, link), name).toBe(200);
    const ended = keeps ? others : [kept, ...others];
    await expect
      .poll(() => statuses(ended), { message: name, timeout: 5_000 })
      .toEqual(ended.flatMap(() => [401, 401]));
    if (keeps) expect(await statuses([kept]), name).toEqual([200, 200]);
    for (const client of ended.flatMap(everywhere)) {
      expect((await client.post("/api/auth/refresh")).status, name).toBe(401);
    }
  }
  await Promise.all([one.stop(), other.stop()]);
});

async function currentEmail(client: HttpClient): Promise<string> {
  return JSON.parse((await client.get("/api/auth/profile")).text).email;
}
