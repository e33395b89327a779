import type { ReactNode } from "react";
import { Mark } from "./mark";

type MessagePageProps = {
  title: string;
  text: string;
  /** It stands inside a page's frame, which has a main part already. */
  isFramed?: boolean;
  children: ReactNode;
};

/** A page that only says something, and where to go on. */
export function MessagePage({ title, text, isFramed, children }: MessagePageProps) {
  const Frame = isFramed ? "div" : "main";
  const size = isFramed ? "py-10" : "mx-auto min-h-dvh max-w-xl px-5 py-10";
  return (
    <Frame className={`grid content-center justify-items-start gap-4 ${size}`}>
      <Mark className="size-10" />
      <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
      <p className="max-w-prose text-muted">{text}</p>
      <div className="flex flex-wrap items-center gap-3 pt-2">{children}</div>
    </Frame>
  );
}
