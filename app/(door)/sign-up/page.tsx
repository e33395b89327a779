import type { Metadata } from "next";
import { nextOf, one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { NAME_MAX_LENGTH } from "@/lib/shared/forms";
import { AlreadySignedIn } from "../already-signed-in";
import { DoorForm } from "../door-form";
import { DoorHead } from "../door-head";
import { NewPasswordField } from "../new-password-field";

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
  const problem = readProblem(query, words);
  const typed = await typedFields(query);

  return (
    <>
      <DoorHead title={common.createAccount} />
      <AlreadySignedIn next={next} />
      <DoorForm
        action="/api/auth/sign-up"
        next={next}
        problem={problem}
        names={{ email: door.email, name: door.nameOptional, password: door.password }}
        faultOf={door.faultOf}
        summaryTakesFocus
        email={typed.email}
        emailIsBlamed={one(query.error) === "email_taken"}
      >
        <Field
          label={door.nameOptional}
          name="name"
          type="text"
          autoComplete="name"
          autoCapitalize="words"
          spellCheck={false}
          defaultValue={typed.name}
          maxLength={NAME_MAX_LENGTH}
          errors={problem.fields.name}
        />
        <NewPasswordField label={door.password} errors={problem.fields.password} />
        <Button>{door.createAccountSubmit}</Button>
      </DoorForm>
      <p className="text-center text-sm text-muted">
        {door.haveAccount}{" "}
        <a href={withNext("/login")} className="font-semibold text-ink underline">
          {common.signIn}
        </a>
      </p>
    </>
  );
}
