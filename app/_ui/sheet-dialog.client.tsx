"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { Dialog } from "@base-ui/react/dialog";
import type { MouseEvent, ReactNode } from "react";

export type SheetDialogProps = {
  labelledBy: string;
  /** What has the focus when the sheet is closed: the link that opened it, or else something that is always there. */
  openerId: string;
  fallbackId: string;
  children: ReactNode;
  onClose: () => void;
};

/** A sheet at the side, or on a phone at the bottom. What is marked `data-close` in it closes it. */
export function SheetDialog({ labelledBy, openerId, fallbackId, children, onClose }: SheetDialogProps) {
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-close]")) return;
    event.preventDefault();
    onClose();
  };
  const finalFocus = () => document.getElementById(openerId) ?? document.getElementById(fallbackId);
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-paper/80" />
          <Dialog.Popup
            data-dialog=""
            aria-labelledby={labelledBy}
            finalFocus={finalFocus}
            onClick={onClick}
            className="fixed inset-y-0 end-0 z-40 w-full max-w-md overflow-y-auto border-line bg-card p-6 shadow-float outline-none max-sm:inset-x-0 max-sm:top-auto max-sm:max-h-[90dvh] max-sm:max-w-none max-sm:rounded-t-card sm:border-s"
          >
            {children}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  );
}
