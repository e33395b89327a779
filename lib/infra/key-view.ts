import "server-only";
import type { JWK } from "jose";
import {
  importKeyPair,
  type KeyPair,
  type KeySet,
  type PublicJwk,
  SIGNING_ALGORITHMS,
  type SigningKey,
} from "../edge/key-set";
import { Problem } from "../shared/errors";
import type { Purpose } from "./key-material";
import { type RingView, type Timed, viewAt } from "./key-ring";
import type { KeyRow } from "./key-rows";

/** MAC keys of one purpose by version: each row says which one it was made with. */
export type VersionedKeys = { readonly current: number; readonly byVersion: ReadonlyMap<number, Buffer> };

/** The keys of this process at one instant. */
export type Keys = {
  /** Signs new access tokens. @throws Problem `unavailable` in a process that cannot open the current key */
  readonly signing: SigningKey;
  /** What access tokens are verified with: retired, current and next keys. */
  readonly verification: KeySet;
  /** Ids of keys that are in use and do not open here: whether what they made is good, this process cannot tell. */
  readonly unopened: readonly string[];
  /** The public halves, as published. */
  readonly jwks: { readonly keys: readonly PublicJwk[] };
  /** Keys of the refresh tokens' MAC. */
  readonly refresh: VersionedKeys;
  /** Mixed into passwords before they are hashed. */
  readonly peppers: VersionedKeys;
  /** What mails on their way are encrypted under. */
  readonly sealing: VersionedKeys;
};

/** An unwrapped key. A withdrawn one has nothing left but its times. */
export type Entry = Timed & { readonly id: string; readonly purpose: string } & (
    | { readonly pair: KeyPair; readonly mac: null }
    | { readonly pair: null; readonly mac: Buffer }
    | { readonly pair: null; readonly mac: null }
  );

const timesOf = ({ id, purpose, version, activeFrom, withdrawnAt }: KeyRow) => ({
  id,
  purpose,
  version,
  activeFrom,
  withdrawnAt,
});

/** @throws Error for a row that holds no key of its purpose and algorithm */
export async function entryOf(row: KeyRow, plain: Buffer): Promise<Entry> {
  if (row.purpose !== "signing") return { ...timesOf(row), pair: null, mac: plain };
  const alg = SIGNING_ALGORITHMS.find((known) => known === row.alg);
  if (!alg) throw new Error(`The key "${row.id}" in the database is of an algorithm that Hufu does not know.`);
  // The public half comes out of the wrapped one: whoever can only write to the database adds no key to the set.
  return { ...timesOf(row), pair: await importKeyPair(row.id, alg, JSON.parse(plain.toString()) as JWK), mac: null };
}

/** A key that is withdrawn, and so never opened; or one that this process cannot open. */
export const closedEntry = (row: KeyRow): Entry => ({ ...timesOf(row), pair: null, mac: null });

/** A key that is in memory, with the times that its row has now. */
export const withTimesOf = (known: Entry, { activeFrom, withdrawnAt }: KeyRow): Entry => ({
  ...known,
  activeFrom,
  withdrawnAt,
});

type Ring = { readonly entries: readonly Entry[]; readonly view: RingView<Entry> };

function versioned({ entries, view }: Ring): VersionedKeys {
  // All of them, retired ones too: rows name them.
  const byVersion = new Map(entries.flatMap(({ version, mac }) => (mac ? [[version, mac] as const] : [])));
  return { current: view.current?.version ?? 0, byVersion };
}

function requirePair(view: RingView<Entry>): KeyPair {
  if (view.current?.pair) return view.current.pair;
  throw new Problem("unavailable", { retryAfterSeconds: 1 }); // the log says which key could not be opened
}

/** What these keys come to at `now`, and the span of time, in milliseconds since the epoch, in which they come to that. */
export function composeKeys(
  all: readonly Entry[],
  tokenTtlSeconds: number,
  now: Date,
): { keys: Keys; from: number; until: number } {
  const ringOf = (purpose: Purpose): Ring => {
    const entries = all.filter((entry) => entry.purpose === purpose);
    return { entries, view: viewAt(entries, tokenTtlSeconds, now) };
  };
  const [signing, refresh, pepper] = [ringOf("signing"), ringOf("refresh"), ringOf("pepper")];
  const sealing = ringOf("sealing");
  const pairs = signing.view.live.flatMap(({ pair }) => pair ?? []);
  const views = [signing.view, refresh.view, pepper.view, sealing.view];
  return {
    keys: {
      get signing() {
        return requirePair(signing.view).signing;
      },
      verification: new Map(pairs.map(({ verification }) => [verification.kid, verification])),
      unopened: views.flatMap(({ live }) => live.filter(({ pair, mac }) => !pair && !mac)).map(({ id }) => id),
      jwks: { keys: pairs.flatMap(({ published }) => published ?? []) },
      refresh: versioned(refresh),
      peppers: versioned(pepper),
      sealing: versioned(sealing),
    },
    from: Math.max(...views.map(({ from }) => from)),
    until: Math.min(...views.map(({ until }) => until)),
  };
}
