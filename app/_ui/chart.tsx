import type { ReactNode } from "react";

/** Looks of the parts of a bar, told apart by pattern as well as by colour. */
export const FILLS = ["first", "second", "third", "rest", "failed"] as const;
export type Fill = (typeof FILLS)[number];

const GROUNDS: Record<Fill, string> = {
  first: "fill-accent forced-colors:fill-[CanvasText]",
  second: "fill-bronze forced-colors:fill-[Canvas]",
  third: "fill-muted forced-colors:fill-[Canvas]",
  rest: "fill-card forced-colors:fill-[Canvas]",
  failed: "fill-danger forced-colors:fill-[Canvas]",
};
const LINES: Partial<Record<Fill, { d: string; className: string; width?: number }>> = {
  second: { d: "M-1 7 7-1M-1 1 1-1M5 7 7 5", className: "stroke-card" },
  third: { d: "M0 3h2M3 0h2M3 6h2", className: "stroke-card" },
  rest: { d: "M-1-1 7 7M-1 5 1 7M5-1 7 1", className: "stroke-muted", width: 1.5 },
  failed: { d: "M-1 7 7-1M-1-1 7 7", className: "stroke-card" },
};

const fillId = (chartId: string, fill: Fill) => `${chartId}-${fill}`;
/** The attribute that fills a shape of this chart. */
export const fillOf = (chartId: string, fill: Fill): string => `url(#${fillId(chartId, fill)})`;

/** The patterns of one chart; ids are the page's, so each chart has its own. */
export function ChartFills({ chartId }: { chartId: string }) {
  return (
    <defs>
      {FILLS.map((fill) => (
        <pattern key={fill} id={fillId(chartId, fill)} width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" className={GROUNDS[fill]} />
          {LINES[fill] && (
            <path
              d={LINES[fill].d}
              strokeWidth={LINES[fill].width ?? 1.25}
              className={`${LINES[fill].className} forced-colors:stroke-[CanvasText]`}
            />
          )}
        </pattern>
      ))}
    </defs>
  );
}

/** An entry of the legend: the look, and what it stands for. */
export function LegendEntry({ chartId, fill, children }: { chartId: string; fill: Fill; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      <svg width="16" height="16" aria-hidden="true" className="mt-0.5 shrink-0">
        <rect x=".5" y=".5" width="15" height="15" rx="3" fill={fillOf(chartId, fill)} className={EDGE} />
      </svg>
      <span className="min-w-0">{children}</span>
    </li>
  );
}

const EDGE = "stroke-card forced-colors:stroke-[CanvasText]";

type Part = { fill: Fill; count: number };
export type Column = { key: string; label: string; parts: readonly Part[] };

type BarsProps = {
  chartId: string;
  columns: readonly Column[];
  /** The count that fills the height, in px. */
  most: number;
  height: number;
  /** Where in the chart the bars stand, in px from its top: on `top + height`, or hanging from `top`. */
  top: number;
  isHanging?: boolean;
};

const THINNEST = 3;

/** Stacked bars over the whole width of the chart, one column beside the other. */
export function Bars({ chartId, columns, most, height, top, isHanging = false }: BarsProps) {
  const width = 100 / columns.length;
  return columns.map(({ key, parts }, i) => {
    let reached = 0;
    return parts.map(({ fill, count }) => {
      if (count === 0) return null;
      const size = Math.max(THINNEST, (count / most) * height);
      const y = isHanging ? top + reached : top + height - reached - size;
      reached += size;
      return (
        <rect
          key={`${key}-${fill}`}
          x={`${(i + 0.12) * width}%`}
          width={`${0.76 * width}%`}
          y={y}
          height={size}
          rx="1.5"
          fill={fillOf(chartId, fill)}
          className={EDGE}
        />
      );
    });
  });
}

/** What the pointer is told of each column. */
export function ColumnTitles({ columns }: { columns: readonly Column[] }) {
  const width = 100 / columns.length;
  return columns.map(({ key, label }, i) => (
    <rect key={key} x={`${i * width}%`} width={`${width}%`} height="100%" className="fill-transparent">
      <title>{label}</title>
    </rect>
  ));
}
