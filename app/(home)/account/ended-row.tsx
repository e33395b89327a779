import { Moment } from "@/app/_ui/moment";
import type { EndedListedSession } from "@/lib/sessions/list-sessions";
import { deviceLabel } from "@/lib/shared/device-label";
import { END_REASON_WORDS } from "@/lib/shared/words";

/** A session that is over: which device, why, when. */
export function EndedRow({ session, now }: { session: EndedListedSession; now: Date }) {
  return (
    <li className="grid gap-0.5 py-3 text-sm">
      <p className="font-semibold">
        <bdi>{deviceLabel(session)}</bdi>
      </p>
      <p className="text-muted">
        {END_REASON_WORDS[session.reason] ?? session.reason} · <Moment at={session.endedAt} now={now} />
      </p>
    </li>
  );
}
