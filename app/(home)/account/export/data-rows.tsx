import { Fragment } from "react";
import { pageReader } from "@/app/_http/preferences";
import type { ExportedRows } from "@/lib/accounts/export-person";
import { deviceLabel } from "@/lib/shared/device-label";
import { lookUp } from "@/lib/shared/look-up";

type Rows<Name extends keyof ExportedRows> = { rows: readonly ExportedRows[Name][] };

type Fact = readonly [name: string, value: string | null | undefined];

/** What it is, and below it what there is to say of it; what is not known is left out. */
function DataRow({ title, facts }: { title: string; facts: readonly Fact[] }) {
  return (
    <li className="grid gap-1 py-3 text-sm first:pt-0 last:pb-0">
      <p className="font-semibold wrap-anywhere">
        <bdi>{title}</bdi>
      </p>
      <dl className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[9rem_1fr]">
        {facts.map(
          ([name, value]) =>
            value && (
              <Fragment key={name}>
                <dt className="text-muted max-sm:pt-1">{name}</dt>
                <dd className="min-w-0 wrap-anywhere">
                  <bdi>{value}</bdi>
                </dd>
              </Fragment>
            ),
        )}
      </dl>
    </li>
  );
}

export async function DeviceRows({ rows }: Rows<"devices">) {
  const { words, format } = await pageReader();
  const { account } = words;
  return rows.map((device) => (
    <DataRow
      key={device.id}
      title={deviceLabel(device, words)}
      facts={[
        [words.data.kind, lookUp(account.kinds, device.kind)],
        [account.firstSeen, format.exact(device.createdAt)],
        [account.userAgent, device.userAgent],
      ]}
    />
  ));
}

/** @param devices those that are shown: the latest */
export async function SessionRows({ rows, devices }: Rows<"sessions"> & { devices: Rows<"devices">["rows"] }) {
  const { words, format } = await pageReader();
  const { account, data, sessions } = words;
  const byId = new Map(devices.map((device) => [device.id, device]));
  return rows.map((session) => {
    const device = byId.get(session.deviceId);
    const { endedAt, endReason, expiresAt, method } = session;
    return (
      <DataRow
        key={session.id}
        title={device ? deviceLabel(device, words) : session.id}
        facts={[
          [account.signedIn, format.exact(session.createdAt)],
          [data.method, lookUp(sessions.methods, method) ?? method],
          [data.scope, session.scope],
          [account.address, session.ip],
          [account.place, session.place],
          [account.lastActive, format.exact(session.lastSeenAt)],
          endedAt ? [account.sessionEnded, format.exact(endedAt)] : [account.sessionEnds, format.exact(expiresAt)],
          [data.reason, endReason && (lookUp(sessions.endReasons, endReason) ?? endReason)],
        ]}
      />
    );
  });
}

export async function EventRows({ rows }: Rows<"events">) {
  const { words, format } = await pageReader();
  const { account, activity, data, sessions } = words;
  return rows.map(({ id, type, reason, about, at, ip }) => (
    <DataRow
      key={id}
      title={lookUp(activity.events, type) ?? type}
      facts={[
        [data.about, about],
        [data.when, format.exact(at)],
        [data.reason, reason && (lookUp(sessions.endReasons, reason) ?? reason)],
        [account.address, ip],
      ]}
    />
  ));
}

export async function LinkRows({ rows }: Rows<"mailedLinks">) {
  const { words, format } = await pageReader();
  const { data } = words;
  return rows.map(({ id, purpose, emailKey, createdAt, expiresAt, usedAt }) => (
    <DataRow
      key={id}
      title={lookUp(data.purposes, purpose) ?? purpose}
      facts={[
        [data.mailedTo, emailKey],
        [data.when, format.exact(createdAt)],
        [data.goodUntil, format.exact(expiresAt)],
        [data.used, usedAt ? format.exact(usedAt) : data.notUsed],
      ]}
    />
  ));
}

export async function MailRows({ rows }: Rows<"mails">) {
  const { words, format } = await pageReader();
  const { data } = words;
  return rows.map(({ id, kind, state, createdAt, finishedAt, lastError }) => (
    <DataRow
      key={id}
      title={lookUp(data.mailKinds, kind) ?? data.order}
      facts={[
        [data.when, format.exact(createdAt)],
        [data.state, lookUp(data.mailStates, state) ?? state],
        [data.finished, finishedAt && format.exact(finishedAt)],
        [data.mailServer, lastError],
      ]}
    />
  ));
}

export async function TokenRows({ rows }: Rows<"personalTokens">) {
  const { words, format } = await pageReader();
  const { account, data, sessions } = words;
  return rows.map(({ id, name, scope, createdAt, expiresAt, lastUsedAt, lastIp, endedAt, endReason }) => (
    <DataRow
      key={id}
      title={name}
      facts={[
        [data.scope, scope],
        [data.when, format.exact(createdAt)],
        [data.goodUntil, expiresAt && format.exact(expiresAt)],
        [account.lastActive, lastUsedAt && format.exact(lastUsedAt)],
        [account.address, lastIp],
        [account.sessionEnded, endedAt && format.exact(endedAt)],
        [data.reason, endReason && (lookUp(sessions.endReasons, endReason) ?? endReason)],
      ]}
    />
  ));
}

export async function ProgramRows({ rows }: Rows<"programs">) {
  const { words, format } = await pageReader();
  const { account, data } = words;
  return rows.map(({ id, clientId, scope, state, createdAt, ip, place, userAgent }) => (
    <DataRow
      key={id}
      title={clientId}
      facts={[
        [data.state, lookUp(data.grantStates, state) ?? state],
        [data.scope, scope],
        [data.when, format.exact(createdAt)],
        [account.address, ip],
        [account.place, place],
        [account.userAgent, userAgent],
      ]}
    />
  ));
}

export async function IdentityRows({ rows }: Rows<"identities">) {
  const { words, format } = await pageReader();
  const { data, programs } = words;
  return rows.map(({ id, provider, subject, createdAt }) => (
    <DataRow
      key={id}
      title={lookUp(programs.providers, provider) ?? provider}
      facts={[
        [data.id, subject],
        [data.when, format.exact(createdAt)],
      ]}
    />
  ));
}
