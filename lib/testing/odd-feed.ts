import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { createRemoteVerifier, type RemoteVerifierOptions } from "../edge/remote/remote-verifier";
import { addSeconds } from "../shared/time";
import { claimsAt, forge, makeKey, RULES } from "./tokens";

export const NOW = new Date("2027-01-01T12:00:00Z");
export const key = await makeKey();

type Act = (response: ServerResponse, request: IncomingMessage) => void;

export const json =
  (body: unknown, headers: Record<string, string> = {}): Act =>
  (response) =>
    response.writeHead(200, headers).end(typeof body === "string" ? body : JSON.stringify(body));

/** Rows of the feed as Hufu writes them, unless told otherwise. */
export const row = (seq: number, given: object) => ({ seq, before: null, reason: "revoked", at: NOW, ...given });
export const page = (next: number, ...events: unknown[]) => ({ events, next });

/** A service that answers as the test says, and is verified against with a clock that the test sets. It ends with the test. */
export async function oddFeed(options: Partial<RemoteVerifierOptions> = {}) {
  const state = {
    /** What the feed answers, in turn; the last one for ever. */
    pages: [json(page(0))] as Act[],
    stream: ((response) => response.writeHead(404).end()) as Act,
    jwks: json({ keys: [key.publicJwk] }) as Act,
    /** Seconds since NOW. */
    seconds: 0,
    /** What the feed was asked, streams too. */
    asked: [] as IncomingMessage[],
    keysAsked: 0,
  };
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/.well-known")) {
      state.keysAsked++;
      return state.jwks(response, request);
    }
    state.asked.push(request);
    if (request.headers.accept === "text/event-stream") return state.stream(response, request);
    const answer = state.pages.length > 1 ? state.pages.shift() : state.pages[0];
    return answer?.(response, request);
  }).listen(0, "127.0.0.1");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("No port");
  const clocks = () => ({ monotonicMs: 1e6 + state.seconds * 1000, wallMs: addSeconds(NOW, state.seconds).getTime() });
  const verifier = createRemoteVerifier({
    ...RULES,
    origin: `http://127.0.0.1:${address.port}`,
    feedToken: "feed-token",
    clocks,
    timeoutMs: 300,
    ...options,
  });
  const tokenOf = (claims: Record<string, unknown> = {}, header?: Record<string, unknown>) =>
    forge(key, claimsAt(NOW, claims), header);
  return {
    state,
    tokenOf,
    verifier,
    /** The outcome for a good token with these claims. */
    outcome: async (claims: Record<string, unknown> = {}) => (await verifier.verify(await tokenOf(claims))).outcome,
    close,
  };
}
