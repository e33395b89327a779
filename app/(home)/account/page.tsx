import type { Metadata } from "next";
import { headers } from "next/headers";
import { countOf, one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { News } from "@/app/_ui/news";
import { Sheet } from "@/app/_ui/sheet.client";
import { SoftLinks } from "@/app/_ui/soft-links.client";
import { NAVIGATION_MARK } from "@/lib/edge/request-marks";
import { clock } from "@/lib/infra/clock";
import { readDeviceHistory } from "@/lib/sessions/device-history";
import { listEndedSessions, listSessions } from "@/lib/sessions/list-sessions";
import type { Words } from "@/lib/shared/words/words";
import { DeviceConfirms } from "./device-confirms";
import { DETAILS_HEADING_ID, DeviceDetails } from "./device-details";
import { DeviceList, UNGROUPED } from "./device-list";
import { detailsId, LIST_HEADING_ID } from "./device-paths";
import { EndedList } from "./ended-list";
import { SignOutMany } from "./sign-out-many";

/** What the form that led here has done. */
function doneWords(query: Query, { account, sessions }: Words): string | null {
  const count = countOf(query);
  switch (one(query.done)) {
    case "named":
      return account.nameSaved;
    case "unnamed":
      return account.nameTakenAway;
    case "revoked":
      return sessions.devicesWereSignedOut(1);
    case "revoked-others":
      return count !== null ? sessions.devicesWereSignedOut(count) : null;
    default:
      return null;
  }
}

/** What the form that led here was refused for, and whether that is the name of a device. */
function readRefusal(query: Query, words: Words) {
  const { summary, fields, isSaid } = readProblem(query, words);
  const nameProblem = fields.name?.join(" ");
  return { problem: nameProblem ?? summary, nameProblem, isSaid };
}

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { words } = await pageReader();
  const news = doneWords(query, words) ?? readRefusal(query, words).problem;
  return { title: [news, words.account.yourDevices].filter(Boolean).join(" · ") };
}

export default async function AccountPage({ searchParams }: Props) {
  const { sub, sid } = await requirePageSession("/account");
  const now = clock.now();
  const query = await searchParams;
  const asked = one(query.device);
  const sessions = await listSessions(sub, sid, now);
  const ended = await listEndedSessions(sub, now);
  const device = asked ? await readDeviceHistory(sub, asked, now) : null;
  const { words } = await pageReader();
  const { account } = words;
  const { problem, nameProblem, isSaid } = readRefusal(query, words);
  const typed = await typedFields(query);
  const refusal = problem ? { problem: nameProblem, typed: typed.name } : null;
  const stamp = now.getTime();
  const isMany = sessions.length > UNGROUPED;
  const acts = <SignOutMany others={sessions.filter(({ current }) => !current).length} />;

  return (
    <div className="grid grid-cols-1 gap-8">
      <SoftLinks />
      <DeviceConfirms stamp={stamp} fallbackId={LIST_HEADING_ID} />
      <div className="grid grid-cols-1 gap-4">
        <h1 className="text-2xl font-bold tracking-tight">{account.yourDevices}</h1>
        <News done={doneWords(query, words)} problem={isSaid ? null : problem} stamp={stamp} />
        {asked && (
          <Sheet
            param="device"
            closeHref="/account"
            isSoft={(await headers()).get(NAVIGATION_MARK) === "soft"}
            labelledBy={DETAILS_HEADING_ID}
            openerId={detailsId(asked)}
            fallbackId={LIST_HEADING_ID}
          >
            <DeviceDetails device={device} refusal={refusal} currentId={sid} now={now} closeHref="/account" />
            <DeviceConfirms stamp={stamp} fallbackId={LIST_HEADING_ID} isInDialog />
          </Sheet>
        )}
        <section aria-labelledby={LIST_HEADING_ID} className="@container grid grid-cols-1 gap-4">
          <h2 id={LIST_HEADING_ID} tabIndex={-1} className="text-muted">
            {sessions.length === 1 ? account.onlyThisDevice : account.devicesAreSignedIn(sessions.length)}
          </h2>
          {isMany && acts}
          <DeviceList sessions={sessions} now={now} typed={one(query.q) ?? ""} />
          {!isMany && acts}
        </section>
      </div>
      {ended.length > 0 && <EndedList ended={ended} now={now} />}
    </div>
  );
}
