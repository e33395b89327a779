import type { Metadata } from "next";
import Link from "next/link";
import { lookUp, nextOf, one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageSession } from "@/app/_http/page-session";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { devicesWere, ENDED_WORDS } from "@/lib/shared/words";
import { DoorForm } from "../door-form";

/** What was done that ended at the door. */
function doneWords(query: Query): string | null {
  const count = Number(one(query.count));
  if (one(query.done) === "signed-out") return "You are signed out.";
  if (one(query.done) === "revoked-all" && Number.isInteger(count))
    return `${devicesWere(count)} signed out, this one too.`;
  return null;
}

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const news = doneWords(query) ?? lookUp(ENDED_WORDS, one(query.ended) ?? "") ?? readProblem(query).summary;
  return { title: [news, "Sign in"].filter(Boolean).join(" · ") };
}

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const { next, withNext } = nextOf(query);
  const { summary, fields } = readProblem(query);
  const done = doneWords(query);
  const ended = lookUp(ENDED_WORDS, one(query.ended) ?? "");
  const isSignedIn = (await pageSession()) !== null;
  const typed = await typedFields();

  return (
    <>
      <h1 className="text-2xl font-bold tracking-tight">Sign in</h1>
      {done && <Notice tone="done">{done}</Notice>}
      {ended && <Notice tone="problem">{ended}</Notice>}
      {summary && <Notice tone="problem">{summary}</Notice>}
      {isSignedIn && (
        <Notice tone="done">
          You are signed in on this device.{" "}
          <Link href={next ?? "/dashboard"} className="font-semibold underline">
            Go on
          </Link>
        </Notice>
      )}
      <DoorForm action="/api/auth/sign-in" next={next} email={typed.email} emailErrors={fields.email}>
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          errors={fields.password}
          required
        />
        <label className="flex min-h-11 items-center gap-3 text-sm">
          <input type="checkbox" name="remember" className="size-5 shrink-0 accent-accent" />
          Keep me signed in on this device
        </label>
        <Button>Sign in</Button>
      </DoorForm>
      <p className="text-sm text-muted">
        New here?{" "}
        <Link href={withNext("/sign-up")} className="font-semibold text-ink underline">
          Create an account
        </Link>
      </p>
    </>
  );
}
