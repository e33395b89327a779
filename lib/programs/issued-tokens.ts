import "server-only";
import { database } from "../infra/db";
import { findSessionOfRefreshToken } from "../sessions/rotate-session";
import { readOwnToken } from "../sessions/verifier";
import { hashPersonalToken, isPersonalToken } from "./personal-token-text";

/** What a token of ours stands for, be it still good or not. */
export type IssuedToken = {
  kind: "session" | "personal";
  /** Of the session, or of the personal token. */
  id: string;
  userId: string;
  /** Whom it was issued to; null: whoever holds it. */
  clientId: string | null;
};

async function findPersonal(token: string): Promise<IssuedToken | null> {
  const found = await (await database()).personalToken.findUnique({
    where: { hash: hashPersonalToken(token) },
    select: { id: true, userId: true },
  });
  return found && { kind: "personal", ...found, clientId: null };
}

/** Finds out which of our tokens a text is, whatever its bearer calls it; null: none. */
export async function findIssuedToken(token: string): Promise<IssuedToken | null> {
  if (isPersonalToken(token)) return findPersonal(token);
  const claims = await readOwnToken(token);
  if (claims) return { kind: "session", id: claims.sid, userId: claims.sub, clientId: claims.client_id };
  const session = await findSessionOfRefreshToken(token);
  return session && { kind: "session", id: session.id, userId: session.userId, clientId: session.clientId };
}
