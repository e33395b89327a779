import { describe, expect, it } from "vitest";
import type { ListedEvent } from "./list-events";
import { runsOfEvents } from "./runs-of-events";

let made = 0;
const event = (type: string, ip: string | null = null): ListedEvent => {
  const id = String(made++);
  return { id, type, at: new Date(), reason: null, about: null, ip, deviceId: null, sessionId: null };
};
const failed = (ip: string | null) => event("sign-in-failed", ip);
const runsOf = (events: ListedEvent[], most = 10) =>
  runsOfEvents(events, most).map(({ event, times, otherAddresses }) => [event.type, event.ip, times, otherAddresses]);

describe("failed attempts", () => {
  it("are one entry as long as nothing else happens, from however many addresses they came", () => {
    const [a, b, c] = ["192.0.2.1", "192.0.2.2", "192.0.2.3"] as const;
    const events = [failed(a), failed(b), failed(a), failed(c), failed(b), event("signed-in"), event("signed-in")];
    expect(runsOf([...events, failed(b), failed(null)])).toEqual([
      ["sign-in-failed", a, 5, 2],
      ["signed-in", null, 1, 0],
      ["signed-in", null, 1, 0],
      ["sign-in-failed", b, 2, 0],
    ]);
  });

  it("hide nothing that happened before them, however many they are", () => {
    const flood = Array.from({ length: 1_000 }, (_, i) => failed(`192.0.2.${i % 250}`));
    expect(runsOf([...flood, event("name-changed"), event("signed-in")], 2)).toEqual([
      ["sign-in-failed", "192.0.2.0", 1_000, 249],
      ["name-changed", null, 1, 0],
    ]);
  });

  it("are counted to the end of the last entry", () => {
    expect(runsOf([event("signed-in"), failed(null), failed(null), event("signed-up")], 2)).toEqual([
      ["signed-in", null, 1, 0],
      ["sign-in-failed", null, 2, 0],
    ]);
  });
});
