/** Milliseconds after which a server that is silent counts as gone. */
export const TIMEOUT_MS = 20_000;

/** A request of OAuth 2.0. @throws what `fetch` throws, also where the server is silent */
export const postForm = (url: string, parameters: Record<string, string>): Promise<Response> =>
  fetch(url, { method: "POST", body: new URLSearchParams(parameters), signal: AbortSignal.timeout(TIMEOUT_MS) });

/** Whether an answer says nothing about what was asked: the server is in trouble, or has too much to do. */
export const isPassing = ({ status }: Response): boolean => status >= 500 || status === 429;
