"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { keepTrue } from "./live-page.client";
import { fetchPatiently } from "./patient-fetch.client";

/** Keeps the pages of a session true while they are open. Without JavaScript, their next click finds out. */
export function LiveSession({ sid }: { sid: string }) {
  const router = useRouter();
  useEffect(fetchPatiently, []);
  useEffect(() => keepTrue(sid, () => router.refresh()), [sid, router]);
  return null;
}
