import type { ComponentProps } from "react";

const LOOKS = {
  primary: "bg-accent text-on-accent hover:opacity-90",
  quiet: "border border-line bg-card text-ink hover:border-muted",
  danger: "bg-danger text-paper hover:opacity-90",
};

/** The shape of everything that is pressed: 44 px high, for thumbs. */
export const buttonClass = (look: keyof typeof LOOKS) =>
  `inline-flex min-h-11 items-center justify-center gap-2 rounded-lg px-4 py-2 text-center text-sm font-semibold ${LOOKS[look]}`;

export function Button({
  look = "primary",
  className = "",
  ...props
}: ComponentProps<"button"> & { look?: keyof typeof LOOKS }) {
  return <button {...props} className={`${buttonClass(look)} ${className}`} />;
}
