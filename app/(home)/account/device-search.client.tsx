"use client";

import { Search } from "lucide-react";
import { useLayoutEffect, useState } from "react";
import { buttonClass } from "@/app/_ui/button";
import { finder } from "@/lib/shared/device-search";
import { fillIn } from "@/lib/shared/fill-in";

type DeviceSearchProps = {
  /** What the address asks for, and how many the server found. */
  typed: string;
  foundFirst: number;
  /** Another one each time that the list is made anew. */
  stamp: number;
  words: { label: string; hint: string; search: string; found: string; foundNone: string };
};

/** Hides the rows that are not like what was typed, and headings with no row left. @returns how many are left */
function filterRows(typed: string): number {
  const isFound = finder(typed);
  let count = 0;
  for (const row of document.querySelectorAll<HTMLElement>("#device-groups [data-search]")) {
    const isShown = isFound(row.dataset.search ?? "");
    if (row.hidden === isShown) row.hidden = !isShown;
    if (isShown) count++;
  }
  for (const group of document.querySelectorAll<HTMLElement>("[data-device-group]"))
    group.hidden = group.querySelector("[data-search]:not([hidden])") === null;
  document.getElementById("device-groups")?.toggleAttribute("data-filtered", typed.trim() !== "");
  return count;
}

/** Filters the list as one types; it keeps doing so when the list changes. Without JavaScript the server does, on Enter. */
export function DeviceSearch({ typed: asked, foundFirst, stamp, words }: DeviceSearchProps) {
  const [typed, setTyped] = useState(asked);
  const [count, setCount] = useState(foundFirst);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that the server has made anew are filtered too
  useLayoutEffect(() => setCount(filterRows(typed)), [typed, stamp]);
  const isFiltered = typed.trim() !== "";
  const said = count === 0 ? words.foundNone : fillIn(words.found, { count });
  return (
    <search>
      <form method="get" action="/account" onSubmit={(event) => event.preventDefault()} className="grid gap-1.5">
        <label htmlFor="device-search" className="text-sm font-semibold">
          {words.label}
        </label>
        <div className="flex gap-2">
          <div className="relative grow">
            <Search aria-hidden="true" className="pointer-events-none absolute start-3 top-3 size-5 text-muted" />
            <input
              id="device-search"
              type="search"
              name="q"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
              autoComplete="off"
              maxLength={200}
              aria-describedby="device-search-hint"
              className="min-h-11 w-full rounded-field border border-muted bg-card ps-10 pe-3"
            />
          </div>
          <button type="submit" className={`${buttonClass("quiet")} hidden noscript:inline-flex`}>
            {words.search}
          </button>
        </div>
        <p className="text-sm text-muted">
          <span id="device-search-hint" className={isFiltered ? "sr-only" : undefined}>
            {words.hint}
          </span>
          <span aria-live="polite">{isFiltered ? said : ""}</span>
        </p>
      </form>
    </search>
  );
}
