import { KeyRound, MonitorSmartphone, ShieldAlert, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { countOf, one, type Query, type ReadProblem, readProblem, typedFields } from "@/app/_http/page-query";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { readNewToken } from "@/app/_http/session-cookies";
import { buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { ListRow } from "@/app/_ui/list-row";
import { News } from "@/app/_ui/news";
import { KEPT_A_MINUTE } from "@/lib/accounts/failed-sign-ins";
import { readProfile } from "@/lib/accounts/profile-cache";
import { findPasswordState } from "@/lib/accounts/queries";
import { clock } from "@/lib/infra/clock";
import { listIdentities } from "@/lib/programs/external-identities";
import { listPersonalTokens } from "@/lib/programs/personal-tokens";
import { countFailedSignIns, listSuspicions } from "@/lib/sessions/list-events";
import { countDevicesSignedIn } from "@/lib/sessions/list-sessions";
import { addSeconds } from "@/lib/shared/time";
import type { Words } from "@/lib/shared/words/words";
import { EventRow } from "../activity/event-row";
import { DeviceConfirms } from "../device-confirms";
import { SignOutMany } from "../sign-out-many";
import { IdentitiesCard } from "./identities-card";
import { LimitCard } from "./limit-card";
import { PASSWORD_ID, PasswordCard } from "./password-card";
import { TOKENS_ID, TokensCard } from "./tokens-card";

const FAILED_DAYS = 30;
const SUSPICION_DAYS = 90;
const DAY_SECONDS = 86_400;
/** Names the heading of what can be done. */
const LOST_ID = "lost";

/** What the form that led here has done. */
function doneWords(query: Query, { security, programs }: Words): string | null {
  switch (one(query.done)) {
    case "password-changed":
      return security.passwordChanged(countOf(query) ?? 0);
    case "limit-saved":
      return security.limitSaved;
    case "limit-removed":
      return security.limitRemoved;
    case "token-made":
      return programs.tokenMade;
    case "token-ended":
      return programs.tokenEnded;
    case "unlinked":
      return programs.unlinked;
    default:
      return null;
  }
}

/** What was refused, where it is not said in the form of the password itself. */
function newsProblem({ summary, fields, isSaid }: ReadProblem): string | null {
  return isSaid || fields.current || fields.password || fields.name || fields.scopes
    ? null
    : (fields.sessionLimit?.join(" ") ?? summary);
}

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { words } = await pageReader();
  const news = doneWords(query, words) ?? readProblem(query, words).summary;
  return { title: [news, words.account.security].filter(Boolean).join(" · ") };
}

export default async function SecurityPage({ searchParams }: Props) {
  const { sub, scope } = await requirePageSession("/account/security");
  const now = clock.now();
  const query = await searchParams;
  const person = await readProfile(sub);
  const password = await findPasswordState(sub);
  const devices = await countDevicesSignedIn(sub, now);
  const failed = await countFailedSignIns(sub, addSeconds(now, -FAILED_DAYS * DAY_SECONDS));
  const suspicions = await listSuspicions(sub, addSeconds(now, -SUSPICION_DAYS * DAY_SECONDS));
  const tokens = await listPersonalTokens(sub, now);
  const identities = await listIdentities(sub);
  const { words } = await pageReader();
  const { account, security } = words;
  const problem = readProblem(query, words);

  return (
    <div className="grid gap-6">
      <DeviceConfirms stamp={now.getTime()} fallbackId={TOKENS_ID} />
      <h1 className="text-2xl font-bold tracking-tight">{account.security}</h1>
      <News done={doneWords(query, words)} problem={newsProblem(problem)} stamp={now.getTime()} />
      <Card id="now" title={security.now}>
        <ul aria-labelledby="now" className="divide-y divide-line">
          <ListRow
            Icon={KeyRound}
            title={security.password}
            acts={
              <a href={`#${PASSWORD_ID}`} className={buttonClass("quiet")}>
                {security.change}
                <span className="sr-only"> {security.password}</span>
              </a>
            }
          >
            {password.isSet ? security.passwordIsSet : security.passwordIsNotSet}
          </ListRow>
          <ListRow
            Icon={MonitorSmartphone}
            title={account.devices}
            acts={<GoTo path="/account">{security.seeDevices}</GoTo>}
          >
            {security.devicesSignedIn(devices)}
          </ListRow>
          <ListRow
            Icon={failed > 0 ? ShieldAlert : ShieldCheck}
            tone={failed > 0 ? "bronze" : "accent"}
            title={security.failedSignIns}
            acts={<GoTo path="/account/activity">{security.seeActivity}</GoTo>}
          >
            {security.failedCount(failed, FAILED_DAYS, failed >= KEPT_A_MINUTE)}
          </ListRow>
        </ul>
      </Card>
      <Card id="suspicions" title={security.suspicions}>
        {suspicions.events.length === 0 ? (
          <ul aria-labelledby="suspicions">
            <ListRow Icon={ShieldCheck} title={security.noSuspicions(SUSPICION_DAYS)}>
              {security.noSuspicionsText}
            </ListRow>
          </ul>
        ) : (
          <>
            <p>{security.whatToDo}</p>
            <ul aria-labelledby="suspicions" className="divide-y divide-line">
              {suspicions.events.map((event) => (
                <EventRow
                  key={event.id}
                  event={event}
                  device={suspicions.devices.get(event.deviceId ?? "")}
                  now={now}
                />
              ))}
            </ul>
          </>
        )}
      </Card>
      <Card id={LOST_ID} title={security.deviceLost}>
        <p className="text-sm text-muted">{devices > 1 ? security.deviceLostText : security.onlyThisDeviceText}</p>
        <SignOutMany others={devices - 1} />
      </Card>
      <PasswordCard email={person?.email ?? ""} state={password} problem={problem} />
      <TokensCard
        tokens={tokens}
        held={scope}
        made={readNewToken((await headers()).get("cookie"))}
        errors={problem.fields}
        typed={await typedFields(query)}
        now={now}
      />
      {identities.length > 0 && <IdentitiesCard identities={identities} now={now} />}
      <LimitCard own={person?.sessionLimit ?? null} errors={problem.fields.sessionLimit} />
    </div>
  );
}

function GoTo({ path, children }: { path: string; children: ReactNode }) {
  return (
    <Link href={path} className={buttonClass("quiet")}>
      {children}
    </Link>
  );
}
