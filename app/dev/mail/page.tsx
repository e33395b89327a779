import { Mail, MailOpen } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageReader } from "@/app/_http/preferences";
import { Empty } from "@/app/_ui/empty";
import { ListRow } from "@/app/_ui/list-row";
import { Moment } from "@/app/_ui/moment";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { listKeptMails } from "@/lib/infra/kept-mails";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageReader()).words.devMail.title };
}

/** The mails that a server without a mail server has kept, the newest first. */
export default async function DevMailPage() {
  if (config().mail.kind !== "folder") notFound();
  const { devMail } = (await pageReader()).words;
  const mails = await listKeptMails();
  const now = clock.now();
  return (
    <>
      <header className="grid gap-2">
        <h1 id="mails" className="text-2xl font-bold tracking-tight">
          {devMail.title}
        </h1>
        <p className="text-sm text-muted">{devMail.lead}</p>
      </header>
      <div className="rounded-card border border-line bg-card p-4 shadow-card sm:p-6">
        {mails.length === 0 && (
          <Empty Icon={MailOpen} title={devMail.none}>
            {devMail.noneText}
          </Empty>
        )}
        <ul aria-labelledby="mails" className="divide-y divide-line">
          {mails.map(({ id, to, subject, at }) => (
            <ListRow
              key={id}
              Icon={Mail}
              title={
                <a href={`/dev/mail/${id}`} className="underline">
                  {subject}
                </a>
              }
            >
              <p className="wrap-anywhere">
                {devMail.to(to)}
                {"\u00a0· "}
                <Moment at={new Date(at)} now={now} />
              </p>
            </ListRow>
          ))}
        </ul>
      </div>
    </>
  );
}
