import {
  AtSign,
  CircleDot,
  Download,
  KeyRound,
  KeySquare,
  Link2,
  LogIn,
  LogOut,
  MailCheck,
  MonitorSmartphone,
  Pencil,
  ShieldAlert,
  ShieldMinus,
  ShieldPlus,
  SquareTerminal,
  UserPlus,
  UserRoundCheck,
  UserRoundPen,
  UserRoundX,
} from "lucide-react";
import { pageReader } from "@/app/_http/preferences";
import { Badge } from "@/app/_ui/badge";
import { ListRow } from "@/app/_ui/list-row";
import { Moment } from "@/app/_ui/moment";
import type { NextStep } from "@/lib/sessions/event-policy";
import type { EventDevice, ListedEvent } from "@/lib/sessions/list-events";
import { deviceLabel } from "@/lib/shared/device-label";
import { lookUp } from "@/lib/shared/look-up";
import { EventSteps } from "./event-steps";

const ICONS: Readonly<Record<string, typeof LogIn>> = {
  "signed-up": UserPlus,
  "signed-in": LogIn,
  "sign-in-failed": ShieldAlert,
  "session-ended": LogOut,
  "device-named": Pencil,
  "name-changed": UserRoundPen,
  "refresh-from-two-addresses": ShieldAlert,
  "email-verified": MailCheck,
  "password-changed": KeyRound,
  "password-reset": KeyRound,
  "reset-requested": KeyRound,
  "email-change-requested": AtSign,
  "email-changed": AtSign,
  "email-change-undone": AtSign,
  reported: ShieldAlert,
  "account-left": UserRoundX,
  "account-restored": UserRoundCheck,
  exported: Download,
  "session-limit-changed": MonitorSmartphone,
  "program-allowed": SquareTerminal,
  "program-denied": SquareTerminal,
  "token-made": KeySquare,
  "token-ended": KeySquare,
  "identity-linked": Link2,
  "identity-unlinked": Link2,
  "permission-granted": ShieldPlus,
  "permission-withdrawn": ShieldMinus,
};
const ALARMING: Readonly<Record<string, "bronze" | "danger">> = {
  "sign-in-failed": "danger",
  "refresh-from-two-addresses": "bronze",
  "reuse-detected": "danger",
  reported: "danger",
};

type EventRowProps = {
  event: ListedEvent;
  /** How often it happened one after the other; `event` is the last. */
  times?: number;
  /** From how many addresses besides its own. */
  otherAddresses?: number;
  device: EventDevice | undefined;
  isNewDevice?: boolean;
  /** What can be done about it. */
  steps?: readonly NextStep[];
  now: Date;
};

/** What happened, on which device, from which address, when. */
export async function EventRow({
  event,
  times = 1,
  otherAddresses = 0,
  device,
  isNewDevice = false,
  steps = [],
  now,
}: EventRowProps) {
  const { words } = await pageReader();
  const { activity, sessions } = words;
  const { type, reason, about, ip, at } = event;
  const why = reason ? lookUp(sessions.endReasons, reason) : undefined;
  const what = lookUp(activity.events, type) ?? activity.otherEvent;
  return (
    <ListRow
      Icon={lookUp(ICONS, type) ?? CircleDot}
      tone={lookUp(ALARMING, reason ?? type) ?? "accent"}
      title={
        <>
          {/* Of a session, why it ended says all; of anything else it stands below. */}
          {type === "session-ended" ? (why ?? what) : what}
          {about && (
            <>
              : <bdi>{about}</bdi>
            </>
          )}{" "}
          {times > 1 && <Badge tone="danger">{activity.timesInARow(times)}</Badge>}
          {isNewDevice && <Badge tone="bronze">{activity.newDevice}</Badge>}
        </>
      }
    >
      {reason && !why && <p>{activity.otherReason}</p>}
      {type !== "session-ended" && why && <p>{why}</p>}
      <p>
        {device && (
          <>
            <bdi>{deviceLabel(device, words)}</bdi>
            {"\u00a0· "}
          </>
        )}
        {ip && (
          <>
            <bdi>{ip}</bdi>
            {otherAddresses > 0 && activity.andOtherAddresses(otherAddresses)}
            {"\u00a0· "}
          </>
        )}
        <Moment at={at} now={now} />
      </p>
      <EventSteps steps={steps} sessionId={event.sessionId} />
    </ListRow>
  );
}
