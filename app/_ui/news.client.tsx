"use client";

import { type ComponentType, useEffect, useState } from "react";
import { Notice, type WayOn, WayOnLink } from "./notice";
import type { Said, ToastsProps } from "./toasts.client";

type NewsIslandProps = {
  done: string | null;
  problem: string | null;
  wayOn?: WayOn;
  stamp: number;
  isSoft: boolean;
  words: ToastsProps["words"];
};

const KEYS = ["done", "count", "error"];

/**
 * Takes what was said off the address, so that a reload does not say it again. What is wrong with a field is not said any
 * more, but stands beside the field: it stays under another name, for a list that changes makes the page anew meanwhile.
 * @returns whether it was there
 */
function forgetQuery(): boolean {
  const url = new URL(window.location.href);
  const said = KEYS.filter((key) => url.searchParams.has(key));
  const error = url.searchParams.get("error");
  for (const key of said) url.searchParams.delete(key);
  if (error?.includes(":")) url.searchParams.set("fault", error);
  if (said.length > 0) window.history.replaceState(null, "", url);
  return said.length > 0;
}

export function NewsIsland({ done, problem, wayOn, stamp, isSoft, words }: NewsIslandProps) {
  const text = problem ?? done;
  const isProblem = problem !== null;
  const said: Said | null =
    text === null ? null : { text, tone: isProblem ? "problem" : "done", wayOn: isProblem ? wayOn : undefined, stamp };
  /** Stays when the page is shown anew without it: nothing moves under the eyes of a reader. */
  const [inPage, setInPage] = useState(isSoft ? null : said);
  const [toast, setToast] = useState<Said | null>(null);
  const [Toasts, setToasts] = useState<ComponentType<ToastsProps> | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that the server has made the page
  useEffect(() => {
    if (!said) return;
    const tell = async () => {
      // The page may be made twice for one answer: what is off the address was said.
      if (!forgetQuery() || !isSoft) return;
      setInPage(null);
      const loaded = await import("./toasts.client").catch(() => null);
      if (!loaded) return setInPage(said);
      setToasts(() => loaded.Toasts);
      setToast(said);
    };
    // Afterwards: while a page comes alive, the router does not know yet that its address may change.
    const timer = setTimeout(tell);
    return () => clearTimeout(timer);
  }, [stamp]);

  return (
    <>
      {inPage && (
        <Notice tone={inPage.tone}>
          {inPage.text} {inPage.wayOn && <WayOnLink {...inPage.wayOn} />}
        </Notice>
      )}
      {Toasts && toast && <Toasts said={toast} words={words} />}
    </>
  );
}
