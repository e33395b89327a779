import { pageReader } from "@/app/_http/preferences";
import { Confirm } from "@/app/_ui/confirm";

/** The two acts on the whole list: all but this device, and all. */
export async function SignOutMany({ others }: { others: number }) {
  const { account } = (await pageReader()).words;
  return (
    <div className="flex flex-wrap gap-2">
      {others > 0 && (
        <Confirm
          label={account.signOutOthers}
          question={account.signOutOthersQuestion}
          confirm={account.signOutOthersConfirm(others)}
          action="/api/auth/sessions/revoke-others"
          group="all-devices"
        >
          {account.othersWillBeOut}
        </Confirm>
      )}
      <Confirm
        label={account.signOutEverywhere}
        question={account.signOutEverywhereQuestion}
        confirm={account.signOutEverywhereConfirm}
        action="/api/auth/sessions/revoke-all"
        group="all-devices"
      >
        {account.allWillBeOut}
      </Confirm>
    </div>
  );
}
