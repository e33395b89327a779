import type { ReactNode } from "react";
import { PreferenceSwitches } from "../_ui/preferences";

export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col px-5 pb-6">
      {/* Not centred from top to bottom: a browser that paints before it has read all would have to move it. */}
      <main className="grid grow content-start gap-6 pt-8 pb-10 sm:pt-[max(2rem,9vh)]">{children}</main>
      <footer>
        <PreferenceSwitches />
      </footer>
    </div>
  );
}
