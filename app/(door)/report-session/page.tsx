import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { config } from "@/lib/infra/config";
import { DoorHead } from "../door-head";
import { MailedForm } from "../mailed-form";

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { words } = await pageReader();
  const { summary } = readProblem(await searchParams, words);
  return { title: [summary, words.report.title].filter(Boolean).join(" · ") };
}

/** "This was not me": what will happen, and one button. The link is not used by opening it. */
export default async function ReportSessionPage({ searchParams }: Props) {
  if (config().mail.kind === "off") notFound();
  const query = await searchParams;
  const { words } = await pageReader();
  const { report } = words;
  const { email } = await typedFields(query);
  return (
    <>
      <DoorHead title={report.title} />
      <div className="grid gap-2">
        <p>{report.lead}</p>
        <ul className="grid list-disc gap-1 ps-5 text-sm">
          {report.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </div>
      <MailedForm
        action="/api/auth/report-session"
        error={one(query.error)}
        problem={readProblem(query, words)}
        email={email}
      >
        <Button look="danger">{report.confirm}</Button>
      </MailedForm>
      <p className="text-sm text-muted">{report.otherwise}</p>
    </>
  );
}
