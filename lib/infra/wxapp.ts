import "server-only";
import { z } from "zod";
import { Problem } from "../shared/errors";
import { config } from "./config";

const TIMEOUT_MS = 5_000;
const RETRY_SECONDS = 5;
/** Codes of WeChat's: the system is busy; the calls of this minute are used up. */
const PASSING: readonly number[] = [-1, 45_011];

const answer = z.object({ openid: z.string().min(1).max(200).optional(), errcode: z.int().optional() });

/**
 * Whom WeChat gave a mini program's sign-in code to: their `openid`, which is theirs in this mini program alone.
 * @returns null for a code that is not good
 * @throws Problem `busy` where WeChat does not answer as it should
 * @see https://developers.weixin.qq.com/miniprogram/en/dev/api-backend/open-api/login/auth.code2Session.html
 */
export async function openidOf(code: string): Promise<string | null> {
  const { wxapp } = config();
  if (!wxapp) throw new Error("WXAPP_ID and WXAPP_SECRET are not set"); // start-up has seen to that
  const query = new URLSearchParams({
    appid: wxapp.id,
    secret: wxapp.secret,
    js_code: code,
    grant_type: "authorization_code",
  });
  const url = new URL(`/sns/jscode2session?${query}`, wxapp.url);
  const { data } = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "error" })
    .then((response) => response.json())
    .then(
      (body) => answer.safeParse(body),
      () => ({ data: undefined }), // its message could name the address, and the secret stands in that
    );
  if (!data || PASSING.includes(data.errcode ?? 0)) throw new Problem("busy", { retryAfterSeconds: RETRY_SECONDS });
  return data.errcode ? null : (data.openid ?? null);
}
