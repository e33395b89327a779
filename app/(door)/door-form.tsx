import type { ReactNode } from "react";
import { Field } from "../_ui/field";

type DoorFormProps = {
  action: string;
  next: string | null;
  /** Of the e-mail, and the e-mail as it was typed before a refusal, and what is wrong with it. */
  label: string;
  email: string | undefined;
  emailErrors: readonly string[] | undefined;
  children: ReactNode;
};

/** What the forms of the door have in common: where they lead, and whose account it is. */
export function DoorForm({ action, next, label, email, emailErrors, children }: DoorFormProps) {
  return (
    <form
      method="post"
      action={action}
      data-joins=""
      className="grid gap-5 rounded-card border border-line bg-card p-6"
    >
      {next && <input type="hidden" name="next" value={next} />}
      <Field
        label={label}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        defaultValue={email}
        errors={emailErrors}
        required
      />
      {children}
    </form>
  );
}
