import "server-only";
import { hkdfSync, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { decrypt, encrypt } from "./aes-gcm";

const FILE = "app-secret";

function readSecretFile(path: string): string {
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length < 32) throw new Error(`The secret in ${path} is too short; restore it from your backup.`);
  return secret;
}

/** Appears whole or not at all, and never replaces another process's. */
function createSecretFile(path: string): void {
  const draft = `${path}.${randomBytes(8).toString("hex")}`; // in a container the next process has this one's number
  const file = openSync(/*turbopackIgnore: true*/ draft, "wx", 0o600);
  writeSync(file, `${randomBytes(32).toString("base64url")}\n`);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was first: its secret counts
  } finally {
    unlinkSync(draft);
  }
  syncFolder(dirname(path)); // keys wrapped under this secret will be on disk: so must be its name
}

function syncFolder(path: string): void {
  if (process.platform === "win32") return; // folders cannot be opened there
  const folder = openSync(/*turbopackIgnore: true*/ path, "r");
  fsyncSync(folder);
  closeSync(folder);
}

/**
 * The secret that wraps the keys in the database: APP_SECRET, or with SQLite a file of mode 0600 beside the
 * database, made on first start.
 *
 * @param hasWrappedKeys whether the database already holds keys: then a new secret could open none of them
 * @throws Error with one sentence for the operator
 */
export function appSecret(configured: string | undefined, databaseUrl: string, hasWrappedKeys: boolean): string {
  if (configured) return configured;
  const path = join(dirname(resolve(databaseUrl.slice("file:".length))), FILE);
  if (!existsSync(path)) {
    if (hasWrappedKeys) {
      throw new Error(
        `The database holds keys wrapped under a secret that is gone: restore ${path} from your backup or set APP_SECRET to it.`,
      );
    }
    createSecretFile(path);
  }
  return readSecretFile(path);
}

const wrappingKey = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", "hufu key wrapping v1", 32));

/** Encrypts a key for the database, bound to `label`, so that no row can stand in for another. */
export const wrap = (secret: string, label: string, plain: Buffer): string =>
  encrypt(wrappingKey(secret), label, plain);

/** @throws Error when the secret is not the one it was wrapped under, or the row was altered or moved */
export const unwrap = (secret: string, label: string, wrapped: string): Buffer =>
  decrypt(wrappingKey(secret), label, wrapped);
