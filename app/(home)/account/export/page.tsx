import { Download } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { readOverview, type SectionName } from "@/lib/accounts/export-person";
import { AccountFacts } from "./account-facts";
import {
  DeviceRows,
  EventRows,
  IdentityRows,
  LinkRows,
  MailRows,
  ProgramRows,
  SessionRows,
  TokenRows,
} from "./data-rows";

/** Rows of each part that are shown; the file has all. */
const SHOWN = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageReader()).words.data.title };
}

/** Everything that is held about the person who looks, to read and to take along. */
export default async function ExportPage() {
  const { sub } = await requirePageSession("/account/export");
  const { account, sections } = await readOverview(sub, SHOWN);
  const { words, format } = await pageReader();
  const { data } = words;

  const section = (name: SectionName, children: ReactNode) => {
    const { count, latest } = sections[name];
    return (
      <Card key={name} id={name} title={data.counted(data[name], format.number(count))}>
        {count === 0 && <p className="text-sm text-muted">{data.none}</p>}
        {count > latest.length && <p className="text-sm text-muted">{data.latestOnly(format.number(latest.length))}</p>}
        <ul aria-labelledby={name} className="divide-y divide-line">
          {children}
        </ul>
      </Card>
    );
  };

  return (
    <div className="grid grid-cols-1 gap-6">
      <h1 className="text-2xl font-bold tracking-tight">{data.title}</h1>
      <p className="max-w-prose text-muted">{data.text}</p>
      {/* Not a Link: it would be fetched as a page. */}
      <a href="/account/export/download" className={`${buttonClass("primary")} justify-self-start`}>
        <Download aria-hidden="true" className="size-4" />
        {data.download}
      </a>
      <Card id="account" title={data.account}>
        <AccountFacts account={account} />
      </Card>
      {section("devices", <DeviceRows rows={sections.devices.latest} />)}
      {section("sessions", <SessionRows rows={sections.sessions.latest} devices={sections.devices.latest} />)}
      {section("events", <EventRows rows={sections.events.latest} />)}
      {section("mailedLinks", <LinkRows rows={sections.mailedLinks.latest} />)}
      {section("mails", <MailRows rows={sections.mails.latest} />)}
      {section("personalTokens", <TokenRows rows={sections.personalTokens.latest} />)}
      {section("programs", <ProgramRows rows={sections.programs.latest} />)}
      {section("identities", <IdentityRows rows={sections.identities.latest} />)}
    </div>
  );
}
