import { pageReader } from "@/app/_http/preferences";
import { Moment } from "@/app/_ui/moment";
import type { EndedListedSession } from "@/lib/sessions/list-sessions";
import { deviceLabel } from "@/lib/shared/device-label";
import { lookUp } from "@/lib/shared/look-up";

/** A session that is over: which device, why, when. */
export async function EndedRow({ session, now }: { session: EndedListedSession; now: Date }) {
  const { words } = await pageReader();
  return (
    <li className="grid gap-0.5 py-3 text-sm">
      <p className="font-semibold">
        <bdi>{deviceLabel(session, words)}</bdi>
      </p>
      <p className="text-muted">
        {lookUp(words.sessions.endReasons, session.reason) ?? session.reason} ·{" "}
        <Moment at={session.endedAt} now={now} />
      </p>
    </li>
  );
}
