import "server-only";

/** The time of this process. Read by app/ and start-up only; everything below takes `now` as an argument. */
export const clock = { now: () => new Date() };
