import { useId } from "react";
import { Bars, ChartFills, type Column, ColumnTitles, type Fill, LegendEntry } from "@/app/_ui/chart";
import type { SignInsByDay } from "@/lib/sessions/sign-ins-by-day";
import type { Format } from "@/lib/shared/format";
import type { Words } from "@/lib/shared/words/words";

type SignInChartProps = {
  grouped: SignInsByDay;
  /** Of the devices, in the order of the series. */
  names: readonly string[];
  summary: string;
  words: Words["activity"];
  format: Format;
};

const SERIES_FILLS: readonly Fill[] = ["first", "second", "third", "rest"];
const UP_PX = 120;
const DOWN_PX = 40;
const GAP_PX = 4;

/** Sign-ins stand on the line, failed ones hang below it, each by a scale of its own that is written beside it. */
export function SignInChart({ grouped, names, summary, words, format }: SignInChartProps) {
  const chartId = useId();
  const { days, failed } = grouped;
  const most = Math.max(1, ...days.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0)));
  const mostFailed = Math.max(1, ...days.map((day) => day.failed));
  const columns: Column[] = days.map(({ day, counts, failed: failures }) => ({
    key: day,
    label: words.dayTitle(
      format.calendarDay(day),
      counts.reduce((sum, count) => sum + count, 0),
      failures,
    ),
    parts: counts.map((count, i) => ({ fill: SERIES_FILLS[i] ?? "rest", count })),
  }));
  const failures = columns.map((column, i) => ({
    ...column,
    parts: [{ fill: "failed" as const, count: days[i]?.failed ?? 0 }],
  }));
  const [first, middle] = [days[0]?.day, days[Math.floor(days.length / 2)]?.day];
  return (
    <figure className="grid gap-4">
      <figcaption>{summary}</figcaption>
      <div className="grid grid-cols-[auto_1fr] gap-x-2 text-xs text-muted tabular-nums">
        <div aria-hidden="true" className="text-end">
          <div className="flex h-[120px] flex-col justify-between">
            <span>{format.number(most)}</span>
            <span>0</span>
          </div>
          {failed > 0 && (
            <div className="flex h-[44px] flex-col justify-end text-danger">{format.number(mostFailed)}</div>
          )}
        </div>
        <svg
          role="img"
          aria-label={summary}
          width="100%"
          height={failed > 0 ? UP_PX + GAP_PX + DOWN_PX : UP_PX}
          className="rtl:-scale-x-100"
        >
          <ChartFills chartId={chartId} />
          <rect y="0" width="100%" height="1" className="fill-line" />
          <Bars chartId={chartId} columns={columns} most={most} height={UP_PX - 1} top={0} />
          <rect y={UP_PX - 1} width="100%" height="1" className="fill-muted" />
          {failed > 0 && (
            <Bars chartId={chartId} columns={failures} most={mostFailed} height={DOWN_PX} top={UP_PX + 1} isHanging />
          )}
          <ColumnTitles columns={columns} />
        </svg>
        <div aria-hidden="true" className="col-start-2 flex justify-between gap-2 pt-1">
          <span>{first && format.calendarDay(first)}</span>
          <span>{middle && format.calendarDay(middle)}</span>
          <span>{words.today}</span>
        </div>
      </div>
      <ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {grouped.series.map(({ deviceId, total }, i) => (
          <LegendEntry key={deviceId ?? "rest"} chartId={chartId} fill={SERIES_FILLS[i] ?? "rest"}>
            <bdi>{names[i]}</bdi> <span className="text-muted">{format.number(total)}</span>
          </LegendEntry>
        ))}
        {failed > 0 && (
          <LegendEntry chartId={chartId} fill="failed">
            {words.failed} <span className="text-muted">{format.number(failed)}</span>
          </LegendEntry>
        )}
      </ul>
    </figure>
  );
}
