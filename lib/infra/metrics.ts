import "server-only";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { processWide } from "../shared/process-wide";

/** What became of an access token that was presented. */
export type VerificationOutcome = "accepted" | "invalid" | "revoked" | "row-accepted" | "row-refused" | "unavailable";

function makeMetrics() {
  const registry = new Registry();
  const verifications = new Counter({
    name: "hufu_verifications_total",
    help: "Access tokens verified, by outcome. row-*: the feed was cut and the session's row decided.",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const revocationDelay = new Histogram({
    name: "hufu_revocation_delay_seconds",
    help: "From a revocation at another process to its refusal here.",
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers: [registry],
  });
  return { registry, verifications, revocationDelay };
}

const metrics = () => processWide("metrics", makeMetrics);

export const countVerification = (outcome: VerificationOutcome): void => metrics().verifications.labels(outcome).inc();

export const observeRevocationDelay = (seconds: number): void => metrics().revocationDelay.observe(seconds);

/** Adds a figure that is read when the metrics are asked for. */
export function addGauge(name: string, help: string, read: () => number): void {
  const { registry } = metrics();
  registry.removeSingleMetric(name); // the development server starts up anew in one process
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

/** All figures in Prometheus' text format, and its media type. */
export async function metricsText(): Promise<{ text: string; contentType: string }> {
  const { registry } = metrics();
  return { text: await registry.metrics(), contentType: registry.contentType };
}
