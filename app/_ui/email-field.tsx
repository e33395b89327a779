import type { ComponentProps } from "react";
import { Field } from "./field";

type EmailFieldProps = Omit<ComponentProps<typeof Field>, "name" | "type" | "inputMode">;

/** A field for an e-mail address, as phones and password managers want it. */
export function EmailField({ autoComplete = "username", ...field }: EmailFieldProps) {
  return (
    <Field
      {...field}
      name="email"
      type="email"
      inputMode="email"
      autoComplete={autoComplete}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
    />
  );
}
