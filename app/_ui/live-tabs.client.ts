"use client";

import { type LiveEvent, type LiveStream, openLiveStream } from "./live-stream.client";

export type LiveTabs = {
  /** To be called when someone looks at this page: from now on it is the one that listens. */
  readonly lead: () => void;
  /** Says it to all tabs, this one too. */
  readonly tell: (event: LiveEvent) => void;
  /**
   * The session is over: nothing more is heard here. The tab that listened keeps its place until its page is gone, or the
   * next in line would take it, not having heard yet, and ask once more to be refused.
   */
  readonly end: () => void;
  readonly leave: () => void;
};

/** The server says something every 15 seconds. Three times nothing: the connection is dead, or the tab that has it. */
const MAX_SILENCE_MS = 45_000;

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/**
 * Listens for what happens to a session: one connection a browser, however many tabs. The tab that holds the lock listens
 * and passes on what it hears; when it goes, the next in line takes over. A tab that is looked at may take the lock from
 * one that is not: phones stop tabs in the background without taking their locks away.
 *
 * @param sid names the session: tabs of another one do not mix with these
 */
export function joinLiveTabs(sid: string, onEvent: (event: LiveEvent) => void): LiveTabs {
  const name = `hufu-live-${sid}`;
  const channel = new BroadcastChannel(name);
  /** This tab's place in the line for the lock, and its time with it. */
  let place = new AbortController();
  let stream: LiveStream | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const awaitSound = () => {
    clearTimeout(silence);
    silence = setTimeout(onSilence, MAX_SILENCE_MS);
  };
  const hear = (event: LiveEvent) => {
    awaitSound();
    onEvent(event);
  };
  const onSilence = () => {
    awaitSound();
    if (stream) stream.reconnect();
    else if (!document.hidden) void standInLine(true);
  };
  const tellAll = (event: LiveEvent) => {
    channel.postMessage(event);
    hear(event);
  };
  const standInLine = async (isTaking: boolean) => {
    place.abort(); // the place it had before
    place = new AbortController();
    const { signal } = place;
    const listen = () =>
      new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        stream = openLiveStream(tellAll);
        signal.addEventListener("abort", () => resolve());
      });
    try {
      await navigator.locks.request(name, isTaking ? { steal: true } : { signal }, listen);
    } catch (error) {
      if (!isAbort(error)) throw error;
      if (signal.aborted) return;
      stream?.close(); // another tab has taken the lock
      stream = null;
      void standInLine(false);
    }
  };
  const end = () => {
    clearTimeout(silence);
    if (!stream) place.abort();
    stream?.close();
    channel.close();
  };
  channel.addEventListener("message", ({ data }) => hear(data as LiveEvent)); // only our own pages write there
  awaitSound();
  void standInLine(false);
  return {
    lead: () => {
      if (stream) stream.connect();
      else void standInLine(true);
    },
    tell: tellAll,
    end,
    leave: () => {
      end();
      place.abort();
    },
  };
}
