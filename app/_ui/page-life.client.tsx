"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore, useTransition } from "react";
import { keepForms, settle } from "./forms.client";
import { ProgressBar } from "./progress-bar";

type PageLifeProps = {
  /** What the server wrote the page's times in; null: it does not know the reader's zone yet. */
  timeZone: string | null;
  words: { notSent: string; offline: string };
};

function watchConnection(onChange: () => void): () => void {
  for (const name of ["online", "offline"]) window.addEventListener(name, onChange);
  return () => {
    for (const name of ["online", "offline"]) window.removeEventListener(name, onChange);
  };
}

/** What every page does while it is open: sends its forms, says when there is no connection, and tells its time zone. */
export function PageLife({ timeZone, words }: PageLifeProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const answered = useRef<HTMLFormElement>(null);
  const [trouble, setTrouble] = useState<{ text: string; path: string } | null>(null);
  const path = usePathname();
  const isOnline = useSyncExternalStore(
    watchConnection,
    () => navigator.onLine,
    () => true,
  );

  useEffect(() => {
    const show = (path: string, form: HTMLFormElement) => {
      answered.current = form;
      startTransition(() => {
        router.replace(path, { scroll: false });
        router.refresh();
      });
    };
    const tell = (text: string | null) => setTrouble(text === null ? null : { text, path: window.location.pathname });
    return keepForms({ show, tell, notSent: words.notSent });
  }, [router, words.notSent]);

  useEffect(() => {
    if (trouble === null) return;
    const forget = () => setTrouble(null); // who types goes on, and has read it
    document.addEventListener("input", forget);
    return () => document.removeEventListener("input", forget);
  }, [trouble]);

  useEffect(() => {
    if (isPending || !answered.current) return;
    settle(answered.current);
    answered.current = null;
  }, [isPending]);

  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!own || own === timeZone) return;
    const body = JSON.stringify({ timeZone: own });
    void fetch("/api/preferences", { method: "POST", headers: { "Content-Type": "application/json" }, body }).then(
      ({ ok }) => ok && document.querySelector("time") && router.refresh(),
      () => undefined, // times stay in the zone that is written beside them
    );
  }, [router, timeZone]);

  // What went wrong on another page can be tried again there alone.
  const message = isOnline ? trouble?.path === path && trouble.text : words.offline;
  return (
    <>
      {isPending && <ProgressBar />}
      {/* Named live, it is heard over an open dialog too: that hides whatever else is around it. */}
      <div
        role="alert"
        aria-live="assertive"
        className="pointer-events-none fixed inset-x-0 bottom-0 z-50 grid justify-center max-sm:bottom-[calc(4rem+env(safe-area-inset-bottom))]"
      >
        {message && (
          <p className="pointer-events-auto m-4 max-w-md animate-appear rounded-field bg-ink px-4 py-3 text-sm text-paper shadow-float">
            {message}
          </p>
        )}
      </div>
    </>
  );
}
