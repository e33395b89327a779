import type { Metadata } from "next";
import { countOf, nextOf, one, type Query, readProblem, typedFields } from "@/app/_http/page-query";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { DevMailHint } from "@/app/_ui/dev-mail-hint";
import { Notice } from "@/app/_ui/notice";
import { PasswordField } from "@/app/_ui/password-field";
import { WAY_BACK_DAYS } from "@/lib/accounts/leave";
import { config } from "@/lib/infra/config";
import type { EndReason } from "@/lib/sessions/policy";
import { lookUp } from "@/lib/shared/look-up";
import type { Words } from "@/lib/shared/words/words";
import { AlreadySignedIn } from "../already-signed-in";
import { DoorForm, SUMMARY_ID } from "../door-form";
import { DoorHead } from "../door-head";

/** Ends behind which there may be someone else; the others are in the order of things. */
const ALARMING: ReadonlySet<string> = new Set<EndReason>(["reuse-detected", "reported"]);

/** What was done that ended at the door, by what the query says of it. */
const DONE: Readonly<Record<string, (words: Words) => string>> = {
  "signed-out": ({ door }) => door.signedOut,
  "email-change-undone": ({ emailChange }) => emailChange.undoneAtDoor,
  "account-left": ({ leaving }) => leaving.leftAtDoor(WAY_BACK_DAYS),
  "password-reset": ({ recovery }) => recovery.passwordIsNew,
  reported: ({ report }) => report.done,
};

/** Of these a mail is on its way that its reader is waiting for. */
const MAILED: ReadonlySet<string> = new Set(["reported", "email-change-undone"]);

function doneWords(query: Query, words: Words): string | null {
  const count = countOf(query);
  if (one(query.done) === "revoked-all" && count !== null) return words.sessions.allWereSignedOut(count);
  return lookUp(DONE, one(query.done) ?? "")?.(words) ?? null;
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
  const { common, door, recovery } = words;
  const { next, withNext } = nextOf(query);
  const problem = readProblem(query, words);
  const done = doneWords(query, words);
  const reason = one(query.ended) ?? "";
  const ended = lookUp(words.sessions.endedAtDoor, reason);
  // Which of the two is wrong is not said. The password is what people mistype: they go on there, and it is emptied.
  const isMismatch = one(query.error) === "invalid_credentials";
  const typed = await typedFields(query);
  const isLeaving = one(query.error) === "account_leaving";

  return (
    <>
      <DoorHead title={isLeaving ? recovery.comeBackTitle : common.signIn} isParting={Boolean(done ?? ended)} />
      {done && (
        <Notice tone="done">
          <p>{done}</p>
          {MAILED.has(one(query.done) ?? "") && <DevMailHint />}
        </Notice>
      )}
      {ended && <Notice tone={ALARMING.has(reason) ? "problem" : "calm"}>{ended}</Notice>}
      <AlreadySignedIn next={next} />
      <DoorForm
        action={isLeaving ? "/api/auth/account/restore" : "/api/auth/sign-in"}
        next={next}
        problem={problem}
        tone={isLeaving ? "calm" : "problem"}
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
        <Button>{isLeaving ? recovery.comeBack : common.signIn}</Button>
      </DoorForm>
      <div className="grid gap-3 text-center text-sm text-muted">
        {config().mail.kind !== "off" && (
          <p>
            <a href="/forgot-password" className="font-semibold text-ink underline">
              {recovery.forgot}
            </a>
          </p>
        )}
        <p>
          {!isLeaving && `${door.newHere} `}
          <a href={withNext(isLeaving ? "/login" : "/sign-up")} className="font-semibold text-ink underline">
            {isLeaving ? recovery.otherAccount : common.createAccount}
          </a>
        </p>
      </div>
    </>
  );
}
