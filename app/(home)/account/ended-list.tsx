import { pageReader } from "@/app/_http/preferences";
import type { EndedListedSession } from "@/lib/sessions/list-sessions";
import { EndedRow } from "./ended-row";

/** As many as one may still care about. */
const SHOWN = 5;

/** Sessions that are over, the last first; the older ones folded away. */
export async function EndedList({ ended, now }: { ended: EndedListedSession[]; now: Date }) {
  const { account } = (await pageReader()).words;
  const older = ended.slice(SHOWN);
  const list = (sessions: EndedListedSession[]) => (
    <ul aria-labelledby="ended" className="divide-y divide-line">
      {sessions.map((session) => (
        <EndedRow key={session.id} session={session} now={now} />
      ))}
    </ul>
  );
  return (
    <section aria-labelledby="ended" className="grid gap-2">
      <h2 id="ended" className="text-lg font-bold">
        {account.ended}
      </h2>
      {list(ended.slice(0, SHOWN))}
      {older.length > 0 && (
        <details className="group flex flex-col border-t border-line">
          <summary className="flex min-h-11 items-center text-sm font-semibold text-accent hover:underline">
            <span className="group-open:hidden">{account.showMoreEnded(older.length)}</span>
            <span className="hidden group-open:inline">{account.showFewer}</span>
          </summary>
          {list(older)}
        </details>
      )}
    </section>
  );
}
