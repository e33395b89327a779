import type { Metadata } from "next";
import Link from "next/link";
import { nextOf, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { config } from "@/lib/infra/config";
import { DoorForm } from "../door-form";

type Props = { searchParams: Promise<Query> };

/** What went wrong comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { words } = await pageReader();
  const { summary } = readProblem(await searchParams, words);
  return { title: [summary, words.common.createAccount].filter(Boolean).join(" · ") };
}

export default async function SignUpPage({ searchParams }: Props) {
  const query = await searchParams;
  const { next, withNext } = nextOf(query);
  const { words } = await pageReader();
  const { common, door } = words;
  const { summary, fields } = readProblem(query, words);
  const typed = await typedFields();
  const { passwordMinLength } = config();

  return (
    <>
      <h1 className="text-2xl font-bold tracking-tight">{common.createAccount}</h1>
      {summary && <Notice tone="problem">{summary}</Notice>}
      <DoorForm
        action="/api/auth/sign-up"
        next={next}
        label={door.email}
        email={typed.email}
        emailErrors={fields.email}
      >
        <Field
          label={door.nameOptional}
          name="name"
          type="text"
          autoComplete="name"
          defaultValue={typed.name}
          maxLength={100}
          errors={fields.name}
        />
        <Field
          label={door.password}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={passwordMinLength}
          hint={door.passwordHint(passwordMinLength)}
          errors={fields.password}
          required
        />
        <Button>{door.createAccountSubmit}</Button>
      </DoorForm>
      <p className="text-sm text-muted">
        {door.haveAccount}{" "}
        <Link href={withNext("/login")} className="font-semibold text-ink underline">
          {common.signIn}
        </Link>
      </p>
    </>
  );
}
