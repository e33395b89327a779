import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { nextOf, one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { DevMailHint } from "@/app/_ui/dev-mail-hint";
import { Notice } from "@/app/_ui/notice";
import { config } from "@/lib/infra/config";
import { DoorHead } from "../door-head";
import { HIDDEN_BY_LINK, MailedForm } from "../mailed-form";
import { ResendForm } from "./resend-form";

type Props = { searchParams: Promise<Query> };

const NO_PROBLEM = { summary: null, fields: {} };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { words } = await pageReader();
  const { recovery } = words;
  const news = one(query.done) === "sent" ? recovery.confirmSent : readProblem(query, words).summary;
  return { title: [news, recovery.confirmTitle].filter(Boolean).join(" · ") };
}

export default async function VerifyEmailPage({ searchParams }: Props) {
  if (config().mail.kind === "off") notFound();
  const query = await searchParams;
  const { words } = await pageReader();
  const { next, withNext } = nextOf(query);
  const { recovery } = words;
  const problem = readProblem(query, words);
  const isOfResend = one(query.form) === "resend";
  const { email } = await typedFields(query);

  return (
    <div className="group/mailed grid gap-6">
      <DoorHead title={recovery.confirmTitle} />
      {one(query.done) === "sent" && (
        <Notice tone="done">
          <p>{recovery.confirmSent}</p>
          <DevMailHint />
        </Notice>
      )}
      <MailedForm
        action="/api/auth/verify-email"
        error={isOfResend ? null : one(query.error)}
        tone={one(query.error) === "email_unverified" ? "calm" : "problem"}
        problem={isOfResend ? NO_PROBLEM : problem}
        email={email}
        read={recovery.confirmRead}
      >
        {next && <input type="hidden" name="next" value={next} />}
        <Button>{recovery.confirm}</Button>
      </MailedForm>
      <ResendForm email={email} errors={isOfResend ? (problem.fields.email ?? []) : []} />
      <p className={`text-center text-sm text-muted ${HIDDEN_BY_LINK}`}>
        <a href={withNext("/sign-up")} className="font-semibold text-ink underline">
          {recovery.otherAddress}
        </a>
      </p>
    </div>
  );
}
