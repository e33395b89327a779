"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/app/_ui/button";

type CallExampleProps = { path: string; words: { call: string; answer: string; notSent: string } };

/** A server that is silent for so long is not there. In milliseconds. */
const PATIENCE_MS = 20_000;

/** GET never renews a session whose token has expired in an open page: that is asked for by itself, once. */
async function call(path: string): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  let response = await fetch(path, { signal });
  if (response.status === 401 && (await fetch("/api/auth/refresh", { method: "POST", signal })).ok)
    response = await fetch(path, { signal });
  const body: unknown = await response.json();
  return `${response.status}\n${JSON.stringify(body, null, 2)}`;
}

/** Calls a route of the API and shows what it answers. Without JavaScript the browser opens the answer. */
export function CallExample({ path, words }: CallExampleProps) {
  const [isPending, setIsPending] = useState(false);
  const [answer, setAnswer] = useState("");
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setIsPending(true);
    setAnswer(await call(path).catch(() => words.notSent));
    setIsPending(false);
  };
  return (
    <form action={path} onSubmit={onSubmit} aria-busy={isPending} className="grid justify-items-start gap-3">
      <Button look="quiet">{words.call}</Button>
      <output aria-label={words.answer} className="w-full">
        {answer && (
          <pre className="animate-appear rounded-field bg-accent-soft p-3 text-xs whitespace-pre-wrap">{answer}</pre>
        )}
      </output>
    </form>
  );
}
