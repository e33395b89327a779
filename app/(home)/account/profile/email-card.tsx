import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { DevMailHint } from "@/app/_ui/dev-mail-hint";
import { EmailField } from "@/app/_ui/email-field";

type EmailCardProps = {
  /** What was asked for and is not confirmed yet. */
  asked: string | null;
  typed: string | undefined;
  errors: readonly string[] | undefined;
};

/** The change of the address, which waits until the new one is confirmed. */
export async function EmailCard({ asked, typed, errors }: EmailCardProps) {
  const { profile } = (await pageReader()).words;
  return (
    <Card id="change-email" title={profile.changeEmail}>
      <p className="text-sm text-muted">{profile.changeEmailText}</p>
      {asked && (
        <>
          <p className="rounded-field bg-bronze-soft p-3 text-sm wrap-anywhere">{profile.emailPending(asked)}</p>
          <DevMailHint />
        </>
      )}
      <form method="post" action="/api/auth/change-email" className="grid gap-4">
        <EmailField
          key={asked} // once it is asked for it is said above
          label={profile.newEmail}
          autoComplete="email"
          defaultValue={typed}
          errors={errors}
          required
        />
        <Button className="justify-self-start">{profile.askEmail}</Button>
      </form>
    </Card>
  );
}
