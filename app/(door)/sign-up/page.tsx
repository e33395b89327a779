import type { Metadata } from "next";
import { nextOf, one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { PasswordField } from "@/app/_ui/password-field";
import { PasswordStrength } from "@/app/_ui/password-strength.client";
import { config } from "@/lib/infra/config";
import { NAME_MAX_LENGTH } from "@/lib/shared/forms";
import { AlreadySignedIn } from "../already-signed-in";
import { DoorForm } from "../door-form";
import { DoorHead } from "../door-head";

type Props = { searchParams: Promise<Query> };

/** What went wrong comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { words } = await pageReader();
  const { summary } = readProblem(await searchParams, words);
  return { title: [summary, words.common.createAccount].filter(Boolean).join(" · ") };
}

/** Of what a password should not be made. A constant, for the island reads the fields again when this changes. */
const PERSONAL_FIELDS = ["email", "name"];

export default async function SignUpPage({ searchParams }: Props) {
  const query = await searchParams;
  const { next, withNext } = nextOf(query);
  const { words } = await pageReader();
  const { common, door } = words;
  const problem = readProblem(query, words);
  const typed = await typedFields(query);
  const { passwordMinLength } = config();

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
        <PasswordField
          label={door.password}
          name="password"
          autoComplete="new-password"
          minLength={passwordMinLength}
          describedBy="password-rule"
          errors={problem.fields.password}
          required
        >
          <PasswordStrength
            input="password"
            personal={PERSONAL_FIELDS}
            minLength={passwordMinLength}
            words={door.strength}
          >
            <p id="password-rule" className="text-muted">
              {door.passwordHint(passwordMinLength)}
            </p>
          </PasswordStrength>
        </PasswordField>
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
