"use client";

import { FAULT_WORDS } from "@/lib/shared/words/fault";
import { buttonClass } from "./button";
import { MessagePage } from "./message-page";

export type FaultProps = {
  /** What was thrown; of a fault of the server only its number in the log. */
  error: unknown;
  /** Asks the server for the page anew. */
  retry: () => void;
};

const digestOf = (error: unknown): string | null =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;

/** What stands where a page has failed, by itself or inside the frame of the others. */
export function Fault({ error, retry, isFramed }: FaultProps & { isFramed?: boolean }) {
  const isChinese = typeof document !== "undefined" && document.documentElement.lang.startsWith("zh");
  const words = FAULT_WORDS[isChinese ? "zh" : "en"];
  const digest = digestOf(error);
  return (
    <MessagePage title={words.title} text={words.text} isFramed={isFramed}>
      <button type="button" onClick={retry} className={buttonClass("primary")}>
        {words.tryAgain}
      </button>
      {/* A document navigation: what the client router holds may be what is broken. */}
      <a href="/" className={buttonClass("quiet")}>
        {words.goToStart}
      </a>
      {digest && (
        <p className="basis-full text-sm text-muted">
          {words.reference} <code>{digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
