import "server-only";
import pino from "pino";
import { processWide } from "../shared/process-wide";

/**
 * JSON lines on standard output. Give it names, ids and codes; never an input, a token, a cookie or a whole error:
 * database errors quote the values they failed on.
 */
export const log = () => processWide("log", () => pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }));

/** What of a fault may be written: its class, code and the places it came through, not its message. */
export function faultFields(fault: unknown) {
  if (!(fault instanceof Error)) return { fault: typeof fault };
  const frames = (fault.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { fault: fault.name, code: "code" in fault ? String(fault.code) : undefined, frames: frames.slice(0, 8) };
}
