"use client";

import { useSearchParams } from "next/navigation";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import type { SheetDialogProps } from "./sheet-dialog.client";

type SheetProps = Omit<SheetDialogProps, "onClose"> & {
  /** The query's key that opens it: the sheet is a place of its own, which the Back button leaves. */
  param: string;
  /** Where it is closed. */
  closeHref: string;
  /** Whether it was opened from the page that is below, and not by loading its address. */
  isSoft: boolean;
  /** Another one each time that the server has made the page. */
  stamp: number;
};

/**
 * Shows its children beside the page, as a dialog. Their page renders them; without JavaScript they are a section at the
 * top of it, and until the dialog is loaded they stand where it will be.
 */
export function Sheet({ param, closeHref, isSoft, stamp, children, ...props }: SheetProps) {
  const isAsked = useSearchParams().has(param);
  const [closedStamp, setClosedStamp] = useState<number | null>(null);
  const [wasOpenedHere] = useState(isSoft);
  const [Dialog, setDialog] = useState<ComponentType<SheetDialogProps> | "failed" | null>(null);
  useEffect(() => {
    let isHere = true;
    void import("./sheet-dialog.client").then(
      ({ SheetDialog }) => isHere && setDialog(() => SheetDialog),
      () => isHere && setDialog("failed"),
    );
    return () => {
      isHere = false;
    };
  }, []);
  useEffect(() => {
    // The router would close it only once it has fetched what is below, which without a network is never.
    const onPop = () => setClosedStamp(new URLSearchParams(window.location.search).has(param) ? null : stamp);
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }, [param, stamp]);
  if (!isAsked || closedStamp === stamp) return null;
  if (Dialog && Dialog !== "failed") {
    const close = () => (wasOpenedHere ? window.history.back() : window.history.replaceState(null, "", closeHref));
    return (
      <Dialog {...props} onClose={close}>
        {children}
      </Dialog>
    );
  }
  return wasOpenedHere && Dialog === null ? null : <Section labelledBy={props.labelledBy}>{children}</Section>;
}

function Section({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    <>
      <div aria-hidden="true" className="fixed inset-0 z-40 bg-paper/80 noscript:hidden" />
      <section
        aria-labelledby={labelledBy}
        className="fixed inset-y-0 end-0 z-40 w-full max-w-md overflow-y-auto border-line bg-card p-6 shadow-float max-sm:inset-x-0 max-sm:top-auto max-sm:max-h-[90dvh] max-sm:max-w-none max-sm:rounded-t-card sm:border-s noscript:static noscript:max-h-none noscript:max-w-none noscript:rounded-card noscript:border noscript:shadow-none"
      >
        {children}
      </section>
    </>
  );
}
