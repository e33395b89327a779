import { pageReader } from "@/app/_http/preferences";
import { Button, buttonClass } from "@/app/_ui/button";
import { Confirm } from "@/app/_ui/confirm";
import { DeviceIcon } from "@/app/_ui/device-icon";
import { Moment } from "@/app/_ui/moment";
import type { ListedSession } from "@/lib/sessions/list-sessions";
import { deviceLabel, deviceType } from "@/lib/shared/device-label";
import { lookUp } from "@/lib/shared/look-up";

/** One signed-in device: what it is, where and when it was used, and the way to take it back. */
export async function DeviceRow({ session, now }: { session: ListedSession; now: Date }) {
  const { words } = await pageReader();
  const { account, common, sessions } = words;
  const label = deviceLabel(session, words);
  const path = `/api/auth/sessions/${session.id}`;
  const headingId = `device-${session.id}`;
  const group = `acts-${session.id}`; // of its disclosures one is open at a time
  return (
    <li
      aria-labelledby={headingId}
      className="flex flex-wrap items-start gap-2 rounded-card border border-line bg-card p-4 sm:p-5"
    >
      <div className="flex flex-1 basis-full gap-4 pb-2 sm:basis-80 sm:pb-0">
        <DeviceIcon kind={session.kind} />
        <div className="min-w-0">
          <h3 id={headingId} className="flex flex-wrap items-center gap-x-2 font-semibold">
            <bdi>{label}</bdi>
            {session.current && (
              <span className="rounded-full bg-accent px-2.5 py-0.5 text-xs text-on-accent">{account.thisDevice}</span>
            )}
          </h3>
          {session.name && <p className="text-sm text-muted">{deviceType(session, words)}</p>}
          <dl className="mt-1 grid gap-x-2 text-sm text-muted sm:grid-cols-[auto_1fr]">
            <DeviceFact name={account.lastActive}>
              {session.current ? common.now : <Moment at={session.lastSeenAt} now={now} />}
            </DeviceFact>
            <DeviceFact name={account.signedIn}>
              <Moment at={session.createdAt} now={now} />{" "}
              {account.with(lookUp(sessions.methods, session.method) ?? session.method)}
            </DeviceFact>
            <DeviceFact name={account.address}>
              {[session.ip ?? account.unknownAddress, session.place].filter(Boolean).join(", ")}
            </DeviceFact>
          </dl>
        </div>
      </div>
      <details name={group} className="group open:basis-full">
        <summary className={buttonClass("quiet")}>
          <span className="group-open:hidden">{account.rename}</span>
          <span className="hidden group-open:inline">{common.cancel}</span>
          <span className="sr-only"> {label}</span>
        </summary>
        <form method="post" action={path} className="mt-3 flex flex-wrap items-end gap-2">
          <input type="hidden" name="_method" value="patch" />
          <label className="grid min-w-48 max-w-sm flex-1 gap-1 text-sm font-semibold">
            {account.newName}
            <input
              name="name"
              defaultValue={session.name ?? ""}
              maxLength={100}
              placeholder={deviceType(session, words)}
              className="min-h-11 w-full rounded-lg border border-muted bg-card px-3 font-normal"
            />
          </label>
          <Button>{account.saveName}</Button>
        </form>
      </details>
      <Confirm
        label={common.signOut}
        of={label}
        confirm={session.current ? account.signOutThisDevice : account.signOutDevice(label)}
        action={path}
        method="delete"
        group={group}
      >
        {session.current ? account.thisDeviceWillBeOut : account.deviceWillBeOut(label)}
      </Confirm>
    </li>
  );
}

function DeviceFact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="contents">
      <dt className="sr-only sm:not-sr-only">{name}</dt>
      <dd>
        <span aria-hidden="true" className="sm:hidden">
          {name}{" "}
        </span>
        {children}
      </dd>
    </div>
  );
}
