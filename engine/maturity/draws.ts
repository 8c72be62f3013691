/** Summaries of posterior draws. */

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The middle 90 % of draws. */
export function middle(draws: Float64Array): [number, number] {
  const sorted = draws.toSorted();
  return [
    sorted[Math.floor(0.05 * sorted.length)] ?? Number.NaN,
    sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN,
  ];
}
