import type { ComponentProps } from "react";

/** Where colours are forced, a border is all that is left of a button: a transparent one is seen there. */
const LOOKS = {
  primary: "border-transparent bg-accent text-on-accent hover:opacity-90",
  quiet: "border-line bg-card text-ink hover:border-muted",
  danger: "border-transparent bg-danger text-on-danger hover:opacity-90",
};

/** The shape of everything that is pressed: 44 px high, for thumbs. */
export const buttonClass = (look: keyof typeof LOOKS) =>
  `inline-flex min-h-11 disabled:opacity-50 items-center justify-center gap-2 rounded-field border px-4 py-2 text-center text-sm font-semibold ${LOOKS[look]}`;

/** A button. While the form that it sends is on its way, a ring turns in place of its words (app/globals.css). */
export function Button({
  look = "primary",
  className = "",
  children,
  ...props
}: ComponentProps<"button"> & { look?: keyof typeof LOOKS }) {
  return (
    <button {...props} className={`relative ${buttonClass(look)} ${className}`}>
      <span data-words="" className="inline-flex items-center gap-2">
        {children}
      </span>
    </button>
  );
}
