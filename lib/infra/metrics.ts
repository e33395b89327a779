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
  const cleaned = new Counter({
    name: "hufu_cleaned_rows_total",
    help: "Rows that cleaning up has ended, erased or removed, by kind.",
    labelNames: ["kind"],
    registers: [registry],
  });
  const cleanUpBatch = new Histogram({
    name: "hufu_clean_up_batch_seconds",
    help: "One batch of cleaning up: nobody waits for it longer.",
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
    registers: [registry],
  });
  return { registry, verifications, revocationDelay, cleaned, cleanUpBatch };
}

const metrics = () => processWide("metrics", makeMetrics);

export const countVerification = (outcome: VerificationOutcome): void => metrics().verifications.labels(outcome).inc();

export const observeRevocationDelay = (seconds: number): void => metrics().revocationDelay.observe(seconds);

export const countCleaned = (kind: string, count: number): void => metrics().cleaned.labels(kind).inc(count);

export const observeCleanUpBatch = (seconds: number): void => metrics().cleanUpBatch.observe(seconds);

/** Adds a figure that is read when the metrics are asked for. */
export function addGauge(name: string, help: string, read: () => number | Promise<number>): void {
  const { registry } = metrics();
  registry.removeSingleMetric(name); // the development server starts up anew in one process
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}

/** All figures in Prometheus' text format, and its media type. */
export async function metricsText(): Promise<{ text: string; contentType: string }> {
  const { registry } = metrics();
  return { text: await registry.metrics(), contentType: registry.contentType };
}
