import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { clientOf } from "@/app/_http/client";
import { nextOf, type Query, readProblem } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { ticketOf } from "@/app/_http/session-choice";
import { Button } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { clock } from "@/lib/infra/clock";
import { listSessions } from "@/lib/sessions/list-sessions";
import { findChoice } from "@/lib/sessions/session-choice";
import { isProblem } from "@/lib/shared/errors";
import { SUMMARY_ID } from "../../door-form";
import { DoorHead } from "../../door-head";
import { ChoiceRow } from "./choice-row";

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { words } = await pageReader();
  const { summary } = readProblem(await searchParams, words);
  return { title: [summary, words.choice.title].filter(Boolean).join(" · ") };
}

/** Whose sign-in waits here; nobody's where the ticket is none, or another browser's. */
async function findWaiting(now: Date) {
  const sent = await headers();
  const { deviceCookie } = clientOf(sent);
  return findChoice(ticketOf(sent.get("cookie")), deviceCookie, now).catch((error: unknown) => {
    if (isProblem(error)) return null;
    throw error;
  });
}

/** Which of the signed-in devices makes room for this one. */
export default async function ChoosePage({ searchParams }: Props) {
  const query = await searchParams;
  const { words } = await pageReader();
  const { choice, common } = words;
  const { next, withNext } = nextOf(query);
  const now = clock.now();
  const waiting = await findWaiting(now);
  if (!waiting) redirect(`/login?${new URLSearchParams({ error: "choice_over", ...(next && { next }) })}`);
  const sessions = await listSessions(waiting.userId, null, now);
  const { summary, fields } = readProblem(query, words);
  const fault = fields.end ? choice.chooseOne : summary;
  return (
    <>
      <DoorHead title={choice.title} />
      <p>{choice.lead}</p>
      <form
        method="post"
        action="/api/auth/sign-in/choose"
        className="grid gap-5 rounded-card border border-line bg-card p-5 shadow-card sm:p-6"
      >
        {fault && <ErrorSummary id={SUMMARY_ID} summary={fault} items={[]} takesFocus />}
        {next && <input type="hidden" name="next" value={next} />}
        <fieldset>
          <legend className="pb-2 text-sm font-semibold">{choice.which}</legend>
          <ul className="divide-y divide-line">
            {sessions.map((session) => (
              <ChoiceRow key={session.id} session={session} now={now} />
            ))}
          </ul>
        </fieldset>
        <Button>{choice.submit}</Button>
      </form>
      <p className="text-center text-sm text-muted">
        <a href={withNext("/login")} className="font-semibold text-ink underline">
          {common.cancel}
        </a>
      </p>
    </>
  );
}
