"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const format = (iso: string, timeZone: string | undefined) =>
  new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone }).format(new Date(iso));

/**
 * A moment as people say it ("3 minutes ago"), with the exact time on hover and for screen readers: UTC from the
 * server, the reader's own time zone once the page is alive.
 */
export function Time({ iso, spoken }: { iso: string; spoken: string }) {
  const exact = useSyncExternalStore(
    never,
    () => format(iso, undefined),
    () => `${format(iso, "UTC")} UTC`,
  );
  return (
    <time dateTime={iso} title={exact}>
      {spoken}
      <span className="sr-only"> ({exact})</span>
    </time>
  );
}
