import { describe, expect, it } from "vitest";
import { addSeconds } from "../../shared/time";
import { json, NOW, oddFeed, page, row } from "../../testing/odd-feed";
import { claimsAt, forge, makeKey } from "../../testing/tokens";

describe("a token elsewhere", () => {
  it("is accepted with its claims, and the feed is asked with the token", async () => {
    const { state, verifier, tokenOf } = await oddFeed();
    expect(await verifier.verify(await tokenOf())).toEqual({ outcome: "accepted", claims: claimsAt(NOW) });
    expect(state.asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ["/api/auth/revocations", "Bearer feed-token"],
    ]);
  });

  it("is refused when it was forged, has expired, is for another audience, or is no token", async () => {
    const { state, verifier, tokenOf } = await oddFeed();
    const stranger = await makeKey();
    const forged = await forge(stranger, claimsAt(NOW));
    const elsewhere = await tokenOf({ aud: "https://elsewhere.test" });
    const good = await tokenOf();
    for (const token of [forged, elsewhere, "", "a.b.c", `${good}x`, good.slice(0, 40)]) {
      expect(await verifier.verify(token)).toEqual({ outcome: "invalid" });
    }
    state.seconds = 300;
    expect(await verifier.verify(good)).toEqual({ outcome: "invalid" });
  });

  it("of a revoked session, a user's old one, and one of a withdrawn key are refused, others are not", async () => {
    const { state, outcome } = await oddFeed();
    const before = addSeconds(NOW, 1);
    state.pages = [json(page(2, row(1, { kind: "session", id: "s1" }), row(2, { kind: "user", id: "u1", before })))];
    expect(await outcome({ sid: "s1" })).toBe("revoked");
    expect(await outcome({ sub: "u1" })).toBe("revoked");
    expect(await outcome({ sub: "u1", iat: before.getTime() / 1000 })).toBe("accepted");
    expect(await outcome()).toBe("accepted");
    state.pages = [json(page(3, row(3, { kind: "key", id: "k1" })))];
    state.seconds = 1.1;
    expect(await outcome()).toBe("revoked");
  });
});

describe("the feed", () => {
  it("is read once a second at most, from where it was left, and by one of many who ask together", async () => {
    const { state, outcome } = await oddFeed();
    state.pages = [json(page(7))];
    for (let i = 0; i < 3; i++) await Promise.all(Array.from({ length: 20 }, () => outcome()));
    expect(state.asked.length).toBe(1);
    state.seconds = 1.1;
    await Promise.all(Array.from({ length: 20 }, () => outcome()));
    expect(state.asked.map(({ url }) => url)).toEqual(["/api/auth/revocations", "/api/auth/revocations?after=7"]);
  });

  it("that is not heard lets nobody in after five seconds, until it is heard again", async () => {
    const { state, outcome } = await oddFeed();
    expect(await outcome()).toBe("accepted");
    const { pages } = state;
    state.pages = [(response) => response.writeHead(503).end()];
    state.seconds = 5;
    expect(await outcome()).toBe("accepted");
    state.seconds = 5.1;
    expect(await outcome()).toBe("unsure");
    state.pages = pages;
    expect(await outcome(), "not asked again at once").toBe("unsure");
    state.seconds = 6.2;
    expect(await outcome()).toBe("accepted");
  });

  it("that hangs is waited for once, and what is held up on the way is as old as its request", async () => {
    const { state, outcome } = await oddFeed();
    state.pages = [() => undefined];
    expect(await outcome()).toBe("unsure");
    state.seconds = 2;
    state.pages = [
      (response) => {
        state.seconds = 8; // six seconds on the way
        json(page(0))(response, {} as never);
      },
    ];
    expect(await outcome()).toBe("unsure");
  });

  it("is read to its end before it counts, page by page", async () => {
    const { state, outcome } = await oddFeed();
    const rows = (from: number) =>
      Array.from({ length: 500 }, (_, i) => row(from + i, { kind: "session", id: `s${from + i}` }));
    state.pages = [json(page(500, ...rows(1))), json(page(1000, ...rows(501))), (response) => response.destroy()];
    expect(await outcome()).toBe("unsure");
    expect(await outcome({ sid: "s1000" }), "what was read counts").toBe("revoked");
    state.pages = [json(page(1001, row(1001, { kind: "session", id: "last" })))];
    state.seconds = 1.1;
    expect(await outcome()).toBe("accepted");
    expect(await outcome({ sid: "last" })).toBe("revoked");
    expect(state.asked.at(-1)?.url).toBe("/api/auth/revocations?after=1000");
  });

  it("whose numbers go back is read from the start", async () => {
    const { state, outcome } = await oddFeed();
    state.pages = [json(page(90, row(90, { kind: "session", id: "old" })))];
    expect(await outcome()).toBe("accepted");
    state.pages = [json(page(40)), json(page(41, row(41, { kind: "session", id: "new" })))];
    state.seconds = 1.1;
    expect(await outcome({ sid: "new" })).toBe("revoked");
    expect(await outcome({ sid: "old" }), "nothing comes back to life").toBe("revoked");
    expect(state.asked.map(({ url }) => url?.split("?")[1])).toEqual([undefined, "after=90", undefined]);
  });

  it.each([
    ["no JSON", "<html>"],
    ["no page", "[]"],
    ["no number", JSON.stringify({ events: [], next: "7" })],
    ["a number below zero", JSON.stringify({ events: [], next: -1 })],
    ["no events", JSON.stringify({ next: 7 })],
    ["more than a page holds", JSON.stringify(page(501, ...Array.from({ length: 501 }, () => 1)))],
    ["more bytes than anyone reads", `"${"x".repeat(1_000_001)}"`],
    [
      "a page that leads to itself",
      JSON.stringify(page(0, ...Array.from({ length: 500 }, () => row(0, { kind: "x" })))),
    ],
  ])("that answers with %s is not believed", async (_, body) => {
    const { state, outcome } = await oddFeed();
    state.pages = [json(body)];
    expect(await outcome()).toBe("unsure");
  });

  it("that redirects is not followed with the token", async () => {
    const { state, outcome } = await oddFeed();
    state.pages = [(response) => response.writeHead(307, { location: "/elsewhere" }).end()];
    expect(await outcome()).toBe("unsure");
    expect(state.asked.map(({ url }) => url)).toEqual(["/api/auth/revocations"]);
  });
});

describe("an odd row", () => {
  it.each([
    ["of an unknown kind", { kind: "client", id: "c1" }],
    ["without an id", { kind: "session" }],
    ["of a user without a time", { kind: "user", id: "u1" }],
    ["with a time that is none", { kind: "user", id: "u1", before: "yesterday" }],
    ["with an endless id", { kind: "session", id: "x".repeat(1_000) }],
  ])("%s spoils no other, and makes every token that it may speak of unsure, none made later", async (_, odd) => {
    const { state, outcome } = await oddFeed();
    state.pages = [json(page(2, row(1, odd), row(2, { kind: "session", id: "s2" })))];
    expect(await outcome({ sid: "s2" })).toBe("revoked");
    expect(await outcome()).toBe("unsure");
    state.seconds = 10;
    const iat = NOW.getTime() / 1000 + 10;
    expect(await outcome({ iat, nbf: iat, exp: iat + 300 })).toBe("accepted");
  });

  it.each([[null], [7], ["text"], [[]], [{}]])("that is %j is one that cannot be read", async (odd) => {
    const { state, outcome } = await oddFeed();
    state.pages = [json(page(1, odd))];
    expect(await outcome()).toBe("unsure");
  });

  it("twice, out of order, with a gap, from the future or without a time revokes what it names, and that alone", async () => {
    const { state, outcome } = await oddFeed();
    const late = addSeconds(NOW, 86_400);
    const rows = [
      row(9, { kind: "session", id: "s9" }),
      row(2, { kind: "session", id: "s2" }),
      row(2, { kind: "session", id: "s2" }),
      row(5, { kind: "session", id: "future", at: late }),
      row(6, { kind: "session", id: "timeless", at: "soon" }),
    ];
    state.pages = [json(page(9, ...rows)), json(page(9))];
    for (const sid of ["s9", "s2", "future", "timeless"]) expect(await outcome({ sid })).toBe("revoked");
    expect(await outcome()).toBe("accepted");
    state.seconds = 200;
    expect(await outcome({ sid: "future" })).toBe("revoked");
  });
});
