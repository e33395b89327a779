"use client";

import { Fault, type FaultProps } from "./_ui/fault.client";

export default function ErrorPage({ error, retry }: FaultProps) {
  return <Fault error={error} retry={retry} />;
}
