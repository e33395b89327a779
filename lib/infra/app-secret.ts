import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

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

/**
 * Encrypts a key for the database: AES-256-GCM, bound to `label`, so that no row can stand in for another.
 * @see NIST SP 800-38D
 */
export function wrap(secret: string, label: string, plain: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", wrappingKey(secret), iv).setAAD(Buffer.from(label));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** @throws Error when the secret is not the one it was wrapped under, or the row was altered or moved */
export function unwrap(secret: string, label: string, wrapped: string): Buffer {
  const bytes = Buffer.from(wrapped, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", wrappingKey(secret), bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(label))
    .setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}
