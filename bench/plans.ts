import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { actOnce } from "./acts";
import { startHufu } from "./apps";
import type { BenchDatabase } from "./bench-database";
import { bounded, type Row } from "./report";

/** Tables that grow with the people and what they do; the others have a handful of rows. */
const BIG = /\b(User|Device|Session|SecurityEvent|Revocation)\b/;
const PROBE = pathToFileURL(join(import.meta.dirname, "statement-probe.mjs")).href;

/** A line of a plan that reads a big table from its beginning to its end. */
const isScan = (line: string): boolean => /^SCAN |Seq Scan on /.test(line.trim()) && BIG.test(line);

/** Explains each statement that a server really sends for the acts, on a database with many rows. */
export async function checkPlans(database: BenchDatabase): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "hufu-bench-"));
  const file = join(folder, "statements");
  writeFileSync(file, "");
  const app = await startHufu("Hufu", { ...database.env, NODE_OPTIONS: `--import=${PROBE}`, BENCH_STATEMENTS: file });
  writeFileSync(file, ""); // what start-up sends is sent once
  await actOnce(app);
  await app.stop();
  const sent = readFileSync(file, "utf8").split("\n").filter(Boolean);
  rmSync(folder, { recursive: true });
  const statements = sent
    .map((line) => JSON.parse(line) as string)
    .filter((sql) => /^\s*(SELECT|INSERT|UPDATE|DELETE)/i.test(sql));
  if (statements.length === 0) throw new Error(`No statement was seen on ${database.name}`);
  const scans: string[] = [];
  for (const sql of statements) {
    const lines = await database.explain(sql);
    if (lines.some(isScan)) scans.push(sql.replaceAll("|", "\\|"));
  }
  const what = `${database.name}: query plans without an index, of ${statements.length} statements of these acts`;
  return bounded(what, String(scans.length), scans.length, "≤", 0, scans.join("; "));
}
