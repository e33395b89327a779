"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect } from "react";
import { type WayOn, WayOnLink } from "./notice";

export type Said = { text: string; tone: "done" | "problem"; wayOn?: WayOn; stamp: number };

export type ToastsProps = { said: Said; words: { close: string; news: string } };

/** Long enough to be read twice; it waits while the pointer or the focus is on it. In milliseconds. */
const SHOWN_MS = 8_000;
/** What offers a way on stays until it is closed. */
const STAYS = 0;
/** The library makes each toast a dialog; these are read, and not entered. */
const NO_DIALOG = { "aria-modal": undefined };

/** News that come and go at the edge of the page. */
export function Toasts({ said, words }: ToastsProps) {
  return (
    <CSPProvider disableStyleElements>
      <Toast.Provider timeout={SHOWN_MS}>
        <Toast.Portal>
          <Toast.Viewport
            role="status"
            aria-label={words.news}
            className="fixed inset-x-4 bottom-20 z-50 mx-auto grid max-w-md gap-2 sm:start-auto sm:end-6 sm:bottom-6 sm:w-full sm:max-w-[min(24rem,100%-3rem)]"
          >
            <ToastList said={said} words={words} />
          </Toast.Viewport>
        </Toast.Portal>
      </Toast.Provider>
    </CSPProvider>
  );
}

function ToastList({ said, words }: ToastsProps) {
  const { add, toasts } = Toast.useToastManager<{ wayOn?: WayOn }>();
  const { text, tone, wayOn, stamp } = said;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it was said; `add` is new each time
  useEffect(() => {
    add({ id: "news", title: text, type: tone, timeout: wayOn ? STAYS : SHOWN_MS, data: { wayOn } }); // what is new takes the place of what was
  }, [stamp]);
  return toasts.map((toast) => {
    const isDone = toast.type === "done";
    const Icon = isDone ? CircleCheck : CircleAlert;
    return (
      <Toast.Root
        key={`${toast.id}-${toast.updateKey}`}
        toast={toast}
        role={isDone ? "group" : "alert"}
        {...NO_DIALOG}
        swipeDirection={["down", "right", "left"]}
        className="translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y) rounded-card border border-line bg-card p-2 ps-4 shadow-float transition-[opacity,translate] duration-200 data-limited:opacity-0 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-center gap-3 text-sm">
          <Icon aria-hidden="true" className={`size-5 shrink-0 ${isDone ? "text-accent" : "text-danger"}`} />
          <div className="grow">
            <Toast.Title render={<p />} className="font-medium" />
            {toast.data?.wayOn && <WayOnLink {...toast.data.wayOn} />}
          </div>
          <Toast.Close
            aria-hidden={false}
            aria-label={words.close}
            className="grid size-11 shrink-0 place-items-center rounded-field text-muted hover:text-ink"
          >
            <X aria-hidden="true" className="size-5" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}
