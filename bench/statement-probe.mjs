// Preloaded into a server (NODE_OPTIONS=--import): writes down the text of each statement that it sends to its database,
// once, in the file that BENCH_STATEMENTS names.
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isMainThread } from "node:worker_threads";

const require = createRequire(import.meta.url);

if (isMainThread && process.env.BENCH_STATEMENTS) {
  const seen = new Set();
  const note = (text) => {
    if (typeof text !== "string" || seen.has(text)) return;
    seen.add(text);
    appendFileSync(process.env.BENCH_STATEMENTS, `${JSON.stringify(text)}\n`);
  };
  const Sqlite = require("libsql");
  const { prepare } = Sqlite.prototype;
  Sqlite.prototype.prepare = function (text) {
    note(text);
    return prepare.call(this, text);
  };
  const { Client } = require("pg");
  const { query } = Client.prototype;
  Client.prototype.query = function (config, ...rest) {
    note(config?.text ?? config);
    return query.call(this, config, ...rest);
  };
}
