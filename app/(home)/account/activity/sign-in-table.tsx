import { buttonClass } from "@/app/_ui/button";
import type { SignInsByDay } from "@/lib/sessions/sign-ins-by-day";
import type { Format } from "@/lib/shared/format";
import type { Words } from "@/lib/shared/words/words";

type SignInTableProps = {
  grouped: SignInsByDay;
  names: readonly string[];
  words: Words["activity"];
  format: Format;
};

const CELL = "py-1.5 pe-3 text-start align-top";

/** The same figures to read: the days on which something happened, the latest first. */
export function SignInTable({ grouped, names, words, format }: SignInTableProps) {
  const days = grouped.days
    .map(({ day, counts, failed }) => {
      const rows = counts.map((count, i) => ({ key: grouped.series[i]?.deviceId ?? "rest", name: names[i], count }));
      return {
        day,
        rows: [...rows, { key: "failed", name: words.failed, count: failed }].filter(({ count }) => count),
      };
    })
    .filter(({ rows }) => rows.length > 0)
    .reverse();
  return (
    <details className="group">
      <summary className={buttonClass("quiet")}>{words.asTable}</summary>
      <table className="mt-4 w-full text-sm">
        <caption className="pb-2 text-start text-muted">{words.tableCaption}</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={CELL}>
              {words.day}
            </th>
            <th scope="col" className={CELL}>
              {words.device}
            </th>
            <th scope="col" className={CELL}>
              {words.times}
            </th>
          </tr>
        </thead>
        {days.map(({ day, rows }) => (
          <tbody key={day} className="border-b border-line last:border-0">
            {rows.map(({ key, name, count }, i) => (
              <tr key={key}>
                {i === 0 && (
                  <th scope="rowgroup" rowSpan={rows.length} className={`${CELL} font-normal whitespace-nowrap`}>
                    <time dateTime={day}>{format.calendarDay(day)}</time>
                  </th>
                )}
                <td className={CELL}>
                  <bdi>{name}</bdi>
                </td>
                <td className={`${CELL} tabular-nums`}>{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </details>
  );
}
