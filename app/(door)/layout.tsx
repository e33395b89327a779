import Link from "next/link";
import type { ReactNode } from "react";
import { Mark } from "../_ui/mark";

export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 px-5 py-10">
      <Link href="/" className="flex items-center gap-2 justify-self-start text-lg font-bold">
        <Mark className="size-8 text-accent" />
        Hufu
      </Link>
      {children}
    </main>
  );
}
