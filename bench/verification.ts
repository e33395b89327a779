import { randomBytes } from "node:crypto";
import { RevocationIndex } from "../lib/edge/revocation-index";
import { createVerifier } from "../lib/edge/verify";
import { claimsAt, forge, keySetOf, makeKey, RULES } from "../lib/testing/tokens";
import { startHufu } from "./apps";
import { residentMb } from "./cpu";
import { median, ratios, spread } from "./figures";
import type { Mode } from "./mode";
import { bounded, type Row } from "./report";

const TOKENS = 500;
const ENTRIES = 1_000_000;

const newId = () => randomBytes(16).toString("base64url");

/** Runs `verify` for each token in turn. @returns microseconds a token */
async function time(
  tokens: readonly string[],
  verify: (token: string) => Promise<{ outcome: string }>,
): Promise<number> {
  const start = performance.now();
  for (const token of tokens) {
    const { outcome } = await verify(token);
    if (outcome !== "accepted") throw new Error(`A good token is ${outcome}`);
  }
  return ((performance.now() - start) * 1000) / tokens.length;
}

/** A token whose signature is known to be good beside one that is new; each round with tokens of its own. */
async function measureCache(rounds: number): Promise<Row[]> {
  const key = await makeKey();
  const now = new Date();
  const index = new RevocationIndex(RULES.maxLifetimeSeconds, now.getTime() / 1000);
  const verifier = createVerifier({ keys: () => keySetOf(key), rules: RULES, index, isFresh: () => true });
  const verify = (token: string) => verifier(token, now);
  const [first, again]: [number[], number[]] = [[], []];
  for (let round = -2; round < rounds; round++) {
    const claims = Array.from({ length: TOKENS }, () => claimsAt(now, { sid: newId(), jti: newId() }));
    const tokens = await Promise.all(claims.map((each) => forge(key, each)));
    const [firstUs, againUs] = [await time(tokens, verify), await time(tokens, verify)];
    if (round < 0) continue;
    first.push(firstUs);
    again.push(againUs);
  }
  const share = ratios(again, first);
  return [
    bounded("verification of a token seen before ÷ one never seen", spread(share, 4), median(share), "≤", 0.05),
    { what: "the same in µs: seen before; never seen", figure: `${spread(again)}; ${spread(first, 0)}` },
  ];
}

function measureIndex(): Row[] {
  const index = new RevocationIndex(300, 0);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < ENTRIES; i++) index.add({ kind: "session", id: newId(), at: 0 }, { uptime: 0, now: 0 });
  globalThis.gc?.();
  const bytes = (process.memoryUsage().heapUsed - before) / ENTRIES;
  const name = `memory of the revocation index at ${index.size.toLocaleString("en")} entries`;
  return [
    { what: name, figure: `${Math.round(bytes)} bytes an entry`, note: globalThis.gc ? "" : "without a collection" },
  ];
}

/** What verifying costs in itself, without a server; and what is kept in memory for it. */
export async function measureVerification({ isLong }: Mode): Promise<Row[]> {
  const rows = await measureCache(isLong ? 20 : 8);
  rows.push(...measureIndex());
  const app = await startHufu("Hufu");
  rows.push({
    what: "resident memory of a server that has signed one person in",
    figure: `${residentMb(app.pid).toFixed(0)} MB`,
  });
  await app.stop();
  return rows;
}
