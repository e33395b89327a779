import { join } from "node:path";
import { expect } from "@playwright/test";
import { findPython } from "../lib/commands/beside.mjs";
import { query } from "./fixtures/database";
import {
  askAnew,
  expectEverywhere,
  expectForgeriesRefused,
  expectNobodyWithoutHufu,
  expectRevocations,
  expectUntimelyRefused,
  tokenOf,
  withHufu,
} from "./fixtures/elsewhere";
import { FEED_TOKEN, feedTest } from "./fixtures/feed";
import { data, signUp } from "./fixtures/http";
import { tokensFor } from "./fixtures/programs";
import { type Service, startService } from "./fixtures/service";
import { PASSWORD } from "./fixtures/test";

const python = findPython();
const MISSING =
  "no Python with Flask and PyJWT here: on Debian, install python3-flask, python3-jwt, python3-cryptography";

/** The service of examples/flask. */
function startFlask({ url }: { url: string }): Promise<Service> {
  if (!python) throw new Error(MISSING);
  return startService((port) => ({
    binary: python,
    args: ["-B", "-m", "flask", "--app", "app", "run", "--port", String(port)],
    cwd: join(import.meta.dirname, "../examples/flask"),
    env: { HUFU_URL: url, FEED_TOKEN },
  }));
}

const test = feedTest.extend<object, { flask: Service }>({
  flask: [
    async ({ server }, use) => {
      const flask = await startFlask(server);
      await use(flask);
      await flask.stop();
    },
    { scope: "worker" },
  ],
});

test.describe.configure({ timeout: 180_000 });
test.skip(!python && !process.env.CI, MISSING); // where nobody looks, its absence is a failure

test("a token of Hufu's opens the Flask route, as a bearer or in the cookie, never both", async ({ server, flask }) => {
  const { client, email, user, session } = await signUp(server.url);
  const token = tokenOf(client);
  const cookie = `hufu-access=${token}`;
  expect(await (await flask.get(token)).json()).toEqual({ user: user.id, session: session.id });
  expect(await flask.ask("", { cookie })).toBe(200);
  expect(await flask.ask(token, { cookie })).toBe(401);
  expect((await flask.get("")).headers.get("www-authenticate")).toBe("Bearer");
  const { access_token: ofProgram } = await tokensFor(server, email);
  expect([await flask.ask(ofProgram), await flask.ask("", { cookie: `hufu-access=${ofProgram}` })]).toEqual([200, 401]);
});

test("a device that is signed out is refused by Flask", ({ server, flask }) => expectRevocations(server, flask));

test("everywhere is Flask too", ({ server, flask }) => expectEverywhere(server, flask));

test("what is no good token is refused by Flask", ({ server, flask }) => expectForgeriesRefused(server, flask));

test("without Hufu Flask lets nobody in after five seconds, and does again when it is back", () =>
  expectNobodyWithoutHufu(startFlask));

test("a token that has expired, is not good yet, or was issued for someone else is refused by Flask", () =>
  expectUntimelyRefused(startFlask));

test("ES256 opens Flask as well; HS256 does not, and its log says why", async () => {
  await withHufu(startFlask, { TOKEN_ALG: "ES256" }, async (server, flask) => {
    expect(await askAnew(server, flask)).toBe(200);
    await expectForgeriesRefused(server, flask);
  });
  await withHufu(startFlask, { TOKEN_ALG: "HS256" }, async (server, flask) => {
    expect(await askAnew(server, flask)).toBe(503);
    expect(flask.output()).toContain("HS256");
  });
});

test("someone signs in at Flask with the password of Hufu, and is out at once when that is taken back", async ({
  server,
  flask,
}) => {
  const { client, email, user } = await signUp(server.url);
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(flask.url + path, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
  expect((await post("/login", { email, password: "wrong" })).status).toBe(401);
  expect((await post("/login", { email, password: PASSWORD }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  const opened = await post("/login", { email, password: PASSWORD });
  expect([opened.status, opened.headers.get("location")]).toEqual([303, "/"]);
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const home = () => flask.get("", { cookie });
  expect(await (await home()).json()).toMatchObject({ user: user.id });

  const { sessions } = data<{ sessions: { id: string; clientId: string }[] }>(await client.get("/api/auth/sessions"));
  const program = sessions.find(({ clientId }) => clientId === "cli");
  expect((await client.send("DELETE", `/api/auth/sessions/${program?.id}`)).status).toBe(204);
  await expect.poll(async () => (await home()).status).toBe(401);

  const again = await post("/login", { email, password: PASSWORD });
  const second = again.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect((await flask.get("", { cookie: second })).status).toBe(200);
  expect((await post("/logout", {}, { cookie: second })).status).toBe(303);
  expect((await flask.get("", { cookie: second })).status).toBe(401);
});

test("who has signed in at Flask stays so when the token is renewed", () =>
  withHufu(startFlask, { ACCESS_TOKEN_TTL: "2", REFRESH_GRACE: "1" }, async (server, flask) => {
    const { email, user } = await signUp(server.url);
    const body = new URLSearchParams({ email, password: PASSWORD });
    const opened = await fetch(`${flask.url}/login`, { method: "POST", body, redirect: "manual" });
    const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const renewals = () =>
      query(server, `select generation from "Session" where "clientId" = 'cli' and "userId" = '${user.id}'`);
    await expect
      .poll(async () => {
        expect((await flask.get("", { cookie })).status).toBe(200);
        return Number((await renewals())[0]?.[0]);
      })
      .toBeGreaterThan(0);
  }));
