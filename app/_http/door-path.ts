import { loginPath } from "@/lib/edge/guard";
import { findSessionOfRefreshToken } from "@/lib/sessions/rotate-session";
import { readTokens } from "./session-cookies";

/**
 * Where a page sends someone whose session ended after the proxy had let them pass, with why it ended: the open page that
 * asked would otherwise be left at the door without a word.
 * @param path where to return to after signing in
 */
export async function doorPath(cookieHeader: string | null, path: string): Promise<string> {
  const { refresh } = readTokens(cookieHeader);
  const session = refresh ? await findSessionOfRefreshToken(refresh) : null;
  return loginPath(path, session?.endReason ?? null);
}
