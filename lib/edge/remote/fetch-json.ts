export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The largest answer that is read, in bytes: a page of the feed has at most 100 kB. */
const MAX_BYTES = 1_000_000;

/**
 * Gets a JSON document from Hufu. Redirects are not followed: the token would go along.
 * @param timeoutMs for everything, the last byte of the body included
 * @throws Error with one sentence that names the path and what went wrong
 */
export async function fetchJson(
  fetch: Fetch,
  url: string,
  timeoutMs: number,
  headers: Record<string, string> = {},
): Promise<{ body: unknown; headers: Headers }> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    const init: RequestInit = { headers: { accept: "application/json", ...headers }, redirect: "manual" };
    const response = await fetch(url, { ...init, signal: abort.signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`status ${response.status}`);
    }
    return { body: JSON.parse(await readText(response)), headers: response.headers };
  } catch (error) {
    const cause = abort.signal.aborted ? abort.signal.reason : error;
    throw new Error(`${new URL(url).pathname} could not be read: ${messageOf(cause)}`);
  } finally {
    clearTimeout(timer);
  }
}

async function readText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const reader = body?.getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > MAX_BYTES) {
      await reader?.cancel();
      throw new Error(`more than ${MAX_BYTES} bytes`);
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text;
}

/** Where a request failed, Node.js says why in the cause of a cause. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${messageOf(error.cause)})` : error.message;
}
