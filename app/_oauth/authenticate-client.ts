import { readBasic } from "@/app/_http/authorization";
import { DEFAULT_CLIENT_ID, type OAuthClient } from "@/lib/infra/oauth-clients";
import { findClient, isSecretOf } from "@/lib/programs/clients";
import { Problem } from "@/lib/shared/errors";
import { OAuthError } from "@/lib/shared/oauth-error";
import type { Parameters } from "./parameters";

/** Id and secret are form-encoded before they are put together (RFC 6749 §2.3.1). */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new Problem("malformed");
  }
}

/**
 * Which client a request comes from: by HTTP Basic where it has a secret, else by `client_id`; without one, the public
 * client that is built in.
 * @param ignoresBasic the header holds a person's name and password instead
 * @throws OAuthError `invalid_client`, `invalid_request`
 * @see RFC 6749 §2.3
 */
export function authenticateClient(
  headers: Headers,
  { client_id: named, client_secret: inForm }: Parameters,
  ignoresBasic = false,
): OAuthClient {
  if (inForm !== undefined) {
    throw new OAuthError("invalid_request", "Send the secret of the client as HTTP Basic, not in the form.");
  }
  const basic = ignoresBasic ? null : readBasic(headers);
  const id = basic ? decode(basic.user) : (named ?? DEFAULT_CLIENT_ID);
  if (named !== undefined && named !== id) throw new OAuthError("invalid_request", "Two different clients are named.");
  const client = findClient(id);
  const isGood =
    client && (client.secret === null ? !basic?.password : isSecretOf(client, decode(basic?.password ?? "")));
  if (!isGood) throw new OAuthError("invalid_client", "This client is unknown, or its secret is wrong or missing.");
  return client;
}

/** The same for clients that keep a secret. @throws OAuthError `invalid_client` for all others */
export function authenticateService(headers: Headers, parameters: Parameters): OAuthClient {
  const client = authenticateClient(headers, parameters);
  if (client.secret === null) throw new OAuthError("invalid_client", "Authenticate as a client that has a secret.");
  return client;
}
