/** An event of a stream as it came; `data` is what its lines say. */
export type StreamEvent = { readonly type: string; readonly data: string };

/** Hufu's have about 200 characters. What grows beyond this is no event of ours. */
const MAX_EVENT_LENGTH = 65_536;

/**
 * Reads server-sent events from the bytes of an answer, however those are cut. An event that the stream ends in the middle
 * of is none.
 * @throws Error for an event that is too long; whatever the stream throws
 * @see WHATWG HTML §9.2.5, §9.2.6
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let event = { type: "", data: [] as string[], length: 0 };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      for (let line = takeLine(text); line; line = takeLine(text)) {
        text = line.rest;
        event.length += line.content.length;
        if (line.content !== "") addLine(event, line.content);
        else {
          if (event.data.length > 0) yield { type: event.type || "message", data: event.data.join("\n") };
          event = { type: "", data: [], length: 0 };
        }
      }
      if (text.length + event.length > MAX_EVENT_LENGTH) throw new Error("An event of the stream is too long");
    }
  } finally {
    await reader.cancel().catch(() => undefined); // whoever stops reading has no use for the rest
  }
}

/** The first line and what follows it. A CR at the end waits: LF may come, and belongs to it. */
function takeLine(text: string): { content: string; rest: string } | null {
  const end = /\r\n|\n|\r(?!$)/.exec(text);
  return end && { content: text.slice(0, end.index), rest: text.slice(end.index + end[0].length) };
}

function addLine(event: { type: string; data: string[] }, line: string): void {
  const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
  if (field === "event") event.type = value;
  if (field === "data") event.data.push(value);
}
