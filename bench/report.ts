import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

/** One line of the table. */
export type Row = {
  what: string;
  figure: string;
  target?: string;
  /** Whether the target is met; absent where there is none. */
  isMet?: boolean;
  /** What explains a figure, above all one that falls short. */
  note?: string;
};

/** A figure with an upper or lower bound beside it. */
export function bounded(
  what: string,
  figure: string,
  value: number,
  bound: "≤" | "≥",
  limit: number,
  note?: string,
): Row {
  const isMet = bound === "≤" ? value <= limit : value >= limit;
  return { what, figure, target: `${bound} ${limit}`, isMet, note };
}

function line({ what, figure, target = "", isMet, note = "" }: Row): string {
  const mark = isMet === undefined ? "" : isMet ? "yes" : "**falls short**";
  return `| ${what} | ${figure} | ${target} | ${mark} | ${note} |`;
}

/** Prints the figures beside their targets and keeps them in bench/results.md and bench/results.json. */
export function report(rows: readonly Row[], mode: string): void {
  const date = new Date().toISOString().slice(0, 10);
  const head = `${date}, Node.js ${process.versions.node}, ${availableParallelism()} cores, ${mode}. Figures are medians, in brackets the lowest and highest round or run.`;
  const table = ["| what | figure | target | met | note |", "| --- | --- | --- | --- | --- |", ...rows.map(line)];
  const short = rows.filter(({ isMet }) => isMet === false).length;
  const bound = rows.filter(({ isMet }) => isMet !== undefined).length;
  const text = [head, "", ...table, "", `${bound - short} of ${bound} targets met.`, ""].join("\n");
  console.log(`\n${text}`);
  writeFileSync(join(import.meta.dirname, "results.md"), text);
  writeFileSync(join(import.meta.dirname, "results.json"), `${JSON.stringify({ date, mode, rows }, null, 2)}\n`);
}
