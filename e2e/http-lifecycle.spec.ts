import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { HttpClient, signIn, signUp } from "./fixtures/http";
import { startServer } from "./fixtures/server";
import { test } from "./fixtures/test";

/** A folder for a database that outlives its server, until the test ends. */
async function withDataDir(use: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "hufu-lifecycle-"));
  try {
    await use(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What a server that does not come up says of it. */
async function failure(options: Parameters<typeof startServer>[0]): Promise<string> {
  return startServer(options).then(
    async (server) => {
      await server.stop();
      return "It came up.";
    },
    (error: Error) => error.message,
  );
}

const OWN_LINES = /^(?!.*(Next\.js|- Local|- Network|Ready in|Running next\.config)).*\S.*$/gm;

/** What the process printed itself, without the banner of the framework. */
const sentences = (output: string) => output.split("\n").slice(1).join("\n").match(OWN_LINES) ?? [];

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`${signal} ends the server with 0, however its connections stand`, async () => {
    const server = await startServer();
    const port = Number(new URL(server.url).port);
    const agent = new Agent({ keepAlive: true });
    const [response] = await once(get({ host: "127.0.0.1", port, path: "/api/open", agent }), "response");
    response.resume();
    await once(response, "end");
    const sockets = [
      "", // says nothing
      "POST /api/auth/sign-in HTTP/1.1\r\nHost: localhost\r\n", // half a head
      'POST /api/auth/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"email"', // half a body
      "GET /dashboard HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    ].map((bytes) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined); // it is cut off: that is the point
      socket.write(bytes);
      return socket;
    });
    await Promise.all(sockets.map((socket) => (socket.connecting ? once(socket, "connect") : null)));
    await new HttpClient(server.url).get("/api/open");
    const from = performance.now();
    expect(await server.kill(signal)).toBe(0);
    console.log(`    ${signal} with open connections: ended after ${Math.round(performance.now() - from)} ms`);
    agent.destroy();
    for (const socket of sockets) socket.destroy();
    await server.stop();
  });
}

test("an idle server ends with 0, and the next one knows who is signed in and who was signed out", async () => {
  await withDataDir(async (dataDir) => {
    const from = performance.now();
    const first = await startServer({ dataDir });
    const { client, email } = await signUp(first.url);
    const phone = await signIn(first.url, email);
    expect((await client.send("DELETE", `/api/auth/sessions/${phone.session.id}`)).status).toBe(204);
    const stopping = performance.now();
    expect(await first.kill("SIGTERM")).toBe(0);
    const starting = performance.now();
    const second = await startServer({ dataDir, port: Number(new URL(first.url).port) });
    const milliseconds = [starting - stopping, performance.now() - starting, stopping - from].map(Math.round);
    console.log(
      `    idle stop ${milliseconds[0]} ms, second start ${milliseconds[1]} ms, first start and use ${milliseconds[2]} ms`,
    );
    expect((await client.get("/api/auth/me")).status).toBe(200);
    expect((await phone.client.get("/api/auth/me")).status).toBe(401); // the index was read before the first request
    expect((await phone.client.post("/api/auth/refresh")).status).toBe(401);
    await second.stop();
  });
});

test("a bad configuration ends the start with 1 and one sentence that names every fault, and no value", async () => {
  const secret = "too short to be good";
  const env = {
    APP_URL: "http://accounts.example.com",
    APP_SECRET: secret,
    ACCESS_TOKEN_TTL: "0",
    BCRYPT_COST: "99",
    PASSWORD_MIN_LENGTH: "seven",
    PLACE_HEADER: "x y",
    HOST: "127.0.0.1",
  };
  const output = await failure({ env });
  expect(output).toContain("The server ended with 1:");
  const said = sentences(output);
  expect(said).toEqual([expect.stringMatching(/^Unusable configuration: .*\.$/)]);
  const { HOST, ...faulty } = env;
  for (const name of Object.keys(faulty)) expect(said[0]).toContain(`${name} `);
  for (const value of [secret, "accounts.example.com", "seven"]) expect(said[0]).not.toContain(value);
});

test("a port that is none ends the start with 1, and no other port is taken in its place", async () => {
  for (const PORT of ["abc", "0", "70000", "80.5", "-1"]) {
    const output = await failure({ env: { PORT } });
    expect(output, PORT).toContain("The server ended with 1:");
    expect(sentences(output), PORT).toEqual(["hufu: PORT must be a number from 1 to 65535."]);
  }
});

test("faults between settings are named too", async () => {
  const lifetimes = { SESSION_IDLE_TTL: "100", SESSION_ABSOLUTE_TTL: "50" };
  const env = { ...lifetimes, DATABASE_URL: "postgresql://localhost/hufu", APP_SECRET: "" };
  const [said] = sentences(await failure({ env }));
  expect(said).toContain("SESSION_IDLE_TTL ");
  expect(said).toContain("APP_SECRET ");
});

test("keys whose secret is gone or changed stop the start with 1 and one sentence", async () => {
  await withDataDir(async (dataDir) => {
    const first = await startServer({ dataDir });
    expect(await first.kill("SIGTERM")).toBe(0);
    const secretFile = join(dataDir, "app-secret");
    expect(statSync(secretFile).mode & 0o777).toBe(0o600);

    const other = await failure({ dataDir, env: { APP_SECRET: "another secret of more than 32 characters" } });
    expect(other).toContain("The server ended with 1:");
    expect(sentences(other)).toEqual([expect.stringContaining("does not open with this secret")]);

    rmSync(secretFile);
    const gone = await failure({ dataDir });
    expect(gone).toContain("The server ended with 1:");
    expect(sentences(gone)).toEqual([expect.stringContaining("wrapped under a secret that is gone")]);
    expect(existsSync(secretFile), readdirSync(dataDir).join(" ")).toBe(false); // no new one beside the old keys
  });
});
