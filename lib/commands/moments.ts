// npm run moments: writes the table of what happens when into README.md, out of what the code says.
import { readFileSync, writeFileSync } from "node:fs";
import { momentsTable } from "../accounts/moments";

const HEAD = "| what happens |";
const text = readFileSync("README.md", "utf8");
const from = text.indexOf(HEAD);
const end = text.indexOf("\n\n", from);
if (from < 0 || end < 0) throw new Error("README.md has no table of what happens when");
writeFileSync("README.md", text.slice(0, from) + momentsTable() + text.slice(end));
