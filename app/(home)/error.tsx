"use client";

import { Fault, type FaultProps } from "../_ui/fault.client";

/** One page has failed; the way to the others stays. */
export default function HomeErrorPage({ error, retry }: FaultProps) {
  return <Fault error={error} retry={retry} isFramed />;
}
