import { pageReader } from "@/app/_http/preferences";
import { Card } from "@/app/_ui/card";
import { Confirm } from "@/app/_ui/confirm";
import { Confirms } from "@/app/_ui/confirms.client";
import { WAY_BACK_DAYS } from "@/lib/accounts/leave";

const HEADING_ID = "leave";

/** The end of the account, beside what one may want to take along. @param stamp another one each time the page is made */
export async function LeaveCard({ stamp }: { stamp: number }) {
  const { common, leaving } = (await pageReader()).words;
  const { cancel, close, working } = common;
  return (
    <Card id={HEADING_ID} title={leaving.title}>
      <p className="text-sm text-muted">{leaving.text}</p>
      <Confirms
        stamp={stamp}
        fallbackId={HEADING_ID}
        words={{ cancel, close, working, goneTitle: leaving.title, goneText: leaving.text }}
      />
      <Confirm
        label={leaving.open}
        question={leaving.question}
        confirm={leaving.confirm}
        action="/api/auth/account"
        method="delete"
        group="leave"
        className="justify-self-start open:justify-self-stretch"
      >
        {leaving.consequences(WAY_BACK_DAYS)}
      </Confirm>
    </Card>
  );
}
