import type { ComponentProps, ReactNode } from "react";
import { pageReader } from "../_http/preferences";
import { EmailField } from "../_ui/email-field";
import { ErrorSummary } from "../_ui/error-summary";
import { Field } from "../_ui/field";
import { SUMMARY_ID } from "./door-form";
import { MailedLink } from "./mailed-link.client";

/** Beside such a form, in a `group/mailed`: what is for those alone who have not come by a link. */
export const HIDDEN_BY_LINK = "group-has-[[name=token]]/mailed:hidden";

type MailedFormProps = {
  action: string;
  /** What it was refused for, if it was, by the code of the query and in words. */
  error: string | null;
  problem: { summary: string | null; fields: Readonly<Record<string, readonly string[]>> };
  /** How it is said: not every refusal is one of something wrong. */
  tone?: ComponentProps<typeof ErrorSummary>["tone"];
  /** The form's own fields in their order, by what they are called; of `email`, whose mailbox is meant. */
  names?: Readonly<Record<string, string>>;
  email: string | undefined;
  /** Whether who posts it needs neither link nor code. */
  isProven?: boolean;
  /** What is said in place of the code's fields where the link was read. */
  read?: string;
  children: ReactNode;
};

/** A form for what a mailed link is good for: by the link, or by the code of the same mail, which needs no script. */
export async function MailedForm({
  action,
  error,
  problem: { summary, fields },
  tone,
  names = {},
  email,
  isProven = false,
  read = "",
  children,
}: MailedFormProps) {
  const { door, mailed } = (await pageReader()).words;
  const all = { email: door.email, code: mailed.code, ...names };
  const items = Object.entries(all).flatMap(([field, label]) =>
    fields[field] ? [{ field, text: door.faultOf(label, fields[field].join(" ")) }] : [],
  );
  return (
    <form
      method="post"
      action={action}
      className="grid gap-5 rounded-card border border-line bg-card p-5 shadow-card sm:p-6"
    >
      {summary && <ErrorSummary id={SUMMARY_ID} tone={tone} summary={summary} items={items} takesFocus />}
      {!isProven && (
        <MailedLink isSpent={error === "link_invalid"} read={read}>
          <p className="text-sm text-muted">{mailed.typeCode}</p>
          <EmailField label={all.email} defaultValue={email} errors={fields.email} required />
          <Field
            label={mailed.code}
            name="code"
            type="text"
            autoComplete="one-time-code"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            maxLength={20}
            hint={mailed.codeHint}
            errors={fields.code}
            required
          />
        </MailedLink>
      )}
      {children}
    </form>
  );
}
