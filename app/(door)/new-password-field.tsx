import { config } from "@/lib/infra/config";
import { pageReader } from "../_http/preferences";
import { PasswordField } from "../_ui/password-field";
import { PasswordStrength } from "../_ui/password-strength.client";

/** Of what a password should not be made. A constant, for the island reads the fields again when this changes. */
const PERSONAL_FIELDS = ["email", "name"];

/** Where a password is chosen: its rule, and how hard it is to guess. */
export async function NewPasswordField({ label, errors }: { label: string; errors?: readonly string[] }) {
  const { door } = (await pageReader()).words;
  const { passwordMinLength } = config();
  return (
    <PasswordField
      label={label}
      name="password"
      autoComplete="new-password"
      minLength={passwordMinLength}
      describedBy="password-rule"
      errors={errors}
      required
    >
      <PasswordStrength input="password" personal={PERSONAL_FIELDS} minLength={passwordMinLength} words={door.strength}>
        <p id="password-rule" className="text-muted">
          {door.passwordHint(passwordMinLength)}
        </p>
      </PasswordStrength>
    </PasswordField>
  );
}
