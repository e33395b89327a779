import { EYE, OUTLINE } from "./mark-shapes";

const EAR = {
  start: "M9.1 9a3.1 3.1 0 0 0-2.7 4.6 12 12 0 0 1 5.3-3.2A3.1 3.1 0 0 0 9.1 9Z",
  end: "M38.9 9a3.1 3.1 0 0 1 2.7 4.6 12 12 0 0 0-5.3-3.2A3.1 3.1 0 0 1 38.9 9Z",
};
/** Half of 王, "king", which every tiger wears: whole only while the halves meet. */
const BROW = {
  start: "v-1.9h-6v-1.8h6v-1.6h-4.2v-1.8H24v-1.6h-5.4V10H24Z",
  end: "v-1.9h6v-1.8h-6v-1.6h4.2v-1.8H24v-1.6h5.4V10H24Z",
};
const SIDES = ["start", "end"] as const;
const FILL = {
  start: "tally-start fill-bronze forced-colors:fill-[CanvasText]",
  end: "tally-end fill-accent forced-colors:fill-[CanvasText]",
};

type MarkProps = {
  className?: string;
  /** The one picture of the door: its halves stand apart, and meet when someone is let in (app/globals.css). */
  isApart?: boolean;
  /** A session has ended: they part before the reader's eyes. */
  isParting?: boolean;
};

/** A bronze tiger cut in two: the mark. A screen reader has the name beside it. app/icon.svg is the same shape. */
export function Mark({ className = "", isApart = false, isParting = false }: MarkProps) {
  const state = isApart ? `tally-apart ${isParting ? "tally-parting" : ""}` : "";
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true" className={`overflow-visible ${state} ${className}`}>
      {SIDES.map((side) => (
        <path
          key={side}
          className={FILL[side]}
          fillRule="evenodd"
          d={OUTLINE[side] + (isApart ? `${BROW[side]}${EAR[side]}` : "Z") + EYE[side]}
        />
      ))}
    </svg>
  );
}
