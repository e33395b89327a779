import Link from "next/link";
import type { ReactNode } from "react";
import { pageReader } from "../_http/preferences";
import { Mark } from "../_ui/mark";
import { PreferenceSwitches } from "../_ui/preferences";

export default async function DoorLayout({ children }: { children: ReactNode }) {
  const { words } = await pageReader();
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col px-5 pb-6">
      <main className="grid grow content-center gap-6 py-10">
        <Link href="/" className="flex items-center gap-2 justify-self-start text-lg font-bold">
          <Mark className="size-8 text-accent" />
          {words.common.product}
        </Link>
        {children}
      </main>
      <footer>
        <PreferenceSwitches />
      </footer>
    </div>
  );
}
