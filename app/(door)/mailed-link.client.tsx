"use client";

import { type ReactNode, useEffect, useState } from "react";

/** The token of the link that led here, from the fragment: no server, proxy or Referer has seen it there. */
const tokenInAddress = (): string | null => new URLSearchParams(window.location.hash.slice(1)).get("token");

/** Takes the token off the address, for a history or a screenshot keeps what stands there. */
const forgetFragment = () => window.history.replaceState(null, "", window.location.pathname + window.location.search);

/**
 * Puts the token of a mailed link into its form. It is used by a click alone: what opens links before their reader does
 * cannot use it up.
 * @param isSpent whether the form was refused for it: then the code of a newer mail can be typed
 * @param children the fields of the code, where there is no link or no script to read it
 */
export function MailedLink({ isSpent, read, children }: { isSpent: boolean; read: string; children: ReactNode }) {
  const [token, setToken] = useState<string | null>(null);

  useEffect(() => {
    const take = () => {
      const found = tokenInAddress();
      if (!found) return;
      setToken(found);
      // Afterwards: while a page comes alive, the router does not know yet that its address may change.
      setTimeout(forgetFragment);
    };
    take();
    window.addEventListener("hashchange", take); // a newer link, opened in the same tab
    return () => window.removeEventListener("hashchange", take);
  }, []);

  if (token === null || isSpent) return children;
  return (
    <>
      <input type="hidden" name="token" value={token} />
      {read && <p className="text-sm text-muted">{read}</p>}
    </>
  );
}
