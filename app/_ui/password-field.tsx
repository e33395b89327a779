import type { ComponentProps } from "react";
import { pageReader } from "../_http/preferences";
import { Field } from "./field";
import { PasswordCapsLock } from "./password-caps-lock.client";
import { PasswordReveal } from "./password-reveal.client";

type PasswordFieldProps = Omit<ComponentProps<typeof Field>, "type" | "aside" | "control"> & {
  autoComplete: "current-password" | "new-password";
  /** After a refusal: here the reader goes on, and what stands here is emptied. */
  mustBeTypedAgain?: boolean;
};

/** A field for a password: it can be shown while it is typed, and says when Caps Lock is on. */
export async function PasswordField({ mustBeTypedAgain = false, ...props }: PasswordFieldProps) {
  const { door } = (await pageReader()).words;
  return (
    <Field
      {...props}
      type="password"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      data-refused={mustBeTypedAgain ? "" : undefined}
      autoFocus={mustBeTypedAgain}
      aside={<PasswordCapsLock input={props.name} label={door.capsLock} />}
      control={<PasswordReveal input={props.name} label={door.showPassword} />}
    />
  );
}
