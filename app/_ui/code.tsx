/** Comments, strings and keywords; the rest is plain. A comment sign inside a string belongs to the string. */
const TOKENS =
  /(\/\/.*|\/\*[\s\S]*?\*\/)|("[^"\n]*"|`[^`]*`)|\b(import|from|export|default|async|await|function|const|let|return|if|else|throw|new|type)\b/g;

type Piece = { at: number; text: string; className: string | undefined };
const LOOKS = [undefined, "text-muted italic", "text-bronze", "font-semibold text-accent"];

function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of source.matchAll(TOKENS)) {
    if (match.index > at) pieces.push({ at, text: source.slice(at, match.index), className: undefined });
    const look = LOOKS[match.slice(1).findIndex(Boolean) + 1];
    pieces.push({ at: match.index, text: match[0], className: look });
    at = match.index + match[0].length;
  }
  pieces.push({ at, text: source.slice(at), className: undefined });
  return pieces;
}

/** A source file, to be read: every character of it, with a little colour. */
export function Code({ path, source }: { path: string; source: string }) {
  return (
    <figure className="min-w-0 rounded-field border border-line bg-paper">
      <figcaption className="border-b border-line px-4 py-2 font-mono text-xs text-muted">{path}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a mouse */}
      <section tabIndex={0} aria-label={path} className="overflow-x-auto p-4 text-xs leading-relaxed">
        <pre>
          <code className="whitespace-pre">
            {piecesOf(source).map(({ at, text, className }) =>
              className ? (
                <span key={at} className={className}>
                  {text}
                </span>
              ) : (
                text
              ),
            )}
          </code>
        </pre>
      </section>
    </figure>
  );
}
