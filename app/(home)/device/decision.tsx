import type { ReactNode } from "react";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Moment } from "@/app/_ui/moment";
import { Notice } from "@/app/_ui/notice";
import { clientName } from "@/lib/programs/clients";
import type { WaitingProgram } from "@/lib/programs/device-grants";
import type { Scope } from "@/lib/shared/scopes";
import { ScopeList } from "../account/scope-list";

type DecisionProps = {
  program: WaitingProgram;
  /** What it would be let in to: of what it asks for, what the person has. */
  scope: readonly Scope[];
  now: Date;
};

/** Who waits, from where, and what they ask for; and the two answers. */
export async function Decision({ program, scope, now }: DecisionProps) {
  const { programs, account, problems } = (await pageReader()).words;
  const { userCode, clientId, ip, place, userAgent, createdAt } = program;
  return (
    <Card id="decision" title={programs.isWaiting(clientName(clientId))}>
      <p className="text-sm">{programs.compare}</p>
      <p className="rounded-field bg-accent-soft py-4 text-center font-mono text-2xl font-bold tracking-widest">
        <bdi>{userCode}</bdi>
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        <Fact name={programs.from}>
          <bdi>{[place, ip ?? account.unknownAddress].filter(Boolean).join(", ")}</bdi>
        </Fact>
        {userAgent && (
          <Fact name={programs.callsItself}>
            <bdi className="wrap-anywhere">{userAgent}</bdi>
          </Fact>
        )}
        <Fact name={programs.asked}>
          <Moment at={createdAt} now={now} />
        </Fact>
      </dl>
      {scope.length > 0 ? (
        <div className="grid gap-1.5 text-sm">
          <p className="font-semibold">{programs.willBeAble}</p>
          <ScopeList scope={scope.join(" ")} />
        </div>
      ) : (
        <p className="text-sm font-semibold">{problems.refusals.scope_not_granted.detail}</p>
      )}
      <Notice tone="calm">
        <p>{programs.onlyIfYou}</p>
      </Notice>
      <form method="post" action="/api/auth/device/decision" className="flex flex-wrap gap-3">
        <input type="hidden" name="user_code" value={userCode} />
        {scope.length > 0 && (
          <Button name="allow" value="true">
            {programs.allow}
          </Button>
        )}
        <Button look="quiet" name="allow" value="false">
          {programs.deny}
        </Button>
      </form>
      <p className="text-sm">
        <a href="/device" className="font-semibold underline">
          {programs.otherCode}
        </a>
      </p>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="max-w-28 text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
