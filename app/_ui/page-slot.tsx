import type { ReactNode } from "react";
import { PageSkeleton } from "./skeleton";

/**
 * Where pages take turns. A link that knows this `id` marks it busy while the next page is on its way (nav-link.client):
 * what is there gives way to an outline after 300 ms. Without JavaScript nothing is ever busy, and nothing is hidden.
 */
export function PageSlot({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="group/slot relative min-w-0">
      <div className="absolute inset-x-0 top-0 hidden animate-late group-aria-busy/slot:block">
        <PageSkeleton />
      </div>
      <div className="group-aria-busy/slot:animate-give-way">{children}</div>
    </div>
  );
}
