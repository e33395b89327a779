import type { Metadata } from "next";
import { countOf, nextOf, one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { PasswordField } from "@/app/_ui/password-field";
import type { EndReason } from "@/lib/sessions/policy";
import { lookUp } from "@/lib/shared/look-up";
import type { Words } from "@/lib/shared/words/words";
import { AlreadySignedIn } from "../already-signed-in";
import { DoorForm, SUMMARY_ID } from "../door-form";
import { DoorHead } from "../door-head";

/** Ends behind which there may be someone else; the others are in the order of things. */
const ALARMING: ReadonlySet<string> = new Set<EndReason>(["reuse-detected", "reported"]);

/** What was done that ended at the door. */
function doneWords(query: Query, { door, sessions }: Words): string | null {
  const count = countOf(query);
  if (one(query.done) === "signed-out") return door.signedOut;
  if (one(query.done) === "revoked-all" && count !== null) return sessions.allWereSignedOut(count);
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
  const problem = readProblem(query, words);
  const done = doneWords(query, words);
  const reason = one(query.ended) ?? "";
  const ended = lookUp(words.sessions.endedAtDoor, reason);
  // Which of the two is wrong is not said. The password is what people mistype: they go on there, and it is emptied.
  const isMismatch = one(query.error) === "invalid_credentials";
  const typed = await typedFields(query);

  return (
    <>
      <DoorHead title={common.signIn} isParting={Boolean(done ?? ended)} />
      {done && <Notice tone="done">{done}</Notice>}
      {ended && <Notice tone={ALARMING.has(reason) ? "problem" : "calm"}>{ended}</Notice>}
      <AlreadySignedIn next={next} />
      <DoorForm
        action="/api/auth/sign-in"
        next={next}
        problem={problem}
        names={{ email: door.email, password: door.password }}
        faultOf={door.faultOf}
        summaryTakesFocus={!isMismatch}
        email={typed.email}
        emailIsBlamed={isMismatch}
      >
        <PasswordField
          label={door.password}
          name="password"
          autoComplete="current-password"
          errors={problem.fields.password}
          blamedBy={isMismatch ? SUMMARY_ID : undefined}
          mustBeTypedAgain={isMismatch}
          required
        />
        <label className="flex min-h-11 items-center gap-3 text-sm">
          <input type="checkbox" name="remember" className="size-5 shrink-0 accent-accent" />
          {door.remember}
        </label>
        <Button>{common.signIn}</Button>
      </DoorForm>
      <p className="text-center text-sm text-muted">
        {door.newHere}{" "}
        <a href={withNext("/sign-up")} className="font-semibold text-ink underline">
          {common.createAccount}
        </a>
      </p>
    </>
  );
}
