"use client";

import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { checkSignature, checkTimes, readToken, type SignatureVerdict } from "@/lib/edge/inspect-token";
import type { Words } from "@/lib/shared/words/words";
import { MeaningList } from "./meaning-list.client";
import { useSeconds } from "./use-seconds.client";

type TokenWords = Words["token"];
type Verdict = SignatureVerdict | "unreachable";
type InspectorProps = { words: TokenWords; now: number };

/** The keys of this server: the one thing that is fetched here, and nothing of a token goes along. */
async function fetchKeys(): Promise<string | null> {
  const response = await fetch("/.well-known/jwks.json", { credentials: "omit" }).catch(() => null);
  return response?.ok ? response.text() : null;
}

async function judge(pasted: string, ownKeys: string | null): Promise<Verdict> {
  const keys = ownKeys ?? (await fetchKeys());
  return keys === null ? "unreachable" : checkSignature(pasted, keys);
}

/** Reads and verifies a token that is pasted, in the browser alone. */
export function Inspector({ words, now }: InspectorProps) {
  const [pasted, setPasted] = useState("");
  return (
    <section aria-label={words.title} className="grid gap-6">
      <PasteField id="pasted" label={words.paste} hint={words.pasteHint} value={pasted} onPaste={setPasted} />
      <Explanation pasted={pasted} words={words} now={now} />
    </section>
  );
}

type PasteFieldProps = {
  id: string;
  label: string;
  hint: string;
  value: string;
  onPaste: (value: string) => void;
};

/** For a text that is long, was written by no hand, and is nothing to correct. */
function PasteField({ id, label, hint, value, onPaste }: PasteFieldProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        value={value}
        onChange={(event) => onPaste(event.target.value)}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="min-h-32 w-full rounded-field border border-muted bg-card p-3 font-mono text-xs break-all"
      />
      <p id={`${id}-hint`} className="text-sm text-muted">
        {hint}
      </p>
    </div>
  );
}

function Explanation({ pasted, words, now }: InspectorProps & { pasted: string }) {
  const reading = readToken(pasted);
  if (reading.kind === "fault") {
    return reading.fault === "empty" ? null : <Verdict tone="bad">{words.faults[reading.fault]}</Verdict>;
  }
  if (reading.kind === "personal") {
    return <Opaque title={words.personal} text={words.personalText} facts={{}} />;
  }
  if (reading.kind === "refresh") {
    const facts = { [words.session]: reading.sid, [words.generation]: String(reading.generation) };
    return <Opaque title={words.refresh} text={words.refreshText} facts={facts} />;
  }
  const { header, claims } = reading;
  return (
    <>
      <Verdicts pasted={pasted} claims={claims} words={words} now={now} />
      <Part title={words.header}>
        <MeaningList entries={header} meanings={words.header_meanings} words={words} now={now} />
      </Part>
      <Part title={words.claims}>
        <MeaningList entries={claims} meanings={words.claim_meanings} words={words} now={now} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-card border border-line bg-card p-4 shadow-card sm:p-6">
      <h2 className="text-lg font-bold">{title}</h2>
      {children}
    </div>
  );
}

/** What there is to say of a token that only its server can read. */
function Opaque({ title, text, facts }: { title: string; text: string; facts: Record<string, string> }) {
  return (
    <Part title={title}>
      <p className="pt-2 text-sm">{text}</p>
      <dl className="grid gap-x-4 pt-2 text-sm sm:grid-cols-[auto_1fr]">
        {Object.entries(facts).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="font-mono wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

type Tone = "good" | "bad" | "open";
const SIGNS = {
  good: { Icon: CircleCheck, ground: "bg-accent-soft", colour: "text-accent" },
  bad: { Icon: CircleAlert, ground: "bg-danger-soft", colour: "text-danger" },
  open: { Icon: CircleHelp, ground: "bg-bronze-soft", colour: "text-bronze" },
};

function Verdict({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { Icon, ground, colour } = SIGNS[tone];
  return (
    <p role="status" className={`flex gap-3 rounded-field p-3 text-sm ${ground}`}>
      <Icon aria-hidden="true" className={`mt-px size-5 shrink-0 ${colour}`} />
      <span>{children}</span>
    </p>
  );
}

type VerdictsProps = InspectorProps & { pasted: string; claims: Record<string, unknown> };

/** What the signature and the times are worth, and by which keys. */
function Verdicts({ pasted, claims, words, now }: VerdictsProps) {
  const [otherKeys, setOtherKeys] = useState<string | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const { seconds } = useSeconds(now);
  const times = checkTimes(claims, seconds);
  useEffect(() => {
    let isLatest = true;
    void judge(pasted, otherKeys).then((found) => isLatest && setVerdict(found));
    return () => {
      isLatest = false;
    };
  }, [pasted, otherKeys]);
  return (
    <Part title={words.signature}>
      <fieldset className="flex flex-wrap gap-x-6 pt-2">
        <legend className="sr-only">{words.verifyWith}</legend>
        {[words.hufuKeys, words.otherKeys].map((label, index) => (
          <label key={label} className="flex min-h-11 items-center gap-3 text-sm">
            <input
              type="radio"
              name="keys"
              checked={(otherKeys !== null) === (index === 1)}
              onChange={() => setOtherKeys(index === 1 ? "" : null)}
              className="size-5 accent-accent"
            />
            {label}
          </label>
        ))}
      </fieldset>
      {otherKeys !== null && (
        <div className="pb-3">
          <PasteField id="keys" label={words.keys} hint={words.keysHint} value={otherKeys} onPaste={setOtherKeys} />
        </div>
      )}
      <div className="grid gap-3">
        {verdict && <Verdict tone={verdict === "good" ? "good" : "bad"}>{words.signatures[verdict]}</Verdict>}
        <Verdict tone={times === "good" ? "good" : times === "endless" ? "open" : "bad"}>
          {words.timeVerdicts[times]}
        </Verdict>
        <Verdict tone="open">{words.cannotTell}</Verdict>
      </div>
    </Part>
  );
}
