/**
 * Economic complexity of places × activities.
 * Sources: Balassa 1965 (RCA); Hidalgo, Klinger, Barabási, Hausmann 2007 (proximity, density); Hidalgo, Hausmann 2009
 * and the Atlas of Economic Complexity 2011 (ECI, PCI as eigenvectors).
 * Matrices are places × activities.
 */
import { type Dense, dense, eigenvectors, multiply, transpose } from './matrix.ts';

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

const rowSums = ({ rows, columns, data }: Dense): Float64Array =>
  Float64Array.from({ length: rows }, (_, r) => sum(data.subarray(r * columns, (r + 1) * columns)));

/** Share of the activity in the place ÷ its share in all places (= location quotient, 区位熵). 0 for empty rows or columns. */
export function comparativeAdvantage(amounts: Dense): Dense {
  const places = rowSums(amounts);
  const activities = rowSums(transpose(amounts));
  const all = sum(places);
  const result = dense(amounts.rows, amounts.columns);
  result.data.set(
    amounts.data.map((value, at) => {
      const expected = places[Math.floor(at / amounts.columns)]! * activities[at % amounts.columns]!;
      return expected > 0 ? (value * all) / expected : 0;
    }),
  );
  return result;
}

/** 1 where the advantage reaches the threshold, else 0. */
export const presence = ({ rows, columns, data }: Dense, threshold = 1): Dense =>
  dense(
    rows,
    columns,
    data.map((value) => (value >= threshold ? 1 : 0)),
  );

/**
 * Activities × activities: the smaller of the two conditional probabilities that a place that has one has the other.
 * 1 on the diagonal of an activity that occurs, 0 elsewhere.
 */
export function proximity(present: Dense): Dense {
  const ubiquity = rowSums(transpose(present));
  const together = multiply(transpose(present), present);
  together.data.forEach((both, at) => {
    const larger = Math.max(ubiquity[Math.floor(at / present.columns)]!, ubiquity[at % present.columns]!);
    together.data[at] = larger > 0 ? both / larger : 0;
  });
  return together;
}

/** Places × activities, 0–1: share of the activity's proximity to all others that the place already holds. The activity itself counts for nothing. */
export function density(present: Dense, near: Dense): Dense {
  const others = dense(near.rows, near.columns, near.data);
  for (let i = 0; i < near.rows; i++) others.data[i * near.columns + i] = 0;
  const total = rowSums(others);
  const held = multiply(present, others);
  held.data.forEach((value, at) => {
    held.data[at] = total[at % present.columns]! > 0 ? value / total[at % present.columns]! : 0;
  });
  return held;
}

export type Complexity = {
  /** Per place: ECI, mean 0, standard deviation 1 (population), NaN for places without activities. */
  eci: Float64Array;
  /** Per activity: PCI on the scale of its places: mean 0, standard deviation 1, NaN for activities without places. */
  pci: Float64Array;
};

function standardise(values: Float64Array): Float64Array {
  const mean = sum(values) / values.length;
  const deviation = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
}

/** Second eigenvector of place → activity → place averaging, signed as the even reflections of diversity converge to it. */
function secondVector(present: Dense): Float64Array {
  const diversity = rowSums(present);
  const ubiquity = rowSums(transpose(present));
  const scaled = dense(present.rows, present.columns);
  scaled.data.set(
    present.data.map(
      (value, at) => value / Math.sqrt(diversity[Math.floor(at / present.columns)]! * ubiquity[at % present.columns]!),
    ),
  );
  const { vectors } = eigenvectors(multiply(scaled, transpose(scaled)));
  const vector = vectors.data.slice(present.rows, 2 * present.rows).map((value, r) => value / Math.sqrt(diversity[r]!));
  const slope = vector.reduce((total, value, r) => total + value * diversity[r]! ** 2, 0);
  return slope < 0 ? vector.map((value) => -value) : vector;
}

const spread = (values: Float64Array, at: number[], length: number): Float64Array => {
  const result = new Float64Array(length).fill(Number.NaN);
  at.forEach((position, i) => {
    result[position] = values[i]!;
  });
  return result;
};

/** ECI and PCI of a presence matrix (0/1). Empty places and activities are left out and come back as NaN. */
export function complexity(present: Dense): Complexity {
  const rows = [...rowSums(present).entries()].filter(([, n]) => n > 0).map(([r]) => r);
  const columns = [...rowSums(transpose(present)).entries()].filter(([, n]) => n > 0).map(([c]) => c);
  const full = dense(
    rows.length,
    columns.length,
    rows.flatMap((r) => columns.map((c) => present.data[r * present.columns + c]!)),
  );
  if (rows.length < 2 || columns.length < 2)
    return { eci: spread(new Float64Array(), [], present.rows), pci: spread(new Float64Array(), [], present.columns) };
  const eci = standardise(secondVector(full));
  const turned = transpose(full);
  const ubiquity = rowSums(turned);
  const pci = standardise(multiply(turned, dense(rows.length, 1, eci)).data.map((value, c) => value / ubiquity[c]!));
  return { eci: spread(eci, rows, present.rows), pci: spread(pci, columns, present.columns) };
}

/**
 * Method of reflections (Hidalgo, Hausmann 2009, equations 3–4): step 0 is diversity and ubiquity, every further step
 * the mean over the other side's last step. Every place and activity must occur.
 */
export function reflections(present: Dense, steps: number): { places: Float64Array; activities: Float64Array } {
  const turned = transpose(present);
  const diversity = rowSums(present);
  const ubiquity = rowSums(turned);
  let places = diversity;
  let activities = ubiquity;
  for (let step = 0; step < steps; step++) {
    const next = multiply(present, dense(present.columns, 1, activities)).data.map((value, r) => value / diversity[r]!);
    activities = multiply(turned, dense(present.rows, 1, places)).data.map((value, c) => value / ubiquity[c]!);
    places = next;
  }
  return { places, activities };
}
