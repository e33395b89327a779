import type { Metadata } from "next";
import Link from "next/link";
import { nextOf, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { config } from "@/lib/infra/config";
import { DoorForm } from "../door-form";

type Props = { searchParams: Promise<Query> };

/** What went wrong comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { summary } = readProblem(await searchParams);
  return { title: [summary, "Create an account"].filter(Boolean).join(" · ") };
}

export default async function SignUpPage({ searchParams }: Props) {
  const query = await searchParams;
  const { next, withNext } = nextOf(query);
  const { summary, fields } = readProblem(query);
  const typed = await typedFields();
  const { passwordMinLength } = config();

  return (
    <>
      <h1 className="text-2xl font-bold tracking-tight">Create an account</h1>
      {summary && <Notice tone="problem">{summary}</Notice>}
      <DoorForm action="/api/auth/sign-up" next={next} email={typed.email} emailErrors={fields.email}>
        <Field
          label="Name (optional)"
          name="name"
          type="text"
          autoComplete="name"
          defaultValue={typed.name}
          maxLength={100}
          errors={fields.name}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={passwordMinLength}
          hint={`At least ${passwordMinLength} characters: a few words in a row are easy to remember and hard to guess.`}
          errors={fields.password}
          required
        />
        <Button>Create account</Button>
      </DoorForm>
      <p className="text-sm text-muted">
        You have an account?{" "}
        <Link href={withNext("/login")} className="font-semibold text-ink underline">
          Sign in
        </Link>
      </p>
    </>
  );
}
