import { describe, expect, it } from "vitest";
import { withTimeout } from "./with-timeout";

const never = new Promise<never>(() => undefined);

/** Holds the process up, as SIGSTOP or a busy machine does. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe("waiting with a timeout", () => {
  it("gives the value, or the error, of what is waited for", async () => {
    expect(await withTimeout(Promise.resolve(1), 1_000)).toBe(1);
    await expect(withTimeout(Promise.reject(new Error("refused")), 1_000)).rejects.toThrow("refused");
  });

  it("gives up in the end", async () => {
    await expect(withTimeout(never, 51)).rejects.toMatchObject({ code: "ETIMEDOUT" });
  });

  it("takes an answer that came while the process was held up", async () => {
    const reading = import("node:fs/promises").then(({ readFile }) => readFile(import.meta.filename, "utf8"));
    await import("node:fs/promises");
    const asked = withTimeout(reading, 60);
    block(200);
    expect(await asked).toContain("held up");
  });
});
