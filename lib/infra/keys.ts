import "server-only";
import { randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { type KeySet, keySetFrom, type PublicJwk, type SigningKey } from "../edge/key-set";
import { processWide } from "../shared/process-wide";
import { unwrap, wrap } from "./app-secret";
import { database, inTransaction, type Transaction } from "./db";

type Purpose = "signing" | "refresh" | "pepper";
type SecretRow = { id: string; purpose: string; version: number; alg: string | null; wrapped: string };

/** The unwrapped keys of this process. */
export type Keys = {
  /** Signs new access tokens. */
  readonly signing: SigningKey;
  /** What access tokens are verified with. */
  readonly verification: KeySet;
  /** The public halves, as published. */
  readonly jwks: { readonly keys: readonly PublicJwk[] };
  /** Keys of the refresh tokens' MAC, by version. */
  readonly refresh: ReadonlyMap<number, Buffer>;
  /** Mixed into passwords before they are hashed, by version. */
  readonly peppers: ReadonlyMap<number, Buffer>;
};

const SIGNING_ALGORITHM = "EdDSA";
/** Bound into the wrapping: no row opens in another's place, or as a key of another algorithm. */
const labelOf = ({ id, purpose, version, alg }: Omit<SecretRow, "wrapped">) =>
  [purpose, version, alg ?? "", id].join("/");

async function createSigningKey(): Promise<{ id: string; plain: Buffer }> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  // The head of the RFC 7638 thumbprint: a `kid` travels in every request, 48 bits tell a handful of keys apart.
  const id = (await calculateJwkThumbprint(jwk)).slice(0, 8);
  return { id, plain: Buffer.from(JSON.stringify(jwk)) };
}

/** Makes the first key of each purpose that has none. */
async function createMissing(tx: Transaction, secret: string, now: Date): Promise<void> {
  const existing = await tx.secret.findMany({ select: { purpose: true } });
  const isMissing = (purpose: Purpose) => !existing.some((row) => row.purpose === purpose);
  const insert = (purpose: Purpose, id: string, plain: Buffer, alg: string | null = null) => {
    const row = { id, purpose, version: 1, alg };
    return tx.secret.create({
      data: { ...row, createdAt: now, activeFrom: now, wrapped: wrap(secret, labelOf(row), plain) },
    });
  };
  if (isMissing("signing")) {
    const { id, plain } = await createSigningKey();
    await insert("signing", id, plain, SIGNING_ALGORITHM);
  }
  if (isMissing("refresh")) await insert("refresh", "refresh-1", randomBytes(32));
  if (isMissing("pepper")) await insert("pepper", "pepper-1", randomBytes(32));
}

const listSecrets = async (): Promise<SecretRow[]> =>
  (await database()).secret.findMany({
    orderBy: [{ purpose: "asc" }, { version: "asc" }],
    select: { id: true, purpose: true, version: true, alg: true, wrapped: true },
  });

function open(secret: string, row: SecretRow): Buffer {
  try {
    return unwrap(secret, labelOf(row), row.wrapped);
  } catch {
    throw new Error(
      `The key "${row.id}" in the database does not open with this secret: set APP_SECRET to the one it was made under.`,
    );
  }
}

async function importKeys(secret: string, rows: SecretRow[]): Promise<Keys> {
  const ofPurpose = (purpose: Purpose) => rows.filter((row) => row.purpose === purpose);
  const byVersion = (purpose: Purpose) => new Map(ofPurpose(purpose).map((row) => [row.version, open(secret, row)]));
  // The public halves come out of the wrapped ones: whoever can only write to the database adds no key to the set.
  const pairs = ofPurpose("signing").map((row) => ({
    kid: row.id,
    jwk: JSON.parse(open(secret, row).toString()) as JWK,
  }));
  const newest = pairs.at(-1);
  if (!newest) throw new Error("The database holds no signing key.");
  const signing = await importJWK(newest.jwk, SIGNING_ALGORITHM);
  if (signing instanceof Uint8Array) throw new Error(`The key "${newest.kid}" in the database is not a key pair.`);
  const jwks = { keys: pairs.map(({ kid, jwk }) => publicHalf(kid, jwk)) };
  return {
    signing: { kid: newest.kid, alg: SIGNING_ALGORITHM, key: signing },
    verification: await keySetFrom(jwks),
    jwks,
    refresh: byVersion("refresh"),
    peppers: byVersion("pepper"),
  };
}

/** The members that make up an Ed25519 public key (RFC 8037 §2), and none besides. */
const publicHalf = (kid: string, { kty, crv, x }: JWK): PublicJwk => ({
  kty,
  crv,
  x,
  kid,
  alg: SIGNING_ALGORITHM,
  use: "sig",
});

/** Whether the database holds wrapped keys already. */
export const hasWrappedKeys = async (): Promise<boolean> => (await (await database()).secret.count()) > 0;

const holder = () => processWide<{ keys: Keys | null }>("keys", () => ({ keys: null }));

/**
 * Reads the keys of this installation, making them on first start. Processes that start together on an empty
 * database end with one set: the unique (purpose, version) refuses the second.
 * @throws Error with one sentence when a key does not open with `secret`
 */
export async function loadKeys(secret: string, now: Date): Promise<Keys> {
  const isComplete = (rows: SecretRow[]) => new Set(rows.map((row) => row.purpose)).size === 3;
  let rows = await listSecrets();
  if (!isComplete(rows)) {
    for (const row of rows) open(secret, row); // before any is made that only a wrong secret would open
    try {
      await inTransaction((tx) => createMissing(tx, secret, now));
    } catch (error) {
      if ((error as { code?: unknown }).code !== "P2002") throw error; // another process was first: its keys count
    }
    rows = await listSecrets();
  }
  const keys = await importKeys(secret, rows);
  holder().keys = keys;
  return keys;
}

/** The keys of this process. @throws Error before start-up has read them */
export function keys(): Keys {
  const { keys: loaded } = holder();
  if (!loaded) throw new Error("Keys are asked for before start-up has read them");
  return loaded;
}

/** Reads the keys again that another process may have changed. */
export async function reloadKeys(_now: Date): Promise<void> {}
