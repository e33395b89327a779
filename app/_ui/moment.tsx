import { pageReader } from "../_http/preferences";

/** A moment as people say it ("3 minutes ago"), with the exact time on hover and for screen readers. */
export async function Moment({ at, now }: { at: Date; now: Date }) {
  const { format, words } = await pageReader();
  const exact = format.exact(at);
  return (
    <time dateTime={at.toISOString()} title={exact} className="whitespace-nowrap">
      {format.relative(at, now) ?? words.common.justNow}
      <span className="sr-only"> ({exact})</span>
    </time>
  );
}
