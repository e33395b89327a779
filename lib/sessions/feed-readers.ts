import "server-only";
import { faultFields, log } from "../infra/log";
import { processWide } from "../shared/process-wide";
import type { FeedRow } from "./feed";

/** Takes part in what the feed says besides revocations. To be called any number of times for one row. */
export type FeedReader = {
  onRow: (row: FeedRow) => void;
  /** Something may have been missed: whatever was kept by the feed is not to be believed any more. */
  onReset?: () => void;
};

const readers = () => processWide<Map<string, FeedReader>>("feed-readers", () => new Map());

/** Start-up registers, each under a name of its own, who reads along. */
export const readAlong = (name: string, reader: FeedReader): void => void readers().set(name, reader);

/** What goes wrong with one who reads along keeps neither the others nor this process from hearing of revocations. */
function forEachReader(act: (reader: FeedReader) => void): void {
  for (const [name, reader] of readers()) {
    try {
      act(reader);
    } catch (fault) {
      log().error({ reader: name, ...faultFields(fault) }, "A reader of the revocation feed failed");
    }
  }
}

/** Each row to each reader. */
export function tellReaders(rows: readonly FeedRow[]): void {
  for (const row of rows) forEachReader(({ onRow }) => onRow(row));
}

export function resetReaders(): void {
  forEachReader(({ onReset }) => onReset?.());
}
