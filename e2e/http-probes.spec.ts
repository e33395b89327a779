import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { HttpClient } from "./fixtures/http";
import { startServer } from "./fixtures/server";
import { PASSWORD, test } from "./fixtures/test";

const figureOf = (metrics: string, name: string) =>
  Number(
    metrics
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length) ?? 0,
  );

test("the probes answer under any host, without a session", async ({ server }) => {
  const probe = new HttpClient(server.url, "10.0.0.7:3000");
  for (const path of ["/api/health/live", "/api/health/ready", "/api/metrics"]) {
    const { status, headers } = await probe.get(path);
    expect(status, path).toBe(200);
    expect(headers["cache-control"], path).toContain("no-store");
    const refused = await probe.post(path);
    expect([refused.status, refused.headers.allow], path).toEqual([405, "GET, HEAD"]);
  }
});

test("the metrics count verifications by outcome, and name nobody", async ({ server, person }) => {
  const device = new HttpClient(server.url);
  const metrics = async () => (await device.get("/api/metrics")).text;
  await device.post("/api/auth/sign-in", { json: { email: person.email, password: PASSWORD } });
  const before = await metrics();
  for (let i = 0; i < 3; i++) await device.get("/api/auth/me");
  const copy = device.copy();
  await device.post("/api/auth/sign-out");
  await copy.get("/api/auth/me");
  const after = await metrics();
  const more = (name: string) => figureOf(after, name) - figureOf(before, name);
  expect(more('hufu_verifications_total{outcome="accepted"}')).toBe(3);
  expect(more('hufu_verifications_total{outcome="revoked"}')).toBe(1);
  for (const name of ["hufu_feed_age_seconds", "hufu_index_entries", "hufu_hash_queue_length", "hufu_live_streams"]) {
    expect(after, name).toContain(`\n${name} `);
  }
  expect(figureOf(after, "hufu_feed_age_seconds")).toBeLessThan(5);
  expect(after).not.toContain(person.email);
});

test("a process that starts is alive and not ready, and verifies nothing before the feed is read", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "hufu-e2e-"));
  const first = await startServer({ dataDir });
  const port = Number(new URL(first.url).port);
  const device = new HttpClient(first.url);
  await device.post("/api/auth/sign-up", { json: { email: "probe@example.com", password: PASSWORD } });
  await first.stop();

  const lock = await new PrismaLibSql({ url: `file:${join(dataDir, "hufu.db.migration-lock")}` }).connect();
  const run = (sql: string) => lock.executeRaw({ sql, args: [], argTypes: [] });
  await run("BEGIN IMMEDIATE"); // start-up waits for its turn to migrate
  const second = await startServer({ dataDir, port, until: "live" });
  expect((await device.get("/api/health/ready")).status).toBe(503);
  let isAnswered = false;
  const me = device.get("/api/auth/me").finally(() => {
    isAnswered = true;
  });
  expect((await device.get("/api/health/ready")).status).toBe(503);
  expect(isAnswered).toBe(false);
  await run("ROLLBACK");
  expect((await me).status).toBe(200);
  expect((await device.get("/api/health/ready")).status).toBe(200);
  await lock.dispose();
  await second.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
