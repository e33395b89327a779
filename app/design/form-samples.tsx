import { pageReader } from "../_http/preferences";
import { ErrorSummary } from "../_ui/error-summary";
import { PasswordField } from "../_ui/password-field";
import { PasswordStrength } from "../_ui/password-strength.client";

type SampleProps = { id: (name: string) => string; text: { act: string; label: string; sentence: string } };

/** A constant, for the island reads the fields again when this changes. */
const NOTHING_PERSONAL: string[] = [];
const MIN_LENGTH = 10;

/** A password that is asked for, one that was refused, and a new one, judged as it is typed. */
export async function PasswordSamples({ id, text }: SampleProps) {
  const { door } = (await pageReader()).words;
  const chosen = id("chosen");
  return (
    <>
      <PasswordField label={text.label} name={id("password")} autoComplete="current-password" />
      <PasswordField label={text.label} name={id("refused")} autoComplete="current-password" errors={[text.sentence]} />
      <PasswordField label={text.label} name={chosen} autoComplete="new-password" describedBy={id("rule")}>
        <PasswordStrength input={chosen} personal={NOTHING_PERSONAL} minLength={MIN_LENGTH} words={door.strength}>
          <p id={id("rule")} className="text-muted">
            {door.passwordHint(MIN_LENGTH)}
          </p>
        </PasswordStrength>
      </PasswordField>
    </>
  );
}

/** With a way to each field, and without. */
export function SummarySamples({ id, text }: SampleProps) {
  const items = [{ field: id("wrong"), text: text.label }];
  return (
    <>
      <ErrorSummary id={id("summary")} summary={text.sentence} items={items} takesFocus={false} />
      <ErrorSummary id={id("short-summary")} summary={text.sentence} items={[]} takesFocus={false} />
    </>
  );
}
