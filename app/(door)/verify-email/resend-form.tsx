import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { EmailField } from "@/app/_ui/email-field";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { HIDDEN_BY_LINK } from "../mailed-form";

const FIELD_ID = "resend-email";

type ResendFormProps = {
  /** Where it is known, nothing is asked. */
  email: string | undefined;
  errors: readonly string[];
};

/** Asks for the mail anew. */
export async function ResendForm({ email, errors }: ResendFormProps) {
  const { door, mailed, recovery } = (await pageReader()).words;
  const isKnown = email !== undefined && errors.length === 0;
  return (
    <form
      method="post"
      action="/api/auth/resend-verification"
      className={`grid gap-3 border-t border-line pt-6 ${HIDDEN_BY_LINK}`}
    >
      {errors.length > 0 && (
        <ErrorSummary id="resend-problem" summary={door.faultOf(door.email, errors.join(" "))} items={[]} takesFocus />
      )}
      <p className="text-sm text-muted">{mailed.noMail}</p>
      {isKnown ? (
        <input type="hidden" name="email" value={email} />
      ) : (
        <EmailField id={FIELD_ID} label={door.email} defaultValue={email} errors={errors} required />
      )}
      <Button look="quiet">{recovery.newMail}</Button>
    </form>
  );
}
