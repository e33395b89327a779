import type { ReactNode } from "react";
import { PreferenceSwitches } from "../_ui/preferences";

export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col px-5 pb-6">
      <main className="grid grow content-center gap-6 py-10">{children}</main>
      <footer>
        <PreferenceSwitches />
      </footer>
    </div>
  );
}
