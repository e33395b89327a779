/** How much is measured: a look in minutes, or figures to publish. */
export type Mode = { isLong: boolean };
