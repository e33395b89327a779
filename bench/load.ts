import { Agent, request } from "node:http";

/** Keeps connections, so that a call costs what it costs a browser. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export type Call = { url: string; method?: string; cookie?: string; body?: string };

type Answer = { status: number; ms: number };

/** Makes one call. @returns its status and the milliseconds from when it was due */
export function call({ url, method = "GET", cookie, body }: Call, dueAt = performance.now()): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = { "sec-fetch-site": "same-origin" };
    if (cookie) headers.cookie = cookie;
    if (body) headers["content-type"] = "application/json";
    const sent = request(url, { agent, method, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - dueAt }));
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // The server closed a connection that had been idle for too long just as it was used again.
      if (sent.reusedSocket && error.code === "ECONNRESET") resolve(call({ url, method, cookie, body }, dueAt));
      else reject(error);
    });
    sent.end(body);
  });
}

/**
 * Open loop: calls are due at a fixed rate and timed from then, whether or not earlier ones have been answered, so
 * that a stalled server cannot hide its stall.
 */
export async function openLoop(makeCall: () => Call, perSecond: number, seconds: number) {
  const answers: Promise<Answer>[] = [];
  const start = performance.now();
  for (let i = 0; i < perSecond * seconds; i++) {
    const dueAt = start + (i * 1000) / perSecond;
    const wait = dueAt - performance.now();
    if (wait > 0) await new Promise((resume) => setTimeout(resume, wait));
    answers.push(call(makeCall(), dueAt));
  }
  return Promise.all(answers);
}
