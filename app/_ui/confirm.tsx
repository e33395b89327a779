import type { ReactNode } from "react";
import { pageReader } from "../_http/preferences";
import { Button, buttonClass } from "./button";

type ConfirmProps = {
  /** On the button that asks; `of` adds for screen readers what it is about. */
  label: string;
  of?: string;
  /** What will happen. */
  children: ReactNode;
  /** On the button that does it. */
  confirm: string;
  action: string;
  method?: "delete";
  /** Disclosures of one group are open one at a time. */
  group: string;
};

/** An act that is confirmed before it is done. A disclosure, so that it works without JavaScript too. */
export async function Confirm({ label, of, children, confirm, action, method, group }: ConfirmProps) {
  const { words } = await pageReader();
  return (
    <details name={group} className="group open:basis-full">
      <summary className={buttonClass("quiet")}>
        <span className="group-open:hidden">{label}</span>
        <span className="hidden group-open:inline">{words.common.cancel}</span>
        {of && <span className="sr-only"> {of}</span>}
      </summary>
      <form method="post" action={action} className="mt-3 grid gap-3 rounded-lg bg-danger-soft p-4 text-sm">
        <p>{children}</p>
        {method && <input type="hidden" name="_method" value={method} />}
        <Button look="danger" className="justify-self-start">
          {confirm}
        </Button>
      </form>
    </details>
  );
}
