"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/app/_ui/button";
import { cookieCredentials } from "@/lib/client/credentials";
import { createHufuClient, HufuError } from "@/lib/client/hufu-client";

type CallExampleProps = { path: string; words: { call: string; answer: string; notSent: string } };

const hufu = createHufuClient({ credentials: cookieCredentials() });

/** A session whose token has expired in an open page is renewed by the client, once. */
async function call(path: string): Promise<string> {
  const { status, answer } = await hufu.request<unknown>("GET", path).then(
    (answer) => ({ status: 200, answer }),
    (error: unknown) => {
      if (!(error instanceof HufuError)) throw error;
      return { status: error.status, answer: { type: error.type, detail: error.message } };
    },
  );
  return `${status}\n${JSON.stringify(answer, null, 2)}`;
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
