import { describe, expect, it } from "vitest";
import { readEvents, type StreamEvent } from "./read-events";

/** A stream of these bytes, cut every `size` of them. */
function streamOf(text: string, size: number, onCancel = () => {}): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
    cancel: onCancel,
  });
}

async function eventsOf(text: string, size = 1_000): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readEvents(streamOf(text, size))) events.push(event);
  return events;
}

const TEXT = [
  ": a comment",
  "",
  "event: revocation",
  "id: 7",
  'data: {"id":"虎符 🐅"}',
  "",
  "data:first",
  "data: second",
  "retry: 10",
  "data",
  "",
  "event: nothing",
  "",
  "data: last",
  "",
  "data: cut off in the mid",
];
const EVENTS = [
  { type: "revocation", data: '{"id":"虎符 🐅"}' },
  { type: "message", data: "first\nsecond\n" },
  { type: "message", data: "last" },
];

describe("events of a stream", () => {
  it.each([
    ["\n", 1],
    ["\n", 3],
    ["\n", 1_000],
    ["\r\n", 1],
    ["\r\n", 7],
    ["\r\n", 1_000],
    ["\r", 1],
    ["\r", 1_000],
  ])("are read whatever ends the lines (%j) and wherever the bytes are cut (%i)", async (end, size) => {
    expect(await eventsOf(TEXT.join(end), size)).toEqual(EVENTS);
  });

  it("of bytes that are no UTF-8 are text all the same", async () => {
    const body = new Response(new Uint8Array([...Buffer.from("data: "), 0xff, 0xe8, 10, 10])).body;
    const events = [];
    if (body) for await (const event of readEvents(body)) events.push(event.data);
    expect(events).toEqual(["\ufffd\ufffd"]);
  });

  it.each([
    ["one line", `data: ${"x".repeat(70_000)}`],
    ["many lines", `data: x\n`.repeat(20_000)],
  ])("are refused when they do not come to an end, in %s", async (_, text) => {
    await expect(eventsOf(text, 100)).rejects.toThrow("too long");
  });

  it("may be any number, and comments too", async () => {
    expect(await eventsOf(":\n\ndata: 1\n\n".repeat(20_000))).toHaveLength(20_000);
  });

  it("are not asked for any more when the reader leaves", async () => {
    let isCancelled = false;
    const stream = streamOf("data: 1\n\n".repeat(100), 9, () => {
      isCancelled = true;
    });
    for await (const _ of readEvents(stream)) break;
    expect(isCancelled).toBe(true);
  });
});
