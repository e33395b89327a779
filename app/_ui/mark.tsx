/** On a square of 48. The halves fit each other along the same broken edge, drawn from the forehead down. */
export const OUTLINE = {
  start:
    "M24 7.5C21 7.5 18.4 8 16.2 8.9 14.9 6.2 12.2 4.4 9.1 4.4 4.8 4.4 1.6 7.8 1.6 12c0 2.9 1.5 5.3 3.8 6.6-1.2 2.1-2 4.3-2.3 6.6l6.5.8-6.7 3.2c.3 2 1 3.8 2 5.4l5.7-1-3.2 3.8c4 4.2 10 7.1 16.6 7.1v-8l4-5.5-7.8-6.5 3.8-4",
  end: "M24 7.5c3 0 5.6.5 7.8 1.4 1.3-2.7 4-4.5 7.1-4.5 4.3 0 7.5 3.4 7.5 7.6 0 2.9-1.5 5.3-3.8 6.6 1.2 2.1 2 4.3 2.3 6.6l-6.5.8 6.7 3.2c-.3 2-1 3.8-2 5.4l-5.7-1 3.2 3.8c-4 4.2-10 7.1-16.6 7.1v-8l4-5.5-7.8-6.5 3.8-4",
};
export const EYE = {
  start: "M10.2 22.6c3.4-1.4 7 .4 8 4.4-3.8.6-7.2-1-8-4.4Z",
  end: "M37.8 22.6c-3.4-1.4-7 .4-8 4.4 3.8.6 7.2-1 8-4.4Z",
};
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
