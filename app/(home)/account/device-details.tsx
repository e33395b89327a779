import { X } from "lucide-react";
import { pageReader } from "@/app/_http/preferences";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Confirm } from "@/app/_ui/confirm";
import { DeviceIcon, knownKind } from "@/app/_ui/device-icon";
import type { DeviceHistory } from "@/lib/sessions/device-history";
import { deviceLabel, deviceType, withinSentence } from "@/lib/shared/device-label";
import { NAME_MAX_LENGTH } from "@/lib/shared/forms";
import { DeviceFacts } from "./device-facts";
import { DeviceTimeline } from "./device-timeline";

/** Names the sheet's heading. */
export const DETAILS_HEADING_ID = "device-details";

type NameRefusal = { problem: string | undefined; typed: string | undefined };

type DeviceDetailsProps = {
  /** null: there is no such device. */
  device: DeviceHistory | null;
  /** What is wrong with the name that was typed for it last, if anything is. */
  refusal: NameRefusal | null;
  /** The session that asks. */
  currentId: string;
  now: Date;
  closeHref: string;
};

/** Everything about one device: what it is, its name, what it did, and the way to take it back. */
export async function DeviceDetails({ device, refusal, currentId, now, closeHref }: DeviceDetailsProps) {
  const { words } = await pageReader();
  const { account, common } = words;
  const title = device ? deviceLabel(device, words) : account.noSuchDevice;
  return (
    <div className="grid gap-6">
      <header className="flex items-start gap-4">
        {device && <DeviceIcon {...device} />}
        <div className="min-w-0 grow">
          <h2 id={DETAILS_HEADING_ID} className="text-lg font-bold">
            <bdi>{title}</bdi>
          </h2>
          {device && (
            <p className="text-sm text-muted">
              {[account.kinds[knownKind(device.kind)], device.name ? deviceType(device, words) : null]
                .filter(Boolean)
                .join(" · ")}
            </p>
          )}
          {device?.session.id === currentId && (
            <p className="mt-1">
              <Badge tone="accent">{account.thisDevice}</Badge>
            </p>
          )}
        </div>
        <a
          href={closeHref}
          data-close=""
          className="-me-2 -mt-2 grid size-11 shrink-0 place-items-center rounded-field text-muted hover:text-ink"
        >
          <X aria-hidden="true" className="size-5" />
          <span className="sr-only">{common.close}</span>
        </a>
      </header>
      {device ? (
        <>
          {device.session.endedAt && <p className="rounded-field bg-bronze-soft p-3 text-sm">{account.isSignedOut}</p>}
          {!device.session.endedAt && <SignOut device={device} isCurrent={device.session.id === currentId} />}
          <DeviceFacts device={device} isCurrent={device.session.id === currentId} now={now} />
          {!device.session.endedAt && <NameForm device={device} refusal={refusal} />}
          <DeviceTimeline steps={device.steps} now={now} />
          {device.userAgent && (
            <dl className="border-t border-line pt-4 text-xs text-muted">
              <dt className="font-semibold">{account.userAgent}</dt>
              <dd>
                <bdi>{device.userAgent}</bdi>
              </dd>
            </dl>
          )}
        </>
      ) : (
        <p className="text-muted">{account.noSuchDeviceText}</p>
      )}
    </div>
  );
}

async function SignOut({ device, isCurrent }: { device: DeviceHistory; isCurrent: boolean }) {
  const { words } = await pageReader();
  const { account, common } = words;
  const label = deviceLabel(device, words);
  const said = withinSentence(label);
  return (
    <Confirm
      label={common.signOut}
      of={label}
      question={isCurrent ? account.signOutThisDeviceQuestion : account.signOutDeviceQuestion(said)}
      confirm={isCurrent ? account.signOutThisDevice : account.signOutDevice(said)}
      action={`/api/auth/sessions/${device.session.id}`}
      method="delete"
      group="sign-out-in-sheet"
    >
      {isCurrent ? account.thisDeviceWillBeOut : account.deviceWillBeOut}
    </Confirm>
  );
}

async function NameForm({ device, refusal }: { device: DeviceHistory; refusal: NameRefusal | null }) {
  const { words } = await pageReader();
  const { account } = words;
  return (
    <form method="post" action={`/api/auth/sessions/${device.session.id}`} className="grid gap-1.5">
      <input type="hidden" name="_method" value="patch" />
      <label htmlFor="device-name" className="text-sm font-semibold">
        {account.nameOfDevice}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id="device-name"
          name="name"
          dir="auto"
          defaultValue={refusal?.typed ?? device.name ?? ""}
          maxLength={NAME_MAX_LENGTH}
          autoComplete="off"
          placeholder={deviceType(device, words)}
          aria-invalid={refusal?.problem ? true : undefined}
          aria-describedby={refusal?.problem ? "device-name-error device-name-hint" : "device-name-hint"}
          className={`min-h-11 min-w-0 flex-1 basis-48 rounded-field border bg-card px-3 placeholder:text-muted ${refusal?.problem ? "border-danger" : "border-muted"}`}
        />
        <Button look="quiet">{account.saveName}</Button>
      </div>
      {refusal?.problem && (
        <p id="device-name-error" className="text-sm font-medium text-danger">
          {refusal.problem}
        </p>
      )}
      <p id="device-name-hint" className="text-sm text-muted">
        {account.nameHint}
      </p>
    </form>
  );
}
