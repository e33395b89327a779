import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { config } from "../infra/config";
import { BROWSER_CLIENT_ID, type OAuthClient } from "../infra/oauth-clients";
import { ACCOUNT, DEFAULT_SCOPES, delegable, isPermission, SCOPES, type Scope } from "../shared/scopes";

export const findClient = (id: string): OAuthClient | undefined =>
  config().oauthClients.find((known) => known.id === id);

/** What a program is called; one that is registered no more, by its id. */
export const clientName = (id: string): string => findClient(id)?.name ?? id;

/** The program that a session belongs to; null: a browser. */
export const programOf = (clientId: string): string | null =>
  clientId === BROWSER_CLIENT_ID ? null : clientName(clientId);

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether this is the client's secret. Hashed first: of equal length, and compared in a time that tells nothing. */
export const isSecretOf = ({ secret }: OAuthClient, presented: string): boolean =>
  secret !== null && timingSafeEqual(digest(presented), digest(secret));

/** All that a client may ask for, by name. */
export const askable = ({ scope }: OAuthClient): Scope[] => delegable(SCOPES, scope.join(" "));

/** The same where a stranger may have begun it, or someone in this client's name: not everything, nor a permission. */
export const askableByCode = (client: OAuthClient): Scope[] =>
  askable(client).filter((name) => name !== ACCOUNT && !(isPermission(name) && client.secret === null));

/** What a client gets that asks for nothing. */
export const defaultScopes = ({ scope }: OAuthClient): Scope[] => delegable(DEFAULT_SCOPES, scope.join(" "));
