/** Two halves of a tally that meet along a broken edge. A screen reader has the name beside it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <path d="M9 3h8l-4 6.5 5 6.5-5 6.5 4 6.5H9a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6Z" fill="currentColor" />
      <path d="M20 3h3a6 6 0 0 1 6 6v14a6 6 0 0 1-6 6h-3l-4-6.5 5-6.5-5-6.5L20 3Z" fill="currentColor" opacity="0.55" />
    </svg>
  );
}
