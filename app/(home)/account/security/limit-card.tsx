import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { config } from "@/lib/infra/config";

type LimitCardProps = { own: number | null; errors: readonly string[] | undefined };

/** On how many devices a person wants to be signed in at most. */
export async function LimitCard({ own, errors }: LimitCardProps) {
  const { words, format } = await pageReader();
  const { security } = words;
  const { sessionLimit, sessionLimitPolicy } = config();
  return (
    <Card id="limit" title={security.limit}>
      <p className="text-sm text-muted">{security.limitPolicies[sessionLimitPolicy]}</p>
      {sessionLimit !== null && <p className="text-sm">{security.serverLimit(format.number(sessionLimit))}</p>}
      <form method="post" action="/api/auth/profile?of=limit" className="grid gap-4">
        <input type="hidden" name="_method" value="patch" />
        <Field
          key={own} // what was saved is shown as it was saved
          label={security.limitField}
          name="sessionLimit"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          defaultValue={own ?? ""}
          hint={security.limitHint}
          errors={errors}
          data-refused={errors ? "" : undefined}
          autoFocus={Boolean(errors)}
        />
        <Button className="justify-self-start">{security.saveLimit}</Button>
      </form>
    </Card>
  );
}
