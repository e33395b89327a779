import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { Button, buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { News } from "@/app/_ui/news";
import { PreferenceChoices } from "@/app/_ui/preference-choices";
import { findAskedEmail } from "@/lib/accounts/ask-email-change";
import { readProfile } from "@/lib/accounts/profile-cache";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { NAME_MAX_LENGTH } from "@/lib/shared/forms";
import type { Words } from "@/lib/shared/words/words";
import { EmailCard } from "./email-card";
import { LeaveCard } from "./leave-card";
import { NotConfirmed } from "./not-confirmed";

/** What the form that led here has done. */
function doneWords(query: Query, { profile }: Words): string | null {
  switch (one(query.done)) {
    case "name-saved":
      return profile.nameSaved;
    case "name-removed":
      return profile.nameRemoved;
    case "email-asked":
      return profile.emailAsked;
    case "email-changed":
      return profile.emailChanged;
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
  return { title: [news, words.account.profile].filter(Boolean).join(" · ") };
}

export default async function ProfilePage({ searchParams }: Props) {
  const { sub } = await requirePageSession("/account/profile");
  const query = await searchParams;
  const person = await readProfile(sub);
  const { words, format, timeZone } = await pageReader();
  const { account, common, profile } = words;
  const { summary, fields, isSaid } = readProblem(query, words);
  const typed = await typedFields(query);
  const name = (fields.name && typed.name) ?? person?.name ?? "";
  const now = clock.now();

  return (
    <div className="grid gap-6">
      <h1 className="text-2xl font-bold tracking-tight">{account.profile}</h1>
      <News done={doneWords(query, words)} problem={isSaid ? null : summary} stamp={now.getTime()} />
      <Card id="you" title={profile.aboutYou}>
        <form method="post" action="/api/auth/profile" className="grid gap-4">
          <input type="hidden" name="_method" value="patch" />
          <Field
            key={name} // what was saved is shown as it was saved: without blanks around it
            label={profile.name}
            name="name"
            type="text"
            autoComplete="name"
            defaultValue={name}
            maxLength={NAME_MAX_LENGTH}
            hint={profile.nameHint}
            errors={fields.name}
          />
          <Button className="justify-self-start">{profile.saveName}</Button>
        </form>
        <dl className="grid gap-3 border-t border-line pt-4 text-sm">
          <Fact name={profile.email}>
            <bdi>{person?.email}</bdi>
            {person && !person.emailVerifiedAt && config().mail.kind !== "off" && <NotConfirmed email={person.email} />}
          </Fact>
          {person && (
            <Fact name={profile.memberSince}>
              <time dateTime={person.createdAt.toISOString()}>{format.exact(person.createdAt)}</time>
            </Fact>
          )}
        </dl>
      </Card>
      {config().mail.kind !== "off" && (
        <EmailCard asked={await findAskedEmail(sub, now)} typed={fields.email && typed.email} errors={fields.email} />
      )}
      <Card id="appearance" title={common.appearance}>
        <PreferenceChoices />
        <p className="text-sm text-muted">
          {timeZone ? profile.timeZone(timeZone) : profile.timeZoneUnknown}
          {profile.keptHere}
        </p>
      </Card>
      <Card id="data" title={profile.yourData}>
        <p className="text-sm text-muted">{profile.yourDataText}</p>
        <Link href="/account/export" className={`${buttonClass("quiet")} justify-self-start`}>
          {profile.seeData}
        </Link>
      </Card>
      <LeaveCard stamp={now.getTime()} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[9rem_1fr]">
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
