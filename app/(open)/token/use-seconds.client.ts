"use client";

import { useEffect, useState } from "react";

/**
 * The second that it is by the server's clock, which tokens go by: the reader's own may be wrong. Until a script runs it is
 * the one that the page was made in.
 */
export function useSeconds(made: number): { seconds: number; isLive: boolean } {
  const [now, setNow] = useState({ seconds: made, isLive: false });
  useEffect(() => {
    const since = Date.now();
    const tell = () => setNow({ seconds: made + Math.floor((Date.now() - since) / 1000), isLive: true });
    tell();
    const timer = setInterval(tell, 1_000);
    return () => clearInterval(timer);
  }, [made]);
  return now;
}
