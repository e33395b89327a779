import type { ReactNode } from "react";
import { pageReader } from "@/app/_http/preferences";
import { Badge } from "@/app/_ui/badge";
import { buttonClass } from "@/app/_ui/button";
import { Confirm } from "@/app/_ui/confirm";
import { DeviceIcon, knownKind } from "@/app/_ui/device-icon";
import { Moment } from "@/app/_ui/moment";
import { programOf } from "@/lib/programs/clients";
import type { ListedSession } from "@/lib/sessions/list-sessions";
import { deviceLabel, deviceType, withinSentence } from "@/lib/shared/device-label";
import { detailsId, detailsPath } from "./device-paths";
import { ScopeWords } from "./scope-list";

type DeviceRowProps = {
  session: ListedSession;
  now: Date;
  /** Under a heading of its kind, which the row then does not repeat. */
  isGrouped?: boolean;
  /** Not to be seen before one scrolls: it is laid out then. */
  isBelow?: boolean;
  /** What a search finds it by, and whether it does. */
  found?: { text: string; isFound: boolean };
};

/** One signed-in device: what it is, where and when it was used, and the way to take it back. */
export async function DeviceRow({ session, now, isGrouped = false, isBelow = false, found }: DeviceRowProps) {
  const { words } = await pageReader();
  const { account, common, programs } = words;
  const label = deviceLabel(session, words);
  const said = withinSentence(label);
  const headingId = `device-${session.id}`;
  const Heading = isGrouped ? "h4" : "h3";
  const kind = isGrouped ? null : account.kinds[knownKind(session.kind)];
  const type = session.name ? deviceType(session, words) : null;
  const program = programOf(session.clientId);
  return (
    <li
      aria-labelledby={headingId}
      data-search={found?.text}
      hidden={found && !found.isFound}
      className={`flex flex-wrap items-start gap-2 p-2 @3xs:p-4 @xl:px-5 ${isBelow ? "[contain-intrinsic-size:auto_9rem] [content-visibility:auto]" : ""}`}
    >
      <div className="flex min-w-0 flex-1 basis-full gap-4 pb-1 @xl:basis-80 @xl:pb-0">
        <div className="hidden @3xs:block">
          <DeviceIcon {...session} />
        </div>
        <div className="min-w-0">
          <Heading id={headingId} className="flex flex-wrap items-center gap-x-2 font-semibold">
            <bdi>{label}</bdi>
            {session.current && <Badge tone="accent">{account.thisDevice}</Badge>}
          </Heading>
          {(kind || type || program) && (
            <p className="text-sm text-muted">{[kind, program, type].filter(Boolean).join(" · ")}</p>
          )}
          <dl className="mt-1.5 grid gap-x-3 gap-y-0.5 text-sm @xl:grid-cols-[auto_1fr]">
            <RowFact name={account.lastActive}>
              {session.current ? common.now : <Moment at={session.lastSeenAt} now={now} />}
            </RowFact>
            <RowFact name={account.where} isPlain>
              <bdi>{[session.place, session.ip ?? account.unknownAddress].filter(Boolean).join(", ")}</bdi>
            </RowFact>
            <RowFact name={account.signedIn}>
              <Moment at={session.createdAt} now={now} />
            </RowFact>
            {program && (
              <RowFact name={programs.may}>
                <ScopeWords scope={session.scope} />
              </RowFact>
            )}
          </dl>
        </div>
      </div>
      <div className="grid @max-xl:flex-1">
        <a id={detailsId(session.id)} href={detailsPath(session.id)} data-soft="" className={buttonClass("quiet")}>
          {account.details}
          <span className="sr-only">
            {" "}
            <bdi>{label}</bdi>
          </span>
        </a>
      </div>
      <Confirm
        label={common.signOut}
        of={label}
        question={session.current ? account.signOutThisDeviceQuestion : account.signOutDeviceQuestion(said)}
        confirm={session.current ? account.signOutThisDevice : account.signOutDevice(said)}
        action={`/api/auth/sessions/${session.id}`}
        method="delete"
        group="sign-out"
        className="@max-xl:flex-1"
      >
        {session.current ? account.thisDeviceWillBeOut : account.deviceWillBeOut}
      </Confirm>
    </li>
  );
}

/** @param isPlain says itself what it is, where there is little room */
function RowFact({ name, isPlain, children }: { name: string; isPlain?: boolean; children: ReactNode }) {
  return (
    <div className="@xl:contents">
      <dt className={`inline pe-1.5 text-muted ${isPlain ? "@max-xl:sr-only" : ""}`}>{name}</dt>
      <dd className="inline">{children}</dd>
    </div>
  );
}
