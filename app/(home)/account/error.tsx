"use client";

import { Fault, type FaultProps } from "@/app/_ui/fault.client";

/** One page has failed; the way to the others stays. */
export default function AccountErrorPage({ error, retry }: FaultProps) {
  return <Fault error={error} retry={retry} isFramed />;
}
