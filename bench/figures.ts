export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle value, or between the two middle ones: a median of an even number of rounds leans to neither side. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Pairs what was measured in the same round: what else the machine did then fell on both. */
export const ratios = (over: readonly number[], under: readonly number[]): number[] =>
  over.map((value, round) => value / (under[round] ?? Number.NaN));

const text = (value: number, digits = 2): string => value.toFixed(digits);

/** "1.05 (0.98 to 1.12)": the median, and the lowest and highest of the rounds or runs. */
export const spread = (values: readonly number[], digits = 2): string =>
  `${text(median(values), digits)} (${text(Math.min(...values), digits)} to ${text(Math.max(...values), digits)})`;
