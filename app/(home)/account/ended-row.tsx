import { pageReader } from "@/app/_http/preferences";
import { Moment } from "@/app/_ui/moment";
import type { EndedListedSession } from "@/lib/sessions/list-sessions";
import { deviceLabel } from "@/lib/shared/device-label";
import { lookUp } from "@/lib/shared/look-up";
import { detailsId, detailsPath } from "./device-paths";

/** A session that is over: which device, why, when. */
export async function EndedRow({ session, now }: { session: EndedListedSession; now: Date }) {
  const { words } = await pageReader();
  const label = deviceLabel(session, words);
  return (
    <li className="flex flex-wrap items-center gap-x-4 py-2 text-sm">
      <div className="grid flex-1 basis-56 gap-0.5">
        <p className="font-semibold">
          <bdi>{label}</bdi>
        </p>
        <p className="text-muted">
          {lookUp(words.sessions.endReasons, session.reason) ?? session.reason}
          {"\u00a0· "}
          <Moment at={session.endedAt} now={now} />
        </p>
      </div>
      <a
        id={detailsId(session.id)}
        href={detailsPath(session.id)}
        data-soft=""
        className="flex min-h-11 items-center font-semibold text-accent hover:underline"
      >
        {words.account.details}
        <span className="sr-only">
          {" "}
          <bdi>{label}</bdi>
        </span>
      </a>
    </li>
  );
}
