import { expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time";

const TIMEOUT_MS = 100;

/** A run that ends when the test says, on a clock that the test sets. */
function setUp() {
  const state = { nowMs: 0, runs: 0, end: () => {}, progress: () => {} };
  const act = (progress: () => void) => {
    state.runs++;
    state.progress = progress;
    return new Promise<void>((resolve) => {
      state.end = resolve;
    });
  };
  return { state, gate: oneAtATime(act, TIMEOUT_MS, () => state.nowMs) };
}

it("those who come while one runs wait for its end, and do not run", async () => {
  const { state, gate } = setUp();
  const all = [gate.run(), gate.run(), gate.run()];
  expect([state.runs, gate.isRunning()]).toEqual([1, true]);
  state.end();
  await Promise.all(all);
  expect([state.runs, gate.isRunning()]).toEqual([1, false]);
});

it("a run that makes no progress is dead: nobody waits for it longer, and the next one runs", async () => {
  const { state, gate } = setUp();
  void gate.run();
  const waiting = gate.run();
  state.nowMs = TIMEOUT_MS + 1;
  await waiting;
  void gate.run();
  expect(state.runs).toBe(2);
});

it("a run that makes progress lives on, and who waits for it gives up in time", async () => {
  const { state, gate } = setUp();
  void gate.run();
  const waiting = gate.run();
  state.nowMs = TIMEOUT_MS;
  state.progress();
  await waiting;
  state.nowMs = TIMEOUT_MS * 2;
  expect([state.runs, gate.isRunning()]).toEqual([1, true]);
});

it("a run that throws is over", async () => {
  const gate = oneAtATime(
    () => Promise.reject(new Error("broken")),
    TIMEOUT_MS,
    () => 0,
  );
  await expect(gate.run()).rejects.toThrow("broken");
  expect(gate.isRunning()).toBe(false);
});
