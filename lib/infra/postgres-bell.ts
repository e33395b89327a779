import "server-only";
import pg from "pg";
import { faultFields, log } from "./log";
import { connectionOptions } from "./postgresql-client";

/** Notifications of the database's triggers: see prisma/migrations/postgresql. */
export type BellChannel = "hufu_feed" | "hufu_devices";
const CHANNELS: readonly BellChannel[] = ["hufu_feed", "hufu_devices"];

const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 5_000;
const FAREWELL_MS = 1_000;

export type Bell = { readonly close: () => Promise<void> };

type BellOptions = {
  databaseUrl: string;
  /** @param payload as the trigger sent it */
  onRing: (channel: BellChannel, payload: string) => void;
  /** Listening (again): whatever rang before was not heard. */
  onListening: () => void;
};

/**
 * Listens to PostgreSQL on a connection of its own, and goes on trying when that is lost, more and more slowly. A bell that
 * is silent harms nobody: the feed is polled beside it.
 */
export function openBell({ databaseUrl, onRing, onListening }: BellOptions): Bell {
  let isClosed = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | undefined;
  let current: pg.Client | null = null;

  const retry = (client: pg.Client, fault?: Error) => {
    if (isClosed || current !== client) return; // one loss shows itself in several ways
    current = null;
    log().warn(fault ? faultFields(fault) : {}, "The connection that listens for revocations was lost");
    client.end().catch(() => undefined);
    timer = setTimeout(connect, retryMs * (0.5 + Math.random() / 2));
    timer.unref();
    retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
  };

  const connect = () => {
    const client = new pg.Client({
      ...connectionOptions(databaseUrl),
      application_name: "hufu bell",
    });
    current = client;
    client.on("error", (fault) => retry(client, fault));
    client.on("end", () => retry(client));
    client.on("notification", ({ channel, payload }) => onRing(channel as BellChannel, payload ?? "")); // no other is listened to
    client
      .connect()
      .then(() => client.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join("; ")))
      .then(
        () => {
          retryMs = FIRST_RETRY_MS;
          onListening();
        },
        (fault: Error) => retry(client, fault),
      );
  };

  connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      const client = current;
      const cut = setTimeout(() => client?.connection.stream.destroy(), FAREWELL_MS); // it waits for the server's answer
      await client?.end().catch(() => undefined);
      clearTimeout(cut);
    },
  };
}
