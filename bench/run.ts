// npm run bench: measures what the project promises, on this machine, against real servers on the production build, and
// prints each figure beside its target. Figures are ratios within one run: machines differ, and so does what else they do.
//   --long          more rounds, more runs, more rows: figures to publish
//   --only=a,b      only these parts
import { parseArgs } from "node:util";
import { measureBearer } from "./bearer";
import { measureBesidePeers } from "./beside-peers";
import { measureCleanUp } from "./clean-up";
import { measureCounted } from "./counted";
import { measureDashboard } from "./dashboard";
import { measureManyRows } from "./many-rows";
import type { Mode } from "./mode";
import { measureOpenAndProtected } from "./open-and-protected";
import { measurePages } from "./pages";
import { type Row, report } from "./report";
import { measureRevocation } from "./revocation";
import { measureStorm } from "./storm";
import { measureVerification } from "./verification";

const PARTS: Record<string, (mode: Mode) => Promise<Row[]>> = {
  protected: measureOpenAndProtected,
  bearer: measureBearer,
  peers: measureBesidePeers,
  dashboard: measureDashboard,
  counted: measureCounted,
  revocation: measureRevocation,
  rows: measureManyRows,
  "clean-up": measureCleanUp,
  verification: measureVerification,
  storm: measureStorm,
  pages: measurePages,
};

const { values } = parseArgs({ options: { long: { type: "boolean" }, only: { type: "string" } } });
const chosen = values.only?.split(",") ?? Object.keys(PARTS);
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`There is no part "${unknown}"; there are ${Object.keys(PARTS).join(", ")}.`);

const rows: Row[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (!chosen.includes(name)) continue;
  console.error(`${new Date().toISOString().slice(11, 19)} ${name}`);
  try {
    rows.push(...(await measure({ isLong: values.long ?? false })));
  } catch (error) {
    // A part that breaks must not take the others' figures with it, nor pass unseen.
    console.error(error);
    rows.push({ what: name, figure: "not measured", isMet: false, note: String(error).split("\n", 1)[0] });
    process.exitCode = 1;
  }
}
report(rows, values.long ? "long" : "short");
process.exit();
