import { pageReader } from "@/app/_http/preferences";
import { DeviceIcon } from "@/app/_ui/device-icon";
import { Moment } from "@/app/_ui/moment";
import type { ListedSession } from "@/lib/sessions/list-sessions";
import { deviceLabel, deviceType } from "@/lib/shared/device-label";

/** One device to choose: as much of it as its owner tells it from the others by. */
export async function ChoiceRow({ session, now }: { session: ListedSession; now: Date }) {
  const { words } = await pageReader();
  const { account } = words;
  const labelId = `device-${session.id}`;
  const factsId = `facts-${session.id}`;
  return (
    <li>
      <label className="flex min-h-11 cursor-pointer items-center gap-4 rounded-field py-3 px-2 has-checked:bg-accent-soft">
        <input
          type="radio"
          name="end"
          value={session.id}
          required
          aria-labelledby={labelId}
          aria-describedby={factsId}
          className="size-5 shrink-0 accent-accent"
        />
        <span className="hidden sm:block">
          <DeviceIcon {...session} />
        </span>
        <span className="grid min-w-0 gap-0.5">
          <bdi id={labelId} className="font-semibold wrap-anywhere">
            {deviceLabel(session, words)}
          </bdi>
          <span id={factsId} className="text-sm text-muted">
            {session.name && (
              <>
                {deviceType(session, words)}
                {" · "}
              </>
            )}
            {session.place && (
              <>
                <bdi>{session.place}</bdi>
                {" · "}
              </>
            )}
            {account.lastActive} <Moment at={session.lastSeenAt} now={now} />
          </span>
        </span>
      </label>
    </li>
  );
}
