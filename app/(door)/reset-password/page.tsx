import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { cookieName } from "@/lib/edge/cookie";
import { config } from "@/lib/infra/config";
import { DoorHead } from "../door-head";
import { HIDDEN_BY_LINK, MailedForm } from "../mailed-form";
import { NewPasswordField } from "../new-password-field";

type Props = { searchParams: Promise<Query> };

/** What went wrong comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { words } = await pageReader();
  const { summary } = readProblem(await searchParams, words);
  return { title: [summary, words.recovery.resetTitle].filter(Boolean).join(" · ") };
}

/** Whether this browser has just proven an address, and what it may do by that. */
async function isProven({ done }: Query): Promise<boolean> {
  return one(done) === "proven" && (await cookies()).has(cookieName("reset", config().isSecure));
}

export default async function ResetPasswordPage({ searchParams }: Props) {
  if (config().mail.kind === "off") notFound();
  const query = await searchParams;
  const { words } = await pageReader();
  const { recovery } = words;
  const problem = readProblem(query, words);
  const hasProof = await isProven(query);
  const { email } = await typedFields(query);

  return (
    <div className="group/mailed grid gap-6">
      <DoorHead title={recovery.resetTitle} />
      {hasProof && <Notice tone="calm">{recovery.proven}</Notice>}
      <MailedForm
        action={`/api/auth/reset-password${hasProof ? "?by=proof" : ""}`}
        error={one(query.error)}
        problem={problem}
        names={{ password: recovery.newPassword }}
        email={email}
        isProven={hasProof}
        read={recovery.resetRead}
      >
        <NewPasswordField label={recovery.newPassword} errors={problem.fields.password} />
        <Button>{recovery.savePassword}</Button>
      </MailedForm>
      {!hasProof && (
        <p className={`text-center text-sm text-muted ${HIDDEN_BY_LINK}`}>
          <a href="/forgot-password" className="font-semibold text-ink underline">
            {recovery.askAgain}
          </a>
        </p>
      )}
    </div>
  );
}
