"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { ANSWERED, type Answer } from "./forms.client";

/** What is asked; the act is the form that posts to `action`. */
export type Asked = { question: string; text: string; confirm: string; action: string };

export type ConfirmDialogProps = {
  asked: Asked;
  /** Another one each time that the server has made the page. */
  stamp: number;
  /** Of what has the focus when the one who was asked is gone. */
  fallbackId: string;
  words: { cancel: string; close: string; working: string; goneTitle: string; goneText: string };
  onClose: () => void;
};

/** asking; sending, until the answer is there; shown: the page is being made anew, and the dialog goes with the old one. */
type Phase = "asking" | "sending" | "shown";

/** Found each time, for the page is made anew while the dialog is open; in the dialog below first, where there is one. */
function findForm(action: string): HTMLFormElement | null {
  const form = `details[data-confirm] form[action="${CSS.escape(action)}"]`;
  return document.querySelector<HTMLFormElement>(`[data-dialog] ${form}`) ?? document.querySelector(form);
}

/** Asks before an act, sends its form, and stays until the page shows what came of it. Without a network it can be tried again. */
export function ConfirmDialog({ asked, stamp, fallbackId, words, onClose }: ConfirmDialogProps) {
  const [phase, setPhase] = useState<Phase>("asking");
  const [isGone, setIsGone] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const seenStamp = useRef(stamp);

  useEffect(() => {
    const onAnswer = (event: Event) => {
      const { action, outcome } = (event as CustomEvent<Answer>).detail;
      if (action !== asked.action || outcome === "left") return; // another form's, or the page goes anyway
      setPhase(outcome === "shown" ? "shown" : "asking");
    };
    document.addEventListener(ANSWERED, onAnswer);
    return () => document.removeEventListener(ANSWERED, onAnswer);
  }, [asked.action]);
  useEffect(() => {
    if (stamp === seenStamp.current) return;
    seenStamp.current = stamp;
    if (phase === "shown") onClose();
    else setIsGone(findForm(asked.action) === null);
  }, [stamp, phase, asked.action, onClose]);
  useEffect(() => {
    if (isGone) cancel.current?.focus(); // the button beside it is gone, perhaps with the focus
  }, [isGone]);

  const isSending = phase !== "asking";
  const confirm = () => {
    const form = findForm(asked.action);
    if (isSending || !form) return;
    setPhase("sending");
    form.requestSubmit();
  };
  const finalFocus = () =>
    findForm(asked.action)?.closest("details")?.querySelector("summary") ?? document.getElementById(fallbackId);

  return (
    <CSPProvider disableStyleElements>
      <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && !isSending && onClose()}>
        <AlertDialog.Portal>
          <AlertDialog.Backdrop
            forceRender
            className="fixed inset-0 z-40 bg-paper/80 transition-opacity duration-150 data-starting-style:opacity-0"
          />
          <AlertDialog.Popup
            initialFocus={cancel}
            finalFocus={finalFocus}
            className="fixed inset-4 z-40 m-auto grid h-fit max-h-[calc(100dvh-2rem)] max-w-md animate-appear gap-4 overflow-y-auto rounded-card border border-line bg-card p-6 shadow-float"
          >
            <AlertDialog.Title className="text-lg font-bold">
              {isGone ? words.goneTitle : asked.question}
            </AlertDialog.Title>
            <AlertDialog.Description className="text-muted">
              {isGone ? words.goneText : asked.text}
            </AlertDialog.Description>
            <div className="flex flex-wrap justify-end gap-2 max-sm:grid max-sm:justify-stretch">
              <Button
                ref={cancel}
                look="quiet"
                type="button"
                aria-disabled={isSending}
                onClick={() => !isSending && onClose()}
              >
                {isGone ? words.close : words.cancel}
              </Button>
              {!isGone && (
                <Button look="danger" type="button" aria-disabled={isSending} onClick={confirm} className="relative">
                  <span className={isSending ? "invisible" : undefined}>{asked.confirm}</span>
                  {isSending && <span className="absolute animate-late">{words.working}</span>}
                </Button>
              )}
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </CSPProvider>
  );
}
