import { describe, expect, it } from "vitest";
import { navigationOf } from "./request-marks";

const of = (headers: Record<string, string>) => navigationOf((name) => headers[name]);

describe("the kind of a navigation", () => {
  it("is a document unless the router says otherwise", () => {
    expect(of({})).toBe("document");
    expect(of({ accept: "text/html", "sec-fetch-mode": "navigate", purpose: "", rsc: "" })).toBe("document");
    expect(navigationOf(() => null)).toBe("document");
  });

  it("is soft when the client router fetches a page", () => {
    expect(of({ rsc: "1" })).toBe("soft");
    expect(of({ rsc: "1", "next-router-state-tree": "x" })).toBe("soft");
  });

  it.each<Record<string, string>>([
    { "next-router-prefetch": "1" },
    { "next-router-prefetch": "1", rsc: "1" },
    { "next-router-prefetch": "2", rsc: "1" },
    { "next-router-segment-prefetch": "/_tree", rsc: "1" },
    { purpose: "prefetch" },
    { "sec-purpose": "prefetch" },
    { "sec-purpose": "prefetch;prerender" },
    { "sec-purpose": "PREFETCH" },
  ])("is a prefetch by %j", (headers) => expect(of(headers)).toBe("prefetch"));
});
