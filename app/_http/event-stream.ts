import { addOpenStream } from "@/lib/infra/open-streams";

/** Events that a client may leave unread before its stream is closed. It can come back and say where it was. */
const MAX_UNREAD = 1_000;

export type ServerEvent = { type: string; data: unknown; id?: string };

export type EventStream = {
  readonly send: (event: ServerEvent) => void;
  /** Resolves once the client's side has taken all that was sent, or the stream is closed. */
  readonly drained: () => Promise<void>;
  readonly close: () => void;
  readonly isClosed: () => boolean;
  /** Called once, whoever closes the stream; at once where it is closed already. */
  readonly onClose: (act: () => void) => void;
};

const HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "private, no-store, no-transform", // compressed, it would be held back
  "X-Accel-Buffering": "no",
};

/**
 * Answers with server-sent events until the client leaves, the stream is closed, or the server stops.
 * @see WHATWG HTML §9.2
 */
export function eventStream(request: Request, start: (stream: EventStream) => void): Response {
  if (request.method === "HEAD") return new Response(null, { headers: HEADERS }); // nobody would ever close its stream
  const encoder = new TextEncoder();
  const closings: (() => void)[] = [];
  let isClosed = false;
  let onDrained = () => {};
  let cancel = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string) => {
          if (isClosed) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) < -MAX_UNREAD) close();
        };
        const close = () => {
          if (isClosed) return;
          isClosed = true;
          for (const act of closings) act();
          onDrained();
          try {
            controller.close();
          } catch (error) {
            if (!(error instanceof TypeError)) throw error; // the client has closed it already
          }
        };
        cancel = close;
        closings.push(addOpenStream(close));
        request.signal.addEventListener("abort", close);
        start({
          send: ({ type, data, id }) =>
            write(`event: ${type}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`),
          drained: () =>
            new Promise((resolve) => {
              onDrained = resolve;
              if (isClosed || controller.desiredSize === 0) resolve();
            }),
          close,
          isClosed: () => isClosed,
          onClose: (act) => (isClosed ? act() : closings.push(act)),
        });
        if (request.signal.aborted) close();
      },
      pull: () => onDrained(), // called when what was queued has gone
      cancel: () => cancel(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}
