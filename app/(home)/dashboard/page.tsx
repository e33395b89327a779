import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { one, type Query, readProblem } from "@/app/_http/page-query";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { Button, buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Code } from "@/app/_ui/code";
import { News } from "@/app/_ui/news";
import { CallExample } from "@/app/(home)/dashboard/call-example.client";
import pageSource from "@/app/(home)/dashboard/example/page.tsx?source";
import recentSource from "@/app/api/example/recent/route.ts?source";
import apiSource from "@/app/api/example/route.ts?source";
import { readProfile } from "@/lib/accounts/profile-cache";
import { clock } from "@/lib/infra/clock";
import type { Words } from "@/lib/shared/words/words";

/** What the form that led here has done. */
const doneWords = (query: Query, { dashboard }: Words): string | null =>
  one(query.done) === "recent" ? dashboard.recentDone : null;

type Props = { searchParams: Promise<Query> };

/** What happened comes first in the title: it is the first thing that a screen reader says of a page. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { words } = await pageReader();
  const news = doneWords(query, words) ?? readProblem(query, words).summary;
  return { title: [news, words.account.dashboard].filter(Boolean).join(" · ") };
}

/** Stands where a product will: three examples of what it needs, each with the very code that runs. */
export default async function DashboardPage({ searchParams }: Props) {
  const { sub } = await requirePageSession("/dashboard");
  const query = await searchParams;
  const profile = await readProfile(sub);
  const { words } = await pageReader();
  const { common, dashboard } = words;
  const signInAgain = { href: "/login?next=%2Fdashboard", label: dashboard.signInAgain };

  return (
    <div className="grid gap-6">
      <News
        done={doneWords(query, words)}
        problem={readProblem(query, words).summary}
        wayOn={one(query.error) === "sign_in_again" ? signInAgain : undefined}
        stamp={clock.now().getTime()}
      />
      <div className="grid justify-items-start gap-3">
        <h1 className="text-2xl font-bold tracking-tight">
          <bdi>{dashboard.hello(profile?.name ?? null)}</bdi>
        </h1>
        <p>
          {dashboard.signedInAs} <strong>{profile?.email}</strong>
        </p>
        <p className="text-muted">{dashboard.about}</p>
        <Link href="/account" className={buttonClass("primary")}>
          {dashboard.seeDevices}
        </Link>
      </div>
      <Example id="page" title={dashboard.page} text={dashboard.pageText} path={PATHS.page} source={pageSource}>
        <Link href="/dashboard/example" className={buttonClass("quiet")}>
          {dashboard.openPage}
        </Link>
      </Example>
      <Example id="api" title={dashboard.api} text={dashboard.apiText} path={PATHS.api} source={apiSource}>
        <CallExample
          path="/api/example"
          words={{ call: dashboard.call, answer: dashboard.answer, notSent: common.notSent }}
        />
      </Example>
      <Example
        id="recent"
        title={dashboard.recent}
        text={dashboard.recentText}
        path={PATHS.recent}
        source={recentSource}
      >
        <form method="post" action="/api/example/recent">
          <Button look="quiet">{dashboard.tryRecent}</Button>
        </form>
      </Example>
    </div>
  );
}

const PATHS = {
  page: "app/(home)/dashboard/example/page.tsx",
  api: "app/api/example/route.ts",
  recent: "app/api/example/recent/route.ts",
};

type ExampleProps = { id: string; title: string; text: string; path: string; source: string; children: ReactNode };

function Example({ id, title, text, path, source, children }: ExampleProps) {
  return (
    <Card id={id} title={title}>
      <div className="grid gap-4 lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-6">
        <div className="grid content-start justify-items-start gap-4">
          <p className="text-sm text-muted">{text}</p>
          {children}
        </div>
        <Code path={path} source={source} />
      </div>
    </Card>
  );
}
