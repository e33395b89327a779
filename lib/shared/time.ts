/** Whole seconds since the epoch, rounded down, as NumericDate is (RFC 7519 §2). */
export const toSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);

export const fromSeconds = (seconds: number): Date => new Date(seconds * 1000);

export const addSeconds = (date: Date, seconds: number): Date => new Date(date.getTime() + seconds * 1000);

export const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
