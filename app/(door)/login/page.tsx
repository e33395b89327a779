import type { Metadata } from "next";
import Link from "next/link";
import { nextOf, one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { lookUp } from "@/lib/shared/look-up";
import type { Words } from "@/lib/shared/words/words";
import { DoorForm } from "../door-form";

/** What was done that ended at the door. */
function doneWords(query: Query, { door, sessions }: Words): string | null {
  const count = Number(one(query.count));
  if (one(query.done) === "signed-out") return door.signedOut;
  if (one(query.done) === "revoked-all" && Number.isInteger(count)) return sessions.allWereSignedOut(count);
  return null;
}

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { words } = await pageReader();
  const ended = lookUp(words.sessions.endedAtDoor, one(query.ended) ?? "");
  const news = doneWords(query, words) ?? ended ?? readProblem(query, words).summary;
  return { title: [news, words.common.signIn].filter(Boolean).join(" · ") };
}

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const { words } = await pageReader();
  const { common, door } = words;
  const { next, withNext } = nextOf(query);
  const { summary, fields } = readProblem(query, words);
  const done = doneWords(query, words);
  const ended = lookUp(words.sessions.endedAtDoor, one(query.ended) ?? "");
  const isSignedIn = (await pageSession()) !== null;
  const typed = await typedFields();

  return (
    <>
      <h1 className="text-2xl font-bold tracking-tight">{common.signIn}</h1>
      {done && <Notice tone="done">{done}</Notice>}
      {ended && <Notice tone="problem">{ended}</Notice>}
      {summary && <Notice tone="problem">{summary}</Notice>}
      {isSignedIn && (
        <Notice tone="done">
          {door.alreadySignedIn}{" "}
          <Link href={next ?? "/dashboard"} className="font-semibold underline">
            {door.goOn}
          </Link>
        </Notice>
      )}
      <DoorForm
        action="/api/auth/sign-in"
        next={next}
        label={door.email}
        email={typed.email}
        emailErrors={fields.email}
      >
        <Field
          label={door.password}
          name="password"
          type="password"
          autoComplete="current-password"
          errors={fields.password}
          required
        />
        <label className="flex min-h-11 items-center gap-3 text-sm">
          <input type="checkbox" name="remember" className="size-5 shrink-0 accent-accent" />
          {door.remember}
        </label>
        <Button>{common.signIn}</Button>
      </DoorForm>
      <p className="text-sm text-muted">
        {door.newHere}{" "}
        <Link href={withNext("/sign-up")} className="font-semibold text-ink underline">
          {common.createAccount}
        </Link>
      </p>
    </>
  );
}
