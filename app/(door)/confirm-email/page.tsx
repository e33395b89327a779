import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { Button, buttonClass } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { config } from "@/lib/infra/config";
import { DoorHead } from "../door-head";
import { MailedForm } from "../mailed-form";

const PATH = "/confirm-email";

type Props = { searchParams: Promise<Query> };

/** What went wrong comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { words } = await pageReader();
  const { summary } = readProblem(await searchParams, words);
  return { title: [summary, words.emailChange.confirmTitle].filter(Boolean).join(" · ") };
}

/** Where the mail to a new address leads. Only who is signed in to the account can give it that address. */
export default async function ConfirmEmailPage({ searchParams }: Props) {
  if (config().mail.kind === "off") notFound();
  const query = await searchParams;
  const { words } = await pageReader();
  const { common, emailChange } = words;
  const session = await pageSession();
  return (
    <>
      <DoorHead title={emailChange.confirmTitle} />
      <p className="text-muted">{emailChange.confirmText}</p>
      {session ? (
        <MailedForm
          action="/api/auth/confirm-email"
          error={one(query.error)}
          problem={readProblem(query, words)}
          names={{ email: emailChange.newEmail }}
          email={(await typedFields(query)).email}
        >
          <Button>{emailChange.confirm}</Button>
        </MailedForm>
      ) : (
        <>
          <Notice tone="calm">{emailChange.signInFirst}</Notice>
          <a href={`/login?${new URLSearchParams({ next: PATH })}`} className={buttonClass("primary")}>
            {common.signIn}
          </a>
        </>
      )}
    </>
  );
}
