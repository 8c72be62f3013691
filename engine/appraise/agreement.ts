/** Krippendorff's alpha for scores on an interval scale: 1 = the scorers agree, 0 = no more than chance would give. */

/** `units`: for each thing that was scored, the scores it got, in any order. Null where fewer than two scores meet or all are equal. */
export function krippendorffAlpha(units: readonly (readonly number[])[]): number | null {
  const paired = units.filter((scores) => scores.length > 1);
  const all = paired.flat();
  if (all.length < 2) return null;
  let observed = 0;
  for (const scores of paired) observed += squares(scores) / (scores.length - 1);
  const expected = squares(all) / (all.length - 1);
  return expected > 0 ? 1 - observed / expected : null;
}

/** Sum of squared differences over ordered pairs. */
function squares(values: readonly number[]): number {
  const sum = values.reduce((a, b) => a + b, 0);
  return 2 * (values.length * values.reduce((a, b) => a + b * b, 0) - sum * sum);
}
