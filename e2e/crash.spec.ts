import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { freePort } from "../lib/testing/free-port";
import { ApiClient } from "./fixtures/api-client";
import { expectConsistent } from "./fixtures/database";
import { startServer } from "./fixtures/server";
import { PASSWORD, test } from "./fixtures/test";

const ROUNDS = process.env.HUFU_LONG ? 100 : 1;
const PEOPLE = 6;

/** What became of one session, as far as answers told. */
type Known = { client: ApiClient; state: "live" | "ended" | "unknown" };

/** Signs in and out without pause until the server is gone; every answer is remembered. */
async function storm(url: string, email: string, known: Known[], answered: () => void): Promise<void> {
  const body = { email, password: PASSWORD };
  for (let turn = 0; ; turn++) {
    const client = new ApiClient(url);
    try {
      const signedIn = await client.call("POST", "/api/auth/sign-in", body);
      if (signedIn.status === 503) continue;
      expect(signedIn.status).toBe(200);
    } catch {
      return; // killed: whether this session exists nobody was told
    }
    const entry: Known = { client: client.copy(), state: "live" };
    known.push(entry);
    answered();
    if (turn % 3 === 0) continue;
    entry.state = "unknown";
    try {
      const signedOut = await client.call("POST", "/api/auth/sign-out");
      expect(signedOut.status).toBe(204);
      entry.state = "ended";
      answered();
    } catch {
      return;
    }
  }
}

test("killed in storms of sign-ins and sign-outs, it has every answered request's effect", async ({ databaseUrl }) => {
  test.setTimeout(ROUNDS * 30_000);
  const port = await freePort();
  const emails = Array.from({ length: PEOPLE }, () => `${randomUUID()}@example.com`);
  const known: Known[] = [];
  let answers = 0;

  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServer({ databaseUrl, port });
    if (round === 0) {
      for (const email of emails) {
        const signedUp = await new ApiClient(server.url).call("POST", "/api/auth/sign-up", {
          email,
          password: PASSWORD,
        });
        expect(signedUp.status).toBe(201);
      }
    }
    const killAfter = 15 + Math.floor(Math.random() * 40);
    let left = killAfter;
    const killed = new Promise<void>((resolve) => {
      const answered = () => {
        answers++;
        if (--left === 0) void server.kill("SIGKILL").then(() => resolve());
      };
      for (const email of emails) void storm(server.url, email, known, answered);
    });
    await killed;

    await expectConsistent({ databaseUrl });

    const restarted = await startServer({ databaseUrl, port });
    for (const { client, state } of known.splice(0)) {
      const me = await client.call("GET", "/api/auth/me");
      if (state === "live") expect(me.status).toBe(200);
      if (state === "ended") {
        expect(me.status).toBe(401);
        expect((await client.call("POST", "/api/auth/refresh")).status).toBe(401);
      }
    }
    await restarted.stop();
  }
  console.log(`${ROUNDS} kills, ${answers} answered requests checked`);
});
