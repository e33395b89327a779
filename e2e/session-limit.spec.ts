import { expect, type Page } from "@playwright/test";
import { data, HttpClient } from "./fixtures/http";
import { newPostgresDatabase } from "./fixtures/postgres";
import { type HufuServer, startServer } from "./fixtures/server";
import { createPerson, PASSWORD, type Person, problem, signIn, test } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";
import { journeys } from "./fixtures/ways";

const heading = (page: Page, text: string) => expect(page.getByRole("heading", { level: 1 })).toHaveText(text);

const servers: Record<"one" | "ask" | "refuse", HufuServer | null> = { one: null, ask: null, refuse: null };
const serverOf = (name: keyof typeof servers): HufuServer => {
  const server = servers[name];
  if (!server) throw new Error("It has not started");
  return server;
};

test.beforeAll(async ({ databaseKind }) => {
  const start = async (env: Record<string, string>) =>
    startServer({ env, ...(databaseKind === "postgresql" && { databaseUrl: await newPostgresDatabase() }) });
  [servers.one, servers.ask, servers.refuse] = await Promise.all([
    start({ SESSION_LIMIT: "1" }),
    start({ SESSION_LIMIT: "2", SESSION_LIMIT_POLICY: "ask" }),
    start({ SESSION_LIMIT: "1", SESSION_LIMIT_POLICY: "refuse" }),
  ]);
});
test.afterAll(() => Promise.all(Object.values(servers).map((server) => server?.stop())));

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  test.describe(title, () => {
    const { account, choice, common, door, problems, sessions } = words;
    const reader = { locale, javaScriptEnabled };

    async function signInBy(page: Page, { email }: Person, next = "/account"): Promise<void> {
      await page.goto(`/login?next=${encodeURIComponent(next)}`);
      await hands.type(page, door.email, email);
      await hands.type(page, door.password, PASSWORD);
      await hands.press(page, common.signIn);
    }

    test("at a limit of one a second sign-in ends the first, which is told why", async ({ openDevice }) => {
      const server = serverOf("one");
      const person = await createPerson(server);
      const laptop = await openDevice({ baseURL: server.url, ...reader });
      const phone = await openDevice({ baseURL: server.url, is: "Safari on iPhone", ...reader });
      await signInBy(laptop, person);
      await heading(laptop, account.yourDevices);
      await signInBy(phone, person);
      await heading(phone, account.yourDevices);
      // With JavaScript the open page leaves by itself; without, its next click leads to the door.
      if (!javaScriptEnabled) await hands.press(laptop, account.security);
      await heading(laptop, common.signIn);
      await expect(problem(laptop, sessions.endedAtDoor.limit ?? "")).toBeVisible();
    });

    test("a person who is asked picks the device that goes, and is signed in where they wanted to be", async ({
      openDevice,
    }) => {
      const server = serverOf("ask");
      const person = await createPerson(server);
      const at = { baseURL: server.url, ...reader };
      const [laptop, office] = [await openDevice(at), await openDevice({ ...at, is: "Firefox on Windows" })];
      await signIn(laptop, person);
      await signIn(office, person);
      const phone = await openDevice({ ...at, is: "Safari on iPhone" });
      await signInBy(phone, person, "/account/profile");
      await heading(phone, choice.title);
      expect(await phone.content()).not.toContain(PASSWORD);
      if (javaScriptEnabled) {
        await phone.setViewportSize({ width: 320, height: 640 });
        await expectUsable(phone);
      }
      await hands.tick(phone, sessions.on("Firefox", "Windows"));
      await hands.press(phone, choice.submit);
      await heading(phone, account.profile);
      if (!javaScriptEnabled) await hands.press(office, account.security);
      await heading(office, common.signIn);
      await expect(problem(office, sessions.endedAtDoor.limit ?? "")).toBeVisible();
      await laptop.goto("/account");
      await heading(laptop, account.yourDevices);
      // The ticket has served: its page leads back to the door.
      await phone.goto("about:blank"); // an open page would find out, and leave for the door by itself
      await phone.context().clearCookies({ name: "hufu-access" });
      await phone.context().clearCookies({ name: "hufu-refresh" });
      await phone.goto("/login/choose?next=%2Faccount");
      await expect(phone).toHaveURL("/login?error=choice_over&next=%2Faccount");
      await expect(problem(phone, problems.refusals.choice_over.detail)).toBeVisible();
    });

    test("a person who is refused is told the way out, and nobody else is put out", async ({ openDevice }) => {
      const server = serverOf("refuse");
      const person = await createPerson(server);
      const laptop = await openDevice({ baseURL: server.url, ...reader });
      await signIn(laptop, person);
      const phone = await openDevice({ baseURL: server.url, is: "Safari on iPhone", ...reader });
      await signInBy(phone, person);
      await expect(problem(phone, problems.refusals.session_limit.detail)).toBeVisible();
      await laptop.goto("/account/security");
      await heading(laptop, account.security);
      await laptop.getByRole("button", { name: common.signOut, exact: true }).click();
      await heading(laptop, common.signIn);
      await signInBy(phone, person);
      await heading(phone, account.yourDevices);
    });
  });
}

type Choice = { ticket: string; sessions: { id: string; browser: string | null }[] };

test("a program is given the ticket and the sessions; a copied ticket, a stranger's session and a second try get nothing", async () => {
  const server = serverOf("ask");
  const person = await createPerson(server);
  const credentials = { json: { email: person.email, password: PASSWORD } };
  const held = [new HttpClient(server.url), new HttpClient(server.url)];
  for (const client of held) expect((await client.post("/api/auth/sign-in", credentials)).status).toBe(200);
  const [mine, theirs] = [new HttpClient(server.url), new HttpClient(server.url)];
  await theirs.post("/api/auth/sign-in", { json: { ...(await createPerson(server)), password: PASSWORD } });
  const strangers = data<{ session: { id: string } }>(await theirs.get("/api/auth/me")).session.id;

  const asked = await mine.post("/api/auth/sign-in", credentials);
  expect(asked.status).toBe(409);
  const { ticket, sessions, type } = data<Choice & { type: string }>(asked);
  expect([type, sessions.length]).toEqual(["urn:hufu:problem:session-choice", 2]);
  expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(
    ["browser", "id", "kind", "lastSeenAt", "name", "os", "place"].sort(),
  );
  expect(mine.jar.has("hufu-access")).toBe(false);
  const end = sessions[0]?.id ?? "";

  const thief = new HttpClient(server.url);
  await thief.post("/api/auth/sign-in", credentials); // knows the password, and has a browser of its own
  expect((await thief.post("/api/auth/sign-in/choose", { json: { ticket, end } })).status).toBe(401);
  for (const wrong of [strangers, "x".repeat(22), "\u0000"])
    expect((await mine.post("/api/auth/sign-in/choose", { json: { ticket, end: wrong } })).status).toBe(404);
  expect((await theirs.get("/api/auth/me")).status).toBe(200);
  expect((await mine.post("/api/auth/sign-in/choose", { json: { ticket } })).status).toBe(422);

  const [first, second] = await Promise.all(
    [1, 2].map(() => mine.copy().post("/api/auth/sign-in/choose", { json: { ticket, end } })),
  );
  const statuses = [first?.status, second?.status].sort();
  expect(statuses).toEqual([200, 401]);
  const won = first?.status === 200 ? first : second;
  expect(won && data(won)).toMatchObject({
    user: { email: person.email, name: null },
    session: { method: "password" },
  });
  const still = await Promise.all(held.map(async (client) => (await client.get("/api/auth/me")).status));
  expect(still.sort()).toEqual([200, 401]);
});
