import { MonitorSmartphone } from "lucide-react";
import { pageReader } from "@/app/_http/preferences";
import { knownKind } from "@/app/_ui/device-icon";
import { programOf } from "@/lib/programs/clients";
import type { ListedSession } from "@/lib/sessions/list-sessions";
import { deviceType } from "@/lib/shared/device-label";
import { finder, searchText } from "@/lib/shared/device-search";
import type { Words } from "@/lib/shared/words/words";
import { LIST_HEADING_ID } from "./device-paths";
import { DeviceRow } from "./device-row";
import { DeviceSearch } from "./device-search.client";

/** More devices than one sees at a glance stand under headings by their kind, and many more can be searched. */
export const UNGROUPED = 6;
const UNSEARCHED = 20;
/** As many rows as a tall window shows at first: they are laid out at once, so that nothing moves. */
const SEEN_AT_FIRST = 12;
const KINDS = ["desktop", "phone", "tablet", "program"] as const;

const CARD = "divide-y divide-line rounded-card border border-line bg-card shadow-card";

/** What one may remember of a device: what its row shows, and its system by its own name. */
const searchTextOf = (session: ListedSession, words: Words): string =>
  searchText([
    session.name,
    deviceType(session, words),
    session.os,
    words.account.kinds[knownKind(session.kind)],
    programOf(session.clientId),
    session.place,
    session.ip,
    session.current ? words.account.thisDevice : null,
  ]);

type DeviceListProps = { sessions: ListedSession[]; now: Date; typed: string };

/** The devices that are signed in, this one first. */
export async function DeviceList({ sessions, now, typed }: DeviceListProps) {
  const { words, format } = await pageReader();
  const { account } = words;
  const isFound = finder(typed);
  const rows = sessions.map((session) => {
    const text = searchTextOf(session, words);
    const isSearched = sessions.length > UNSEARCHED;
    return { session, found: isSearched ? { text, isFound: isFound(text) } : undefined };
  });
  const row = ({ session, found }: (typeof rows)[number], isGrouped: boolean, isBelow = false) => (
    <DeviceRow key={session.id} session={session} now={now} isGrouped={isGrouped} isBelow={isBelow} found={found} />
  );
  if (sessions.length <= UNGROUPED) {
    return (
      <>
        <ul aria-labelledby={LIST_HEADING_ID} className={CARD}>
          {rows.map((each) => row(each, false))}
        </ul>
        {sessions.length === 1 && <OnlyThis />}
      </>
    );
  }
  const groups = KINDS.map((kind) => ({
    kind,
    members: rows.filter(({ session }) => !session.current && knownKind(session.kind) === kind),
  })).filter(({ members }) => members.length > 0);
  const shownFirst = new Set(groups.flatMap(({ members }) => members).slice(0, SEEN_AT_FIRST));
  const total = format.number(sessions.length);
  return (
    <>
      {sessions.length > UNSEARCHED && (
        <DeviceSearch
          typed={typed}
          stamp={now.getTime()}
          foundFirst={rows.filter(({ found }) => found?.isFound).length}
          words={{
            label: account.searchDevices,
            hint: account.searchHint,
            search: account.search,
            found: account.found("{count}", total),
            foundNone: account.foundNone,
          }}
        />
      )}
      <div id="device-groups" className="group/list grid grid-cols-1 gap-5">
        <ul aria-labelledby={LIST_HEADING_ID} className={`${CARD} has-[>:only-child[hidden]]:hidden`}>
          {rows.filter(({ session }) => session.current).map((each) => row(each, false))}
        </ul>
        {groups.map(({ kind, members }) => (
          <section
            key={kind}
            aria-labelledby={`kind-${kind}`}
            data-device-group=""
            hidden={members.every(({ found }) => found && !found.isFound)}
            className="grid grid-cols-1 gap-2"
          >
            <h3 id={`kind-${kind}`} className="text-sm font-semibold text-muted">
              {account.kindsInPlural[kind]}{" "}
              <span className="font-normal group-data-filtered/list:hidden">({format.number(members.length)})</span>
            </h3>
            <ul aria-labelledby={`kind-${kind}`} className={CARD}>
              {members.map((each) => row(each, true, !shownFirst.has(each)))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

async function OnlyThis() {
  const { account } = (await pageReader()).words;
  return (
    <p className="flex items-center gap-4 rounded-card border border-dashed border-line p-5 text-sm text-muted">
      <MonitorSmartphone aria-hidden="true" className="size-8 shrink-0" />
      {account.onlyThisDeviceHint}
    </p>
  );
}
