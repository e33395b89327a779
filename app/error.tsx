"use client";

import { FAULT_WORDS } from "@/lib/shared/words/fault";
import { buttonClass } from "./_ui/button";
import { MessagePage } from "./_ui/message-page";

export default function ErrorPage({ reset }: { reset: () => void }) {
  const isChinese = typeof document !== "undefined" && document.documentElement.lang.startsWith("zh");
  const words = FAULT_WORDS[isChinese ? "zh" : "en"];
  return (
    <MessagePage title={words.title} text={words.text}>
      <button type="button" onClick={reset} className={buttonClass("primary")}>
        {words.tryAgain}
      </button>
      {/* A document navigation: what the client router holds may be what is broken. */}
      <a href="/" className={buttonClass("quiet")}>
        {words.goToStart}
      </a>
    </MessagePage>
  );
}
