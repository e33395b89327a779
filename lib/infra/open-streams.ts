import "server-only";
import { processWide } from "../shared/process-wide";

/** Ends of the answers that go on until someone closes them: with one open, a server would never come to its end. */
const openStreams = () => processWide<Set<() => void>>("open-streams", () => new Set());

/** @returns takes it out again */
export function addOpenStream(close: () => void): () => void {
  openStreams().add(close);
  return () => openStreams().delete(close);
}

export function closeOpenStreams(): void {
  for (const close of openStreams()) close();
}
