import type { z } from "zod";
import type { Exchange } from "@/app/_http/exchange";
import { OAuthError } from "@/lib/shared/oauth-error";
import { parseScopes, type Scope } from "@/lib/shared/scopes";

/** Parameters of a request by a program. @see RFC 6749 §3.2 */
export type Parameters = Readonly<Record<string, string | undefined>>;

/**
 * The parameters of a request; one without a value counts as left out, one that is not known is passed over.
 * @throws OAuthError `invalid_request` for any body but a form, and for what is missing
 */
export async function readParameters<Schema extends z.ZodType<Parameters>>(
  exchange: Exchange,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { kind, value } = await exchange.body();
  if (kind === "json") {
    throw new OAuthError("invalid_request", "Send the parameters as application/x-www-form-urlencoded.");
  }
  const given = Object.entries(value as Record<string, string>).filter(([, text]) => text !== "");
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw missing(String(parsed.error.issues[0]?.path[0] ?? ""));
}

const missing = (name: string) => new OAuthError("invalid_request", `The parameter ${name} is missing.`);

/** One that this request needs. @throws OAuthError `invalid_request` where it is missing */
export function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined) throw missing(name);
  return value;
}

/**
 * What a program asks for; `fallback` where it asks for nothing.
 * @throws OAuthError `invalid_scope` for a scope that does not exist, or that the program may not ask for
 */
export function readScope(
  { scope }: Parameters,
  allowed: readonly Scope[],
  fallback: readonly Scope[],
): readonly Scope[] {
  if (scope === undefined) return fallback;
  const asked = parseScopes(scope);
  if (!asked || asked.length === 0) throw new OAuthError("invalid_scope", "There is no such scope.");
  if (!asked.every((name) => allowed.includes(name))) {
    throw new OAuthError("invalid_scope", "This client may not ask for all of these scopes.");
  }
  return asked;
}
