import { pageReader } from "@/app/_http/preferences";
import { lookUp } from "@/lib/shared/look-up";

/** What scopes allow, in words; one of an older version by its name. */
async function wordsOf(scope: string): Promise<{ name: string; text: string }[]> {
  const { programs } = (await pageReader()).words;
  const names = scope.split(" ").filter(Boolean);
  return names.map((name) => ({ name, text: lookUp(programs.scopes, name) ?? name }));
}

type ScopeProps = {
  /** Names, with blanks between. */
  scope: string;
};

/** What they allow, each in a line of its own. */
export async function ScopeList({ scope }: ScopeProps) {
  return (
    <ul className="list-disc ps-5">
      {(await wordsOf(scope)).map(({ name, text }) => (
        <li key={name}>{text}</li>
      ))}
    </ul>
  );
}

/** The same in one line. */
export async function ScopeWords({ scope }: ScopeProps) {
  const { words } = await pageReader();
  const texts = (await wordsOf(scope)).map(({ text }) => text);
  return texts.join("\u00a0· ") || words.programs.nothing;
}
