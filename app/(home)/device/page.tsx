import type { Metadata } from "next";
import { one, type Query, readProblem } from "@/app/_http/page-query";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { waitingProgram } from "@/app/_http/waiting-program";
import { buttonClass } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { clock } from "@/lib/infra/clock";
import type { WaitingProgram } from "@/lib/programs/device-grants";
import { isProblem, type ProblemCode } from "@/lib/shared/errors";
import { delegable } from "@/lib/shared/scopes";
import type { Words } from "@/lib/shared/words/words";
import { CodeForm } from "./code-form";
import { Decision } from "./decision";

type Props = { searchParams: Promise<Query> };
type Found = { program: WaitingProgram } | { refusal: ProblemCode };

/** What was decided a moment ago. */
function doneWords(query: Query, { programs }: Words): string | null {
  const done = one(query.done);
  if (done === "allowed") return programs.allowed;
  return done === "denied" ? programs.denied : null;
}

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { words } = await pageReader();
  const news = doneWords(query, words) ?? readProblem(query, words).summary;
  return { title: [news, words.programs.letIn].filter(Boolean).join(" · ") };
}

async function find(userId: string, typed: string, now: Date): Promise<Found> {
  try {
    const program = await waitingProgram(userId, typed, now);
    return program ? { program } : { refusal: "user_code_unknown" };
  } catch (error) {
    if (isProblem(error) && error.code === "too_many_requests") return { refusal: error.code };
    throw error;
  }
}

/** Where a person lets in a program that has no browser. @see RFC 8628 §3.3 */
export default async function DevicePage({ searchParams }: Props) {
  const query = await searchParams;
  const typed = one(query.user_code)?.slice(0, MAX_TYPED) ?? null;
  const path = typed ? `/device?${new URLSearchParams({ user_code: typed })}` : "/device";
  const { sub, scope } = await requirePageSession(path);
  const { words } = await pageReader();
  const { problems, programs } = words;
  const now = clock.now();
  const found = typed ? await find(sub, typed, now) : null;
  const done = doneWords(query, words);
  const refusal =
    found && "refusal" in found ? problems.refusals[found.refusal].detail : readProblem(query, words).summary;
  return (
    <div className="mx-auto grid w-full max-w-lg gap-6">
      <h1 className="text-2xl font-bold tracking-tight">{programs.letIn}</h1>
      {done && (
        <Notice tone="done">
          <p>{done}</p>
          <p>
            <a href="/account" className={buttonClass("quiet")}>
              {programs.seeDevices}
            </a>
          </p>
        </Notice>
      )}
      {found && "program" in found ? (
        <Decision program={found.program} scope={delegable(found.program.scope, scope)} now={now} />
      ) : (
        !done && <CodeForm typed={typed} refusal={refusal} />
      )}
    </div>
  );
}

const MAX_TYPED = 40;
