import { Notice } from "./notice";

type ErrorSummaryProps = {
  /** For fields that it describes. */
  id: string;
  summary: string;
  tone?: "calm" | "problem";
  /** What is wrong with which field, in the order of the form. */
  items: readonly { field: string; text: string }[];
  /** Whether the reader is taken here; else a field of the form is where they go on. */
  takesFocus: boolean;
};

/** What a form was refused for, at its head, with a way to each field that needs another value. */
export function ErrorSummary({ id, tone = "problem", summary, items, takesFocus }: ErrorSummaryProps) {
  return (
    <Notice
      tone={tone}
      id={id}
      tabIndex={-1}
      data-refused={takesFocus ? "" : undefined}
      // After a refusal the reader starts at what to mend, also without JavaScript
      autoFocus={takesFocus}
    >
      <p className="font-semibold">{summary}</p>
      {items.length > 0 && (
        <ul className="grid gap-1">
          {items.map(({ field, text }) => (
            <li key={field}>
              <a href={`#${field}`} className="underline">
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
