import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";

/** Asks for the code that a program shows. It leads to the page that says who waits: nothing is decided by it. */
export async function CodeForm({ typed, refusal }: { typed: string | null; refusal: string | null }) {
  const { programs } = (await pageReader()).words;
  return (
    <Card id="code-card" title={programs.typeCode}>
      <p className="text-sm text-muted">{programs.codeText}</p>
      <form method="get" action="/device" className="grid gap-4">
        <Field
          label={programs.code}
          name="user_code"
          type="text"
          defaultValue={typed ?? ""}
          hint={programs.codeHint}
          errors={refusal ? [refusal] : undefined}
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          maxLength={20}
          autoFocus
          required
        />
        <Button className="justify-self-start">{programs.goOn}</Button>
      </form>
    </Card>
  );
}
