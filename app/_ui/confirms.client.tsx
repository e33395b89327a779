"use client";

import { type ComponentType, useEffect, useState } from "react";
import type { Asked, ConfirmDialogProps } from "./confirm-dialog.client";

type ConfirmsProps = Omit<ConfirmDialogProps, "asked" | "onClose"> & {
  /** A dialog asks for what is in it by itself: the two know of each other then. */
  isInDialog?: boolean;
};

/** What is asked before the act of a disclosure, read off it; null where a click is on none, or on one that is open. */
function readAsked(target: EventTarget | null, isInDialog: boolean): Asked | null {
  if (!(target instanceof Element)) return null;
  const details = target.closest("summary")?.closest<HTMLDetailsElement>("details[data-confirm]");
  if (!details || details.open || isInDialog !== Boolean(details.closest("[data-dialog]"))) return null;
  const form = details.querySelector("form");
  return {
    question: details.dataset.confirm ?? "",
    text: form?.querySelector("p")?.textContent ?? "",
    confirm: form?.querySelector("button")?.textContent ?? "",
    action: form?.getAttribute("action") ?? "",
  };
}

/**
 * Asks in a dialog what the disclosures of `Confirm` ask by themselves without JavaScript. One listener for the whole page;
 * the dialog is loaded when it is first wanted, and where that fails the disclosure opens as it would without it.
 */
export function Confirms({ isInDialog = false, ...props }: ConfirmsProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [Dialog, setDialog] = useState<ComponentType<ConfirmDialogProps> | null>(null);
  useEffect(() => {
    const onClick = async (event: MouseEvent) => {
      const wanted = readAsked(event.target, isInDialog);
      if (!wanted) return;
      event.preventDefault();
      const loaded = await import("./confirm-dialog.client").catch(() => null);
      if (!loaded) {
        if (event.target instanceof Element) event.target.closest("details")?.setAttribute("open", "");
        return;
      }
      setDialog(() => loaded.ConfirmDialog);
      setAsked(wanted);
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [isInDialog]);
  return Dialog && asked && <Dialog {...props} asked={asked} onClose={() => setAsked(null)} />;
}
