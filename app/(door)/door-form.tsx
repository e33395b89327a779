import type { ComponentProps, ReactNode } from "react";
import { EmailField } from "../_ui/email-field";
import { ErrorSummary } from "../_ui/error-summary";

/** The summary's id, for fields that it blames without naming them. */
export const SUMMARY_ID = "problem";

type DoorFormProps = {
  action: string;
  next: string | null;
  /** What it was refused for, if it was, and the fields' faults; `names` are the fields in their order. */
  problem: { summary: string | null; fields: Readonly<Record<string, readonly string[]>> };
  /** How it is said: not every refusal is one of something wrong. */
  tone?: ComponentProps<typeof ErrorSummary>["tone"];
  names: Readonly<Record<string, string>>;
  /** Says together which field it is and what is wrong with it. */
  faultOf: (name: string, fault: string) => string;
  /** Whether the reader goes on in the summary of a refusal, and not in a field that has to be typed again. */
  summaryTakesFocus: boolean;
  /** The e-mail as it was typed before a refusal, and whether the summary is about it. */
  email: string | undefined;
  emailIsBlamed: boolean;
  children: ReactNode;
};

/** What the forms of the door have in common: where they lead, what was wrong with them, and whose account it is. */
export function DoorForm({
  action,
  next,
  problem: { summary, fields },
  tone,
  names,
  faultOf,
  summaryTakesFocus,
  email,
  emailIsBlamed,
  children,
}: DoorFormProps) {
  const items = Object.entries(names).flatMap(([field, label]) =>
    fields[field] ? [{ field, text: faultOf(label, fields[field].join(" ")) }] : [],
  );
  return (
    <form
      method="post"
      action={action}
      data-joins=""
      className="grid gap-5 rounded-card border border-line bg-card p-5 shadow-card sm:p-6"
    >
      {summary && (
        <ErrorSummary id={SUMMARY_ID} tone={tone} summary={summary} items={items} takesFocus={summaryTakesFocus} />
      )}
      {next && <input type="hidden" name="next" value={next} />}
      <EmailField
        label={names.email ?? ""}
        defaultValue={email}
        errors={fields.email}
        blamedBy={emailIsBlamed ? SUMMARY_ID : undefined}
        required
      />
      {children}
    </form>
  );
}
