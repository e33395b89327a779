import "server-only";
import { processWide } from "../shared/process-wide";

const bell = () => processWide<{ onRing: () => void }>("outbox-bell", () => ({ onRing: () => {} }));

/** Says that something was put into the outbox of this process: whoever sends it need not wait for the next look. */
export const ringOutbox = (): void => bell().onRing();

/** Who is told. One at a time. */
export function onOutboxRing(act: () => void): void {
  bell().onRing = act;
}
