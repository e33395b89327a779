import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button, buttonClass } from "@/app/_ui/button";
import { DevMailHint } from "@/app/_ui/dev-mail-hint";
import { Notice } from "@/app/_ui/notice";
import { config } from "@/lib/infra/config";
import { DoorForm } from "../door-form";
import { DoorHead } from "../door-head";

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { words } = await pageReader();
  const { recovery } = words;
  const news = one(query.done) === "sent" ? recovery.sent : readProblem(query, words).summary;
  return { title: [news, recovery.forgot].filter(Boolean).join(" · ") };
}

export default async function ForgotPasswordPage({ searchParams }: Props) {
  if (config().mail.kind === "off") notFound();
  const query = await searchParams;
  const { words } = await pageReader();
  const { common, door, mailed, recovery } = words;
  const isSent = one(query.done) === "sent";
  const { email } = await typedFields(query);

  return (
    <>
      <DoorHead title={recovery.forgot} />
      {isSent && (
        <Notice tone="done">
          <p>{recovery.sent}</p>
          <DevMailHint />
        </Notice>
      )}
      {isSent && (
        <a href="/reset-password?done=sent" className={buttonClass("primary")}>
          {recovery.typeCode}
        </a>
      )}
      <DoorForm
        action="/api/auth/forgot-password"
        next={null}
        problem={readProblem(query, words)}
        names={{ email: door.email }}
        faultOf={door.faultOf}
        summaryTakesFocus
        email={email}
        emailIsBlamed={false}
      >
        <p className="text-sm text-muted">{isSent ? mailed.noMail : recovery.forgotText}</p>
        <Button look={isSent ? "quiet" : "primary"}>{isSent ? recovery.newMail : recovery.send}</Button>
      </DoorForm>
      <p className="text-center text-sm text-muted">
        <a href="/login" className="font-semibold text-ink underline">
          {common.signIn}
        </a>
      </p>
    </>
  );
}
