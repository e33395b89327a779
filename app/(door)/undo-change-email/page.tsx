import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { config } from "@/lib/infra/config";
import { DoorHead } from "../door-head";
import { MailedForm } from "../mailed-form";

type Props = { searchParams: Promise<Query> };

/** What went wrong comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { words } = await pageReader();
  const { summary } = readProblem(await searchParams, words);
  return { title: [summary, words.emailChange.undoTitle].filter(Boolean).join(" · ") };
}

/** Where the mail to the address before a change leads. */
export default async function UndoChangeEmailPage({ searchParams }: Props) {
  if (config().mail.kind === "off") notFound();
  const query = await searchParams;
  const { words } = await pageReader();
  const { emailChange } = words;
  return (
    <>
      <DoorHead isParting title={emailChange.undoTitle} />
      <p className="text-muted">{emailChange.undoText}</p>
      <MailedForm
        action="/api/auth/undo-change-email"
        error={one(query.error)}
        problem={readProblem(query, words)}
        names={{ email: emailChange.oldEmail }}
        email={(await typedFields(query)).email}
      >
        <Button look="danger">{emailChange.undo}</Button>
      </MailedForm>
    </>
  );
}
