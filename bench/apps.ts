import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { HufuServer } from "../e2e/fixtures/server";
import { createDatabase, type Postgres } from "../lib/testing/postgres";

export const PASSWORD = "correct horse battery staple";
export const ACCOUNT = { email: "bench@example.com", password: PASSWORD, name: "Bench" };

/** An app under load, in a process of its own. */
export type App = {
  name: string;
  url: string;
  pid: number;
  /** Signs in anew. @returns the Cookie header of the new session; empty where nobody signs in */
  signIn: () => Promise<string>;
  stop: () => Promise<unknown>;
};

/** What a browser without cookies sends. @returns the Cookie header for what follows; throws on a refusal */
export async function post(url: string, body: object): Promise<string> {
  const headers = { "content-type": "application/json", origin: new URL(url).origin, "sec-fetch-site": "same-origin" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 200)}`, { cause: answer.status });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

export type HufuApp = App & { server: HufuServer };

/** Environment of a Hufu on a new database of `postgres`. */
export async function onPostgres(postgres: Postgres): Promise<Record<string, string>> {
  return { DATABASE_URL: await createDatabase(postgres.url), APP_SECRET: "of the benchmark, and of nothing else" };
}

/** The tests' own way to start a server, of this checkout or of a copy. */
async function serverFixture(checkout: string): Promise<typeof import("../e2e/fixtures/server")> {
  return import(pathToFileURL(join(checkout, "e2e/fixtures/server.ts")).href);
}

/**
 * Hufu on the production build, with one account; on SQLite unless `env` says otherwise.
 * @param checkout whose build is served
 */
export async function startHufu(
  name: string,
  env: Record<string, string> = {},
  checkout = join(import.meta.dirname, ".."),
): Promise<HufuApp> {
  const { startServer } = await serverFixture(checkout);
  const server = await startServer({ env });
  const { url, pid } = server;
  if (pid === undefined) throw new Error(`${name} has no process`);
  await post(`${url}/api/auth/sign-up`, ACCOUNT).catch((error: Error) => {
    if (error.cause !== 409) throw error; // another process on this database has signed up
  });
  return {
    name,
    url,
    pid,
    server,
    signIn: () => post(`${url}/api/auth/sign-in`, ACCOUNT),
    stop: () => server.stop(),
  };
}
