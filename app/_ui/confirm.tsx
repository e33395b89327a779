import type { ReactNode } from "react";
import { pageReader } from "../_http/preferences";
import { Button, buttonClass } from "./button";

type ConfirmProps = {
  /** On the button that asks; `of` adds for screen readers what it is about. */
  label: string;
  of?: string;
  /** Heads the dialog: names what the act is about. */
  question: string;
  /** What will happen. */
  children: ReactNode;
  /** On the button that does it. */
  confirm: string;
  action: string;
  method?: "delete";
  /** Disclosures of one group are open one at a time. */
  group: string;
  className?: string;
};

/**
 * An act that is confirmed before it is done. A disclosure, so that it works without JavaScript; with it, Confirms asks the
 * same in a dialog, out of what stands here.
 */
export async function Confirm(props: ConfirmProps) {
  const { label, of, question, children, confirm, action, method, group, className = "" } = props;
  const { words } = await pageReader();
  return (
    <details name={group} data-confirm={question} className={`group open:basis-full ${className}`}>
      <summary className={`${buttonClass("quiet")} w-full group-open:w-auto`}>
        <span className="group-open:hidden">{label}</span>
        <span className="hidden group-open:inline">{words.common.cancel}</span>
        {of && (
          <span className="sr-only">
            {" "}
            <bdi>{of}</bdi>
          </span>
        )}
      </summary>
      <form method="post" action={action} className="mt-3 grid gap-3 rounded-field bg-danger-soft p-4 text-sm">
        <p>{children}</p>
        {method && <input type="hidden" name="_method" value={method} />}
        <Button look="danger" className="justify-self-start">
          {confirm}
        </Button>
      </form>
    </details>
  );
}
