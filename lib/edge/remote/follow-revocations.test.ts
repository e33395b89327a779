import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { json, oddFeed, page, row } from "../../testing/odd-feed";

let feed: Awaited<ReturnType<typeof oddFeed>>;
let stop: AbortController;
/** Streams that were opened, in order. */
let streams: ServerResponse[];

beforeEach(async () => {
  feed = await oddFeed();
  stop = new AbortController();
  streams = [];
  feed.state.stream = (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    streams.push(response);
  };
  feed.state.pages = [json(page(5))];
});

afterEach(() => stop.abort());

const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
const revocation = (seq: number, id: string) =>
  `event: revocation\nid: ${seq}\ndata: ${JSON.stringify(row(seq, { kind: "session", id }))}\n\n`;

async function openStream(number = 1): Promise<ServerResponse> {
  await eventually(() => expect(streams.length).toBe(number));
  const stream = streams.at(-1);
  if (!stream) throw new Error("No stream");
  return stream;
}

describe("a follower", () => {
  it("applies what the stream says as it comes, and asks for it from where the pages left off", async () => {
    const { verifier, outcome, state } = feed;
    void verifier.follow(stop.signal);
    const stream = await openStream();
    expect(state.asked.at(-1)?.headers["last-event-id"]).toBe("5");
    expect(await outcome({ sid: "s1" })).toBe("accepted");
    stream.write(revocation(6, "s1"));
    await eventually(async () => expect(await outcome({ sid: "s1" })).toBe("revoked"));
  });

  it("passes over what it cannot read: odd data, other events, and an event that is cut off", async () => {
    const { verifier, outcome } = feed;
    void verifier.follow(stop.signal);
    const stream = await openStream();
    stream.write(`event: party\ndata: {}\n\n${revocation(6, "s1").replace("session", "client")}`);
    stream.write('event: revocation\ndata: {"kind":"session"}\n\nevent: heartbeat\ndata: what\n\n');
    stream.write(revocation(7, "s2"));
    await eventually(async () => expect(await outcome({ sid: "s2" })).toBe("revoked"));
    stream.end(revocation(8, "s3").slice(0, -1));
    await openStream(2);
    expect(await outcome({ sid: "s3" })).toBe("accepted"); // the page tells of it, two seconds later at most
    expect(await outcome()).toBe("accepted");
  });

  it.each([
    ["is closed", (stream: ServerResponse) => stream.end()],
    ["breaks", (stream: ServerResponse) => stream.destroy()],
    ["says what is no JSON", (stream: ServerResponse) => stream.write("event: revocation\ndata: {\n\n")],
    ["sends an event without an end", (stream: ServerResponse) => stream.write(`data: ${"x".repeat(70_000)}`)],
  ])("comes back when the stream %s", async (_, cut) => {
    const { verifier, outcome } = feed;
    void verifier.follow(stop.signal);
    cut(await openStream());
    const again = await openStream(2);
    again.write(revocation(6, "s1"));
    await eventually(async () => expect(await outcome({ sid: "s1" })).toBe("revoked"));
  });

  it("goes by the pages where no stream can be had, and asks for one ever more seldom", async () => {
    const { verifier, outcome, state } = feed;
    state.stream = (response) => response.writeHead(502).end();
    void verifier.follow(stop.signal);
    await eventually(async () => expect(await outcome()).toBe("accepted"));
    state.pages = [json(page(6, row(6, { kind: "session", id: "s1" })))];
    await eventually(async () => expect(await outcome({ sid: "s1" })).toBe("revoked"));
    const streamsAsked = state.asked.filter(({ headers }) => headers.accept === "text/event-stream");
    expect(streamsAsked.length).toBeLessThan(6);
  });

  it("does not take a lively stream for knowledge: without pages nobody is let in", async () => {
    const { verifier, outcome, state } = feed;
    void verifier.follow(stop.signal);
    const stream = await openStream();
    expect(await outcome()).toBe("accepted");
    state.pages = [(response) => response.destroy()];
    state.seconds = 6;
    stream.write('event: heartbeat\nid: 5\ndata: {"at":"2027-01-01T12:00:06.000Z","next":5}\n\n');
    stream.write(revocation(6, "s1"));
    await eventually(async () => expect(await outcome({ sid: "s1" })).toBe("revoked"));
    expect(await outcome()).toBe("unsure");
  });

  it("ends when it is told to, and leaves no stream open", async () => {
    const following = feed.verifier.follow(stop.signal);
    const stream = await openStream();
    const closed = once(stream, "close");
    stop.abort();
    await Promise.all([following, closed]);
  });
});
