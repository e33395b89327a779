import { Activity, MonitorSmartphone, ShieldCheck, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { pageReader } from "@/app/_http/preferences";
import { NavLink } from "@/app/_ui/nav-link.client";
import { PageSlot } from "@/app/_ui/page-slot";

const PLACES = [
  { href: "/account", word: "devices", Icon: MonitorSmartphone },
  { href: "/account/security", word: "security", Icon: ShieldCheck },
  { href: "/account/activity", word: "activity", Icon: Activity },
  { href: "/account/profile", word: "profile", Icon: UserRound },
] as const;

const LINK =
  "flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-field px-1 text-xs font-medium text-muted " +
  "hover:text-ink aria-[current=page]:text-accent aria-[current=page]:font-semibold " +
  "sm:min-h-11 sm:flex-row sm:justify-start sm:gap-3 sm:px-3 sm:text-sm sm:aria-[current=page]:bg-accent-soft";

/** The pages about the account, with their navigation: at the side, or on a phone at the bottom, for thumbs. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const { account } = (await pageReader()).words;
  return (
    <div className="grid gap-8 sm:grid-cols-[11rem_1fr]">
      <nav
        aria-label={account.navigation}
        data-bottom-bar="" // makes room below the frame (../layout.tsx)
        className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-40 max-sm:border-t max-sm:border-line max-sm:bg-card max-sm:pb-[env(safe-area-inset-bottom)]"
      >
        <ul className="grid grid-cols-4 sm:sticky sm:top-4 sm:grid-cols-1 sm:gap-1">
          {PLACES.map(({ href, word, Icon }) => (
            <li key={href}>
              <NavLink href={href} className={LINK} slot="account-slot">
                <Icon aria-hidden="true" className="size-5 shrink-0" />
                {account[word]}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <PageSlot id="account-slot">{children}</PageSlot>
    </div>
  );
}
