import type { Metadata } from "next";
import { headers } from "next/headers";
import { pageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { readTokens } from "@/app/_http/session-cookies";
import { Card } from "@/app/_ui/card";
import { readToken } from "@/lib/edge/inspect-token";
import { clock } from "@/lib/infra/clock";
import { toSeconds } from "@/lib/shared/time";
import { Inspector } from "./inspector.client";
import { MeaningList } from "./meaning-list.client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageReader()).words.token.title };
}

/** What the reader's own token says: of its text nothing leaves the cookie, and the signature is not shown. */
async function ownToken() {
  if (!(await pageSession())) return null;
  const { access } = readTokens((await headers()).get("cookie"));
  const reading = readToken(access ?? "");
  return reading.kind === "jwt" ? reading : null;
}

/** What is in a token: anyone's own, or any that is pasted. */
export default async function TokenPage() {
  const own = await ownToken();
  const { words } = await pageReader();
  const { token } = words;
  const now = toSeconds(clock.now());
  return (
    <div className="grid grid-cols-1 gap-6">
      <h1 className="text-2xl font-bold tracking-tight">{token.title}</h1>
      <p className="max-w-prose text-muted">{token.lead}</p>
      <noscript>
        <p>{token.needsScript}</p>
      </noscript>
      <Inspector words={token} now={now} />
      <Card id="own" title={token.own}>
        {own ? (
          <>
            <p className="text-sm text-muted">{token.ownText}</p>
            <h3 className="font-semibold">{token.header}</h3>
            <MeaningList entries={own.header} meanings={token.header_meanings} words={token} now={now} />
            <h3 className="font-semibold">{token.claims}</h3>
            <MeaningList entries={own.claims} meanings={token.claim_meanings} words={token} now={now} />
            <p className="text-sm text-muted">{token.ownRefresh}</p>
          </>
        ) : (
          <p>
            <a href="/login?next=%2Ftoken" className="font-semibold underline">
              {token.signInToSee}
            </a>
          </p>
        )}
      </Card>
      <p className="text-sm">
        <a href="/docs" className="font-semibold underline">
          {token.apiLink}
        </a>
      </p>
    </div>
  );
}
