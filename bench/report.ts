import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

export type Row = { what: string; value: string; target?: string };

/** Prints the figures beside their targets and keeps them in bench/results.md. */
export function report(rows: readonly Row[]): void {
  const head = `Node.js ${process.versions.node}, ${availableParallelism()} cores, ${new Date().toISOString().slice(0, 10)}`;
  const lines = rows.map(({ what, value, target = "" }) => `| ${what} | ${value} | ${target} |`);
  const text = [`${head}`, "", "| what | figure | target |", "| --- | --- | --- |", ...lines, ""].join("\n");
  console.log(`\n${text}`);
  writeFileSync(join(import.meta.dirname, "results.md"), text);
}
