import { expect, it } from "vitest";
import { LruMap } from "./lru-map";

it("gives up what was used longest ago, and never holds more than it may", () => {
  const map = new LruMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  expect(map.get("a")).toBe(1);
  map.set("c", 3);
  expect(["a", "b", "c"].map((key) => map.get(key))).toEqual([1, undefined, 3]);
});

it("counts what is set again once", () => {
  const map = new LruMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("a", 3);
  map.set("c", 4);
  expect(["a", "b", "c"].map((key) => map.get(key))).toEqual([3, undefined, 4]);
});

it("forgets one, and all", () => {
  const map = new LruMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.delete("a");
  expect([map.get("a"), map.get("b")]).toEqual([undefined, 2]);
  map.clear();
  expect(map.get("b")).toBeUndefined();
});
