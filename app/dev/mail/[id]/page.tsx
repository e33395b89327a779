import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageReader } from "@/app/_http/preferences";
import { buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Moment } from "@/app/_ui/moment";
import { clock } from "@/lib/infra/clock";
import { config } from "@/lib/infra/config";
import { findKeptMail } from "@/lib/infra/kept-mails";

type Props = { params: Promise<{ id: string }> };

const readMail = cache(async (id: string) => {
  if (config().mail.kind !== "folder") notFound();
  return (await findKeptMail(id)) ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readMail((await params).id)).subject };
}

/** One mail: what a reader of plain text is shown, and what everyone else is. */
export default async function KeptMailPage({ params }: Props) {
  const mail = await readMail((await params).id);
  const { devMail } = (await pageReader()).words;
  return (
    <>
      <header className="grid gap-2">
        <h1 className="text-2xl font-bold tracking-tight wrap-anywhere">{mail.subject}</h1>
        <p className="text-sm text-muted wrap-anywhere">
          {devMail.to(mail.to)}
          {"\u00a0· "}
          <Moment at={new Date(mail.at)} now={clock.now()} />
        </p>
      </header>
      <Card id="text" title={devMail.asText}>
        <p className="text-sm wrap-anywhere whitespace-pre-wrap">
          <Linked text={mail.text.trim()} />
        </p>
      </Card>
      <Card id="html" title={devMail.asHtml}>
        {/* No scripts, and an origin that is nobody's: a mail is text that others had a hand in. */}
        <iframe
          title={mail.subject}
          src={`/api/dev/mail/${mail.id}`}
          sandbox="allow-top-navigation-by-user-activation"
          className="h-[44rem] w-full rounded-field border border-line"
        />
      </Card>
      <p>
        <a href="/dev/mail" className={buttonClass("quiet")}>
          {devMail.all}
        </a>
      </p>
    </>
  );
}

const LINK = /(https?:\/\/\S+)/;

/** Text whose addresses are links, as mail programs make them. */
function Linked({ text }: { text: string }) {
  return text.split(LINK).map((part, i) =>
    LINK.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
      <a key={i} href={part} className="text-accent underline">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
