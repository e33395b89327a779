import type { Metadata } from "next";
import { one, type Query, readProblem } from "@/app/_http/page-query";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { Confirm } from "@/app/_ui/confirm";
import { Notice } from "@/app/_ui/notice";
import { clock } from "@/lib/infra/clock";
import { listEndedSessions, listSessions } from "@/lib/sessions/list-sessions";
import type { Words } from "@/lib/shared/words/words";
import { DeviceRow } from "./device-row";
import { EndedRow } from "./ended-row";

/** What the form that led here has done. */
function doneWords(query: Query, { account, sessions }: Words): string | null {
  const count = Number(one(query.count));
  switch (one(query.done)) {
    case "named":
      return account.nameSaved;
    case "unnamed":
      return account.nameTakenAway;
    case "revoked":
      return sessions.devicesWereSignedOut(1);
    case "revoked-others":
      return Number.isInteger(count) ? sessions.devicesWereSignedOut(count) : null;
    default:
      return null;
  }
}

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { words } = await pageReader();
  const news = doneWords(query, words) ?? readProblem(query, words).summary;
  return { title: [news, words.account.yourDevices].filter(Boolean).join(" · ") };
}

export default async function AccountPage({ searchParams }: Props) {
  const { sub, sid } = await requirePageSession("/account");
  const now = clock.now();
  const [sessions, ended, query] = [
    await listSessions(sub, sid, now),
    await listEndedSessions(sub, now),
    await searchParams,
  ];
  const { words } = await pageReader();
  const { account } = words;
  const done = doneWords(query, words);
  const { summary, fields } = readProblem(query, words);
  const others = sessions.filter(({ current }) => !current).length;

  return (
    <div className="grid gap-8">
      <section aria-labelledby="devices" className="grid gap-4">
        <h1 className="text-2xl font-bold tracking-tight">{account.yourDevices}</h1>
        {done && <Notice tone="done">{done}</Notice>}
        {summary && <Notice tone="problem">{fields.name?.join(" ") ?? summary}</Notice>}
        <h2 id="devices" className="text-muted">
          {others === 0 ? account.onlyThisDevice : account.devicesAreSignedIn(sessions.length)}
        </h2>
        <ul aria-labelledby="devices" className="grid gap-3">
          {sessions.map((session) => (
            <DeviceRow key={session.id} session={session} now={now} />
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          {others > 0 && (
            <Confirm
              label={account.signOutOthers}
              confirm={account.signOutOthersConfirm(others)}
              action="/api/auth/sessions/revoke-others"
              group="all-devices"
            >
              {account.othersWillBeOut}
            </Confirm>
          )}
          <Confirm
            label={account.signOutEverywhere}
            confirm={account.signOutEverywhereConfirm}
            action="/api/auth/sessions/revoke-all"
            group="all-devices"
          >
            {account.allWillBeOut}
          </Confirm>
        </div>
      </section>
      {ended.length > 0 && (
        <section aria-labelledby="ended" className="grid gap-2">
          <h2 id="ended" className="text-lg font-bold">
            {account.ended}
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
