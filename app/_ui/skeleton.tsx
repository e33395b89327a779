/** Where something is about to stand. Screen readers hear the title of the page when it is there: the router says it. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={`motion-safe:animate-breathe rounded-field bg-line ${className}`} />;
}

/** The outline of a page of the account: a heading and a few cards. */
export function PageSkeleton() {
  return (
    <div aria-hidden="true" className="grid gap-6">
      <Skeleton className="h-8 w-48 max-w-full" />
      {["h-40", "h-28", "h-20"].map((height) => (
        <div key={height} className="grid gap-3 rounded-card border border-line bg-card p-4 sm:p-6">
          <Skeleton className="h-5 w-2/5" />
          <Skeleton className={height} />
        </div>
      ))}
    </div>
  );
}
