import { afterEach, expect, vi } from "vitest";

// A stray console.error or console.warn fails the test that caused it.
const complaints: unknown[][] = [];
for (const method of ["error", "warn"] as const) {
  vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void complaints.push(args));
}
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
