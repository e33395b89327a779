"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import type { SheetDialogProps } from "./sheet-dialog.client";
import { softLink } from "./soft-links.client";

type SheetProps = Omit<SheetDialogProps, "onClose"> & {
  /** The query's key that opens it: the sheet is a place of its own, which the Back button leaves. */
  param: string;
  /** Where it is closed. */
  closeHref: string;
  /** Whether it was opened from the page that is below, and not by loading its address. */
  isSoft: boolean;
};

const here = () => new URLSearchParams(window.location.search);

/**
 * Whether one step back is the page below. The router leaves out a step that it is asked to replace before it has taken it:
 * what was opened and saved in one breath has before it whatever the page was loaded after.
 */
function isBelow(param: string): boolean {
  const { navigation } = window; // where the browser does not tell, nobody is led out of the page
  const before = navigation?.entries()[(navigation.currentEntry?.index ?? 0) - 1];
  return Boolean(before?.url && before.sameDocument && !new URL(before.url).searchParams.has(param));
}

/**
 * Shows its children beside the page, as a dialog. Their page renders them; without JavaScript they are a section at the
 * top of it, and until the dialog is loaded they stand where it will be.
 */
export function Sheet({ param, closeHref, isSoft, children, ...props }: SheetProps) {
  const router = useRouter();
  const asked = useSearchParams().get(param);
  const [closed, setClosed] = useState<string | null>(null);
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
    // The router closes it only once it has fetched what is below, which without a network is never; and what is asked for
    // again before that it need not fetch.
    const onPop = () => setClosed(here().has(param) ? null : asked);
    const onClick = (event: MouseEvent) => {
      const link = softLink(event);
      if (link && new URL(link.href).searchParams.get(param) === asked) setClosed(null);
    };
    window.addEventListener("popstate", onPop);
    document.addEventListener("click", onClick);
    return () => {
      window.removeEventListener("popstate", onPop);
      document.removeEventListener("click", onClick);
    };
  }, [param, asked]);
  if (asked === null || asked === closed) return null;
  if (Dialog && Dialog !== "failed") {
    const close = () => {
      if (wasOpenedHere && here().has(param) && isBelow(param)) return window.history.back();
      setClosed(asked);
      // Not by history.replaceState: the router would keep what was made for one address under the other.
      if (navigator.onLine) router.replace(closeHref, { scroll: false });
    };
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
