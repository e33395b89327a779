"use client";

import { useState } from "react";
import { Button } from "../_ui/button";
import { SheetDialog } from "../_ui/sheet-dialog.client";
import { type Said, Toasts, type ToastsProps } from "../_ui/toasts.client";

type FloatingSamplesProps = {
  /** Keeps ids apart from those of other panels. */
  id: string;
  text: { name: string; sentence: string };
  words: ToastsProps["words"] & { toastDone: string; toastProblem: string; toastWayOn: string; openSheet: string };
};

/** What comes and goes above a page: the very toasts and the very sheet of the product, each by a button. */
export function FloatingSamples({ id, text, words }: FloatingSamplesProps) {
  const [said, setSaid] = useState<Said | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const say = (tone: Said["tone"], wayOn?: Said["wayOn"]) =>
    setSaid({ text: text.sentence, tone, wayOn, stamp: performance.now() });
  const titleId = `${id}-title`;
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="button" look="quiet" onClick={() => say("done")}>
        {words.toastDone}
      </Button>
      <Button type="button" look="quiet" onClick={() => say("problem")}>
        {words.toastProblem}
      </Button>
      <Button type="button" look="quiet" onClick={() => say("problem", { href: "/design", label: text.name })}>
        {words.toastWayOn}
      </Button>
      <Button type="button" look="quiet" id={id} onClick={() => setIsOpen(true)}>
        {words.openSheet}
      </Button>
      {said && <Toasts said={said} words={words} />}
      {isOpen && (
        <SheetDialog labelledBy={titleId} openerId={id} fallbackId={id} onClose={() => setIsOpen(false)}>
          <div className="grid gap-4">
            <h2 id={titleId} className="text-lg font-bold break-words">
              {text.name}
            </h2>
            <p className="break-words">{text.sentence}</p>
            <Button type="button" look="quiet" data-close="" className="justify-self-start">
              {words.close}
            </Button>
          </div>
        </SheetDialog>
      )}
    </div>
  );
}
