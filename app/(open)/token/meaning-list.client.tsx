"use client";

import { fillIn } from "@/lib/shared/fill-in";
import { lookUp } from "@/lib/shared/look-up";
import type { Words } from "@/lib/shared/words/words";
import { useSeconds } from "./use-seconds.client";

type TokenWords = Words["token"];
type MeaningListProps = {
  entries: Readonly<Record<string, unknown>>;
  meanings: TokenWords["claim_meanings"];
  words: TokenWords;
  /** When the page was made, in seconds. */
  now: number;
};

const TIMES = ["exp", "nbf", "iat", "auth_time"];
/** Later than that is no date: seconds that are milliseconds, perhaps. */
const LAST_SECOND = 253_402_300_799;

/** How long something is away, told to the second. */
function distance(seconds: number, { inTime, agoTime }: TokenWords): string {
  const whole = Math.abs(seconds);
  const parts = {
    days: Math.floor(whole / 86_400),
    hours: Math.floor(whole / 3_600) % 24,
    minutes: Math.floor(whole / 60) % 60,
    seconds: whole % 60,
  };
  const text = fillIn(seconds > 0 ? inTime : agoTime, parts);
  return text.replace(/(?<!\d)0 (d|h|min|天|小时|分) ?/g, "").trim();
}

function Time({ value, words, now }: { value: number; words: TokenWords; now: number }) {
  const { seconds, isLive } = useSeconds(now);
  const at = new Date(value * 1000);
  return (
    <>
      <span className="font-mono">{value}</span>
      <time dateTime={at.toISOString()} className="block">
        {isLive ? at.toLocaleString(document.documentElement.lang) : at.toISOString()}
      </time>
      <span className="block text-muted">{distance(value - seconds, words)}</span>
    </>
  );
}

const isTime = (name: string, value: unknown): value is number =>
  TIMES.includes(name) && typeof value === "number" && value >= 0 && value <= LAST_SECOND;

/** Each entry of a header or of claims, with what it means and where that is written. */
export function MeaningList({ entries, meanings, words, now }: MeaningListProps) {
  return (
    <dl className="divide-y divide-line text-sm">
      {Object.entries(entries).map(([name, value]) => {
        const meaning = lookUp(meanings, name);
        return (
          <div key={name} className="grid gap-x-4 gap-y-1 py-3 sm:grid-cols-[7rem_1fr]">
            <dt className="font-mono font-semibold wrap-anywhere">{name}</dt>
            <dd className="grid min-w-0 gap-1">
              <div className="font-medium wrap-anywhere">
                {isTime(name, value) ? (
                  <Time value={value} words={words} now={now} />
                ) : (
                  <bdi className="font-mono">{typeof value === "string" ? value : JSON.stringify(value)}</bdi>
                )}
              </div>
              <p className="text-muted">
                {meaning ? (
                  <>
                    {meaning.text} <span className="whitespace-nowrap">{meaning.source}</span>
                  </>
                ) : (
                  words.unknownName
                )}
              </p>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
