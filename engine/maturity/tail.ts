/** Starts beyond the longest age watched: how much of a time-to-start distribution lies past the end of the data. */

type Law = (age: number, place: number, shape: number) => number;

/** Cumulative share by an age in bins of the watched span; `place` = log of the typical age in such spans. */
const laws: readonly Law[] = [
  (age, place, shape) => 1 - Math.exp(-((age / Math.exp(place)) ** (1 / shape))), // Weibull
  (age, place, shape) => belowNormal((Math.log(age) - place) / shape), // log-normal
];

const BINS = 24;

/**
 * Starts beyond the last step as a multiple of those up to it. `mass`: share of starts by step (index 0 unused), summing
 * to 1; `starts`: how many starts stand behind it. Weibull and log-normal curves, cut off at the last step, are fitted by
 * maximum likelihood, with a mild prior against long tails (a tenth of all on average); the answer is their mean, weighed by
 * how well each fits.
 */
export function tailBeyond(mass: Float64Array, starts: number): number {
  const steps = mass.length - 1;
  const bins = new Float64Array(Math.min(BINS, steps));
  for (let s = 1; s <= steps; s++)
    bins[Math.min(bins.length - 1, Math.floor(((s - 1) * bins.length) / steps))]! += mass[s]! * starts;
  const fits = laws.map((law) => fitted(law, bins));
  const best = Math.max(...fits.map((f) => f.score));
  const weights = fits.map((f) => Math.exp(f.score - best));
  return fits.reduce((sum, f, i) => sum + weights[i]! * f.tail, 0) / weights.reduce((sum, w) => sum + w, 0);
}

function fitted(law: Law, bins: Float64Array): { tail: number; score: number } {
  const score = (place: number, shape: number): number => {
    const whole = law(1, place, shape);
    let [sum, before] = [-(1 - whole) / 0.1, 0];
    for (let b = 0; b < bins.length; b++) {
      const now = law((b + 1) / bins.length, place, shape);
      sum += bins[b]! * Math.log(Math.max(1e-12, (now - before) / whole));
      before = now;
    }
    return sum;
  };
  let [place, shape] = [Math.log(meanOf(bins)), 1];
  let best = score(place, shape);
  for (let reach = 0.5; reach > 0.01; ) {
    const tried = ([[1, 0], [-1, 0], [0, 1], [0, -1]] as const).map(([p, s]) => [place + reach * p, shape * Math.exp(reach * s)] as const); // biome-ignore format: directions
    const scores = tried.map(([p, s]) => (s > 0.1 && s < 5 ? score(p, s) : Number.NEGATIVE_INFINITY));
    const top = scores.indexOf(Math.max(...scores));
    if (scores[top]! > best) {
      best = scores[top]!;
      [place, shape] = tried[top]!;
    } else reach /= 2;
  }
  const within = law(1, place, shape);
  return { tail: (1 - within) / Math.max(within, 0.2), score: best };
}

/** Mean age in watched spans. */
function meanOf(bins: Float64Array): number {
  let [sum, all] = [0, 1e-9];
  bins.forEach((count, b) => {
    sum += count * ((b + 0.5) / bins.length);
    all += count;
  });
  return Math.max(0.02, sum / all);
}

/** Standard normal distribution function (Abramowitz and Stegun 26.2.17, error under 1e-7). */
function belowNormal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const upper =
    Math.exp((-z * z) / 2) *
    t *
    (0.127414796 + t * (-0.142248368 + t * (0.7107068705 + t * (-0.7265760135 + t * 0.5307027145))));
  return z < 0 ? upper : 1 - upper;
}
