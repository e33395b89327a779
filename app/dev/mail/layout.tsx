import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PreferenceSwitches } from "@/app/_ui/preferences";
import { config } from "@/lib/infra/config";

/** Only where mails are kept; anywhere else there is no such page. Its pages ask for themselves too. */
export default function DevMailLayout({ children }: { children: ReactNode }) {
  if (config().mail.kind !== "folder") notFound();
  return (
    <div className="mx-auto grid max-w-2xl gap-8 px-5 py-8">
      <main className="grid min-w-0 gap-6">{children}</main>
      <footer>
        <PreferenceSwitches />
      </footer>
    </div>
  );
}
