import type { Metadata } from "next";
import { one, type Query, readProblem } from "@/app/_http/page-query";
import { requirePageSession } from "@/app/_http/page-session";
import { Confirm } from "@/app/_ui/confirm";
import { Notice } from "@/app/_ui/notice";
import { clock } from "@/lib/infra/clock";
import { listEndedSessions, listSessions } from "@/lib/sessions/list-sessions";
import { devicesWere } from "@/lib/shared/words";
import { DeviceRow } from "./device-row";
import { EndedRow } from "./ended-row";

/** What the form that led here has done. */
function doneWords(query: Query): string | null {
  const count = Number(one(query.count));
  switch (one(query.done)) {
    case "named":
      return "The name was saved.";
    case "unnamed":
      return "The name was taken away.";
    case "revoked":
      return `${devicesWere(1)} signed out.`;
    case "revoked-others":
      return Number.isInteger(count) ? `${devicesWere(count)} signed out.` : null;
    default:
      return null;
  }
}

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const news = doneWords(query) ?? readProblem(query).summary;
  return { title: [news, "Your devices"].filter(Boolean).join(" · ") };
}

export default async function AccountPage({ searchParams }: Props) {
  const { sub, sid } = await requirePageSession("/account");
  const now = clock.now();
  const [sessions, ended, query] = [
    await listSessions(sub, sid, now),
    await listEndedSessions(sub, now),
    await searchParams,
  ];
  const done = doneWords(query);
  const { summary, fields } = readProblem(query);
  const others = sessions.filter(({ current }) => !current).length;

  return (
    <div className="grid gap-8">
      <section aria-labelledby="devices" className="grid gap-4">
        <h1 className="text-2xl font-bold tracking-tight">Your devices</h1>
        {done && <Notice tone="done">{done}</Notice>}
        {summary && <Notice tone="problem">{fields.name?.join(" ") ?? summary}</Notice>}
        <h2 id="devices" className="text-muted">
          {others === 0
            ? "Only this device is signed in."
            : `${sessions.length} devices are signed in. If you do not know one, sign it out.`}
        </h2>
        <ul aria-labelledby="devices" className="grid gap-3">
          {sessions.map((session) => (
            <DeviceRow key={session.id} session={session} now={now} />
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          {others > 0 && (
            <Confirm
              label="Sign out other devices"
              confirm={others === 1 ? "Sign out the other device" : `Sign out ${others} other devices`}
              action="/api/auth/sessions/revoke-others"
              group="all-devices"
            >
              Every device but this one is signed out at once.
            </Confirm>
          )}
          <Confirm
            label="Sign out everywhere"
            confirm="Sign out everywhere, here too"
            action="/api/auth/sessions/revoke-all"
            group="all-devices"
          >
            Every device is signed out at once, the one you are using too. You sign in again with your password.
          </Confirm>
        </div>
      </section>
      {ended.length > 0 && (
        <section aria-labelledby="ended" className="grid gap-2">
          <h2 id="ended" className="text-lg font-bold">
            Signed out
          </h2>
          <ul aria-labelledby="ended" className="divide-y divide-line">
            {ended.map((session) => (
              <EndedRow key={session.id} session={session} now={now} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
