import type { ReactNode } from "react";

const TONES = {
  accent: "bg-accent text-on-accent",
  bronze: "bg-bronze-soft text-bronze",
  danger: "bg-danger-soft text-danger",
  plain: "border border-line bg-card text-ink",
};

/** A word that marks what stands beside it. Its meaning is in the word, never in the colour alone. */
export function Badge({ tone = "plain", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span className={`inline-block rounded-full px-2.5 py-0.5 text-xs font-semibold ${TONES[tone]}`}>{children}</span>
  );
}
