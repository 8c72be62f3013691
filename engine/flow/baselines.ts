/** What offices do without a plan: two simple ways to hand investors to districts, to measure an allocation against. */

/** investors × districts, row-major; -Infinity forbids the pair. */
export type Choice = { investors: number; districts: number; fit: Float64Array; capacity: ArrayLike<number> };

const bestWithRoom = ({ districts, fit }: Choice, investor: number, left: Float64Array): number => {
  let best = -1;
  for (let d = 0; d < districts; d++) {
    const score = fit[investor * districts + d]!;
    if (left[d]! < 1 || score === Number.NEGATIVE_INFINITY) continue;
    if (best < 0 || score > fit[investor * districts + best]!) best = d;
  }
  return best;
};

/** First come, first served: each investor in input order takes its best district with room. Per investor: district or −1. */
export function firstCome(choice: Choice): Int32Array {
  const left = Float64Array.from(choice.capacity);
  return Int32Array.from({ length: choice.investors }, (_, i) => {
    const best = bestWithRoom(choice, i, left);
    if (best >= 0) left[best]!--;
    return best;
  });
}

/** Best pair first: of all pairs the one with the greatest fit, then the next that still has investor and room. */
export function bestPairFirst(choice: Choice): Int32Array {
  const { investors, districts, fit } = choice;
  const pairs = Int32Array.from({ length: investors * districts }, (_, at) => at)
    .filter((at) => fit[at]! > Number.NEGATIVE_INFINITY)
    .sort((a, b) => fit[b]! - fit[a]! || a - b);
  const left = Float64Array.from(choice.capacity);
  const lead = new Int32Array(investors).fill(-1);
  for (const at of pairs) {
    const [i, d] = [Math.floor(at / districts), at % districts];
    if (lead[i] !== -1 || left[d]! < 1) continue;
    lead[i] = d;
    left[d]!--;
  }
  return lead;
}

/** Everybody's best district, whatever its capacity. */
export const unbounded = (choice: Choice): Int32Array =>
  firstCome({ ...choice, capacity: new Float64Array(choice.districts).fill(Number.POSITIVE_INFINITY) });
