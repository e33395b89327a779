import { pageReader } from "@/app/_http/preferences";
import { Button, buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { PasswordField } from "@/app/_ui/password-field";
import { PasswordStrength } from "@/app/_ui/password-strength.client";
import { config } from "@/lib/infra/config";

/** Names the heading; a mail or another page leads here. */
export const PASSWORD_ID = "password-card";
const SUMMARY_ID = "password-summary";
/** Of what a password should not be made. A constant, for the island reads the fields again when this changes. */
const PERSONAL_FIELDS = ["username"];

type PasswordCardProps = {
  email: string;
  state: { isSet: boolean; version: number };
  problem: { summary: string | null; fields: Readonly<Record<string, readonly string[]>> };
};

/** The change of the password by who knows the present one. */
export async function PasswordCard({ email, state, problem }: PasswordCardProps) {
  const { security } = (await pageReader()).words;
  return (
    <Card id={PASSWORD_ID} title={security.changePassword}>
      {state.isSet ? (
        <>
          <p className="text-sm text-muted">{security.changePasswordText}</p>
          {/* What was typed goes when the password has changed, and stays when it was refused. */}
          <PasswordForm key={state.version} email={email} problem={problem} />
        </>
      ) : (
        <>
          <p>{security.noPassword}</p>
          {config().mail.kind !== "off" && (
            <a href="/forgot-password" className={`${buttonClass("primary")} justify-self-start`}>
              {security.choosePassword}
            </a>
          )}
        </>
      )}
    </Card>
  );
}

async function PasswordForm({ email, problem: { summary, fields } }: Omit<PasswordCardProps, "state">) {
  const { door, security } = (await pageReader()).words;
  const { passwordMinLength } = config();
  const names = { current: security.currentPassword, password: security.newPassword };
  const items = Object.entries(names).flatMap(([field, label]) =>
    fields[field] ? [{ field, text: door.faultOf(label, fields[field].join(" ")) }] : [],
  );
  return (
    <form method="post" action="/api/auth/change-password" className="grid gap-5">
      {summary && items.length > 0 && (
        <ErrorSummary id={SUMMARY_ID} summary={summary} items={items} takesFocus={!fields.current} />
      )}
      {/* For password managers: whose password this is. */}
      <input id="username" name="username" type="text" autoComplete="username" defaultValue={email} readOnly hidden />
      <PasswordField
        label={security.currentPassword}
        name="current"
        autoComplete="current-password"
        errors={fields.current}
        mustBeTypedAgain={Boolean(fields.current)}
        required
      />
      <PasswordField
        label={security.newPassword}
        name="password"
        autoComplete="new-password"
        minLength={passwordMinLength}
        describedBy="password-rule"
        errors={fields.password}
        required
      >
        <PasswordStrength
          input="password"
          personal={PERSONAL_FIELDS}
          minLength={passwordMinLength}
          words={door.strength}
        >
          <p id="password-rule" className="text-muted">
            {door.passwordHint(passwordMinLength)}
          </p>
        </PasswordStrength>
      </PasswordField>
      <Button className="justify-self-start">{security.savePassword}</Button>
    </form>
  );
}
