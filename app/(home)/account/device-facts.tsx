import type { ReactNode } from "react";
import { pageReader } from "@/app/_http/preferences";
import { Moment } from "@/app/_ui/moment";
import { programOf } from "@/lib/programs/clients";
import type { DeviceHistory } from "@/lib/sessions/device-history";
import { lookUp } from "@/lib/shared/look-up";
import { ScopeWords } from "./scope-list";

type DeviceFactsProps = { device: DeviceHistory; isCurrent: boolean; now: Date };

/** What is known of a device and of its newest session. */
export async function DeviceFacts({ device, isCurrent, now }: DeviceFactsProps) {
  const { words } = await pageReader();
  const { account, common, programs, sessions } = words;
  const { session } = device;
  const program = programOf(session.clientId);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
      <Fact name={account.lastActive}>{isCurrent ? common.now : <Moment at={session.lastSeenAt} now={now} />}</Fact>
      <Fact name={account.browser}>
        <bdi>{device.browser ?? account.unknown}</bdi>
      </Fact>
      <Fact name={account.system}>{device.os ?? account.unknown}</Fact>
      {program && (
        <>
          <Fact name={programs.program}>
            <bdi>{program}</bdi>
          </Fact>
          <Fact name={programs.may}>
            <ScopeWords scope={session.scope} />
          </Fact>
        </>
      )}
      {session.place && (
        <Fact name={account.place}>
          <bdi>{session.place}</bdi>
        </Fact>
      )}
      <Fact name={account.address}>{session.ip ?? account.unknownAddress}</Fact>
      <Fact name={account.firstSeen}>
        <Moment at={device.firstSeenAt} now={now} />
      </Fact>
      <Fact name={account.signedIn}>
        <Moment at={session.createdAt} now={now} />
        {account.with(lookUp(sessions.methods, session.method) ?? session.method)}
      </Fact>
      {session.endedAt ? (
        <Fact name={account.sessionEnded}>
          <Moment at={session.endedAt} now={now} />
        </Fact>
      ) : (
        <Fact name={account.sessionEnds}>
          <Moment at={session.expiresAt} now={now} />
          {account.ifNotUsed}
        </Fact>
      )}
    </dl>
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
