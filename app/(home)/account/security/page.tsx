import { KeyRound, MonitorSmartphone, ShieldAlert, ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { ListRow } from "@/app/_ui/list-row";
import { KEPT_A_MINUTE } from "@/lib/accounts/failed-sign-ins";
import { hasPassword } from "@/lib/accounts/queries";
import { clock } from "@/lib/infra/clock";
import { countFailedSignIns, listSuspicions } from "@/lib/sessions/list-events";
import { countDevicesSignedIn } from "@/lib/sessions/list-sessions";
import { addSeconds } from "@/lib/shared/time";
import { EventRow } from "../activity/event-row";
import { DeviceConfirms } from "../device-confirms";
import { SignOutMany } from "../sign-out-many";

const FAILED_DAYS = 30;
const SUSPICION_DAYS = 90;
const DAY_SECONDS = 86_400;
/** Names the heading of what can be done. */
const LOST_ID = "lost";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageReader()).words.account.security };
}

export default async function SecurityPage() {
  const { sub } = await requirePageSession("/account/security");
  const now = clock.now();
  const isPasswordSet = await hasPassword(sub);
  const devices = await countDevicesSignedIn(sub, now);
  const failed = await countFailedSignIns(sub, addSeconds(now, -FAILED_DAYS * DAY_SECONDS));
  const suspicions = await listSuspicions(sub, addSeconds(now, -SUSPICION_DAYS * DAY_SECONDS));
  const { words } = await pageReader();
  const { account, security } = words;

  return (
    <div className="grid gap-6">
      <DeviceConfirms stamp={now.getTime()} fallbackId={LOST_ID} />
      <h1 className="text-2xl font-bold tracking-tight">{account.security}</h1>
      <Card id="now" title={security.now}>
        <ul aria-labelledby="now" className="divide-y divide-line">
          <ListRow Icon={KeyRound} title={security.password}>
            {isPasswordSet ? security.passwordIsSet : security.passwordIsNotSet}
          </ListRow>
          <ListRow
            Icon={MonitorSmartphone}
            title={account.devices}
            acts={<GoTo path="/account">{security.seeDevices}</GoTo>}
          >
            {security.devicesSignedIn(devices)}
          </ListRow>
          <ListRow
            Icon={failed > 0 ? ShieldAlert : ShieldCheck}
            tone={failed > 0 ? "bronze" : "accent"}
            title={security.failedSignIns}
            acts={<GoTo path="/account/activity">{security.seeActivity}</GoTo>}
          >
            {security.failedCount(failed, FAILED_DAYS, failed >= KEPT_A_MINUTE)}
          </ListRow>
        </ul>
      </Card>
      <Card id="suspicions" title={security.suspicions}>
        {suspicions.events.length === 0 ? (
          <ul aria-labelledby="suspicions">
            <ListRow Icon={ShieldCheck} title={security.noSuspicions(SUSPICION_DAYS)}>
              {security.noSuspicionsText}
            </ListRow>
          </ul>
        ) : (
          <>
            <p>{security.whatToDo}</p>
            <ul aria-labelledby="suspicions" className="divide-y divide-line">
              {suspicions.events.map((event) => (
                <EventRow
                  key={event.id}
                  event={event}
                  device={suspicions.devices.get(event.deviceId ?? "")}
                  now={now}
                />
              ))}
            </ul>
          </>
        )}
      </Card>
      <Card id={LOST_ID} title={security.deviceLost}>
        <p className="text-sm text-muted">{devices > 1 ? security.deviceLostText : security.onlyThisDeviceText}</p>
        <SignOutMany others={devices - 1} />
      </Card>
    </div>
  );
}

function GoTo({ path, children }: { path: string; children: ReactNode }) {
  return (
    <Link href={path} className={buttonClass("quiet")}>
      {children}
    </Link>
  );
}
