import type { PasswordEstimate } from "@/lib/shared/password-strength";

type Question = { password: string; personal: string[] };

/**
 * Asks a worker about passwords, one at a time: while it thinks, only the last question that came in waits.
 * @param tell gets the answers; null when none can be had in this browser
 */
export function startEstimates(tell: (estimate: PasswordEstimate | null) => void) {
  const worker = new Worker(new URL("./password-worker.client.ts", import.meta.url), { type: "module" });
  let isThinking = false;
  let waiting: Question | null = null;
  const put = (question: Question) => {
    isThinking = true;
    worker.postMessage(question);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<PasswordEstimate>) => {
    isThinking = false;
    if (!waiting) return tell(data);
    put(waiting); // what came out is about a password that has changed since
    waiting = null;
  });
  worker.addEventListener("error", () => tell(null));
  return {
    ask(question: Question) {
      if (isThinking) waiting = question;
      else put(question);
    },
    /** Nothing is told of what was asked and is not answered yet. */
    stop: () => worker.terminate(),
  };
}
