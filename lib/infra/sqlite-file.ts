import "server-only";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { SafeSqlite } from "./sqlite-client";

const sqlitePath = (databaseUrl: string): string => resolve(databaseUrl.slice("file:".length));

/** A SQLite database's URL as the driver reads it: absolute, with what a path may hold and a URL may not escaped. */
export const sqliteUrl = (databaseUrl: string): string => pathToFileURL(sqlitePath(databaseUrl)).href;

/**
 * Makes the file before SQLite does, which would make it readable by everyone. A file that is there is not opened: closing
 * any descriptor of it would drop the locks that this process's connections hold, and the next process to open it
 * would take the log away from under them (https://sqlite.org/howtocorrupt.html §2.2).
 */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/**
 * The driver adapter for a `file:` URL. The file and its folder are made if they are missing.
 * @param patienceMs how long a statement waits for another process's lock, if not as long as a request may
 */
export function sqliteAdapter(databaseUrl: string, patienceMs?: number): SafeSqlite {
  const path = sqlitePath(databaseUrl);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  createPrivately(path);
  return new SafeSqlite({ url: sqliteUrl(databaseUrl) }, patienceMs);
}
