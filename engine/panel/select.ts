/**
 * A panel without conflicts, balanced by field, taking turns.
 *
 * Greedy: seats go round the wanted fields; a seat goes to the free expert of its field who served least often, ties by the seed.
 * Fields with the fewest experts choose first, so that an expert of two fields is not spent where others would do; if a field
 * still comes short, an expert seated for another field moves over where somebody can take the place left (one augmenting path).
 */
export type Candidate = { expert_id: string; fields: readonly string[]; served: number };
export type Seat = { expert_id: string; field: string };
export type Selection = { seats: Seat[] /** field → seats that nobody could take. */; short: Record<string, number> };

export function selectPanel(
  candidates: readonly Candidate[],
  fields: readonly string[],
  size: number,
  seed: number,
): Selection {
  const quota = quotas(fields, size);
  const order = [...candidates].sort((a, b) => a.served - b.served || lot(seed, a.expert_id) - lot(seed, b.expert_id));
  const seats = new Map<string, string>();
  const able = (field: string) => order.filter((c) => c.fields.includes(field));
  const slots = [...quota]
    .sort(([a], [b]) => able(a).length - able(b).length || (a < b ? -1 : 1))
    .flatMap(([field, n]) => Array.from({ length: n }, () => field));
  const short: Record<string, number> = {};
  for (const field of slots) if (!seat(field, able, seats, new Set())) short[field] = (short[field] ?? 0) + 1;
  const list = [...seats].map(([expert_id, field]) => ({ expert_id, field }));
  return {
    seats: list.sort(
      (a, b) => fields.indexOf(a.field) - fields.indexOf(b.field) || (a.expert_id < b.expert_id ? -1 : 1),
    ),
    short,
  };
}

/** Seats for a field: somebody free, else somebody whose present seat another can take. */
function seat(
  field: string,
  able: (field: string) => Candidate[],
  seats: Map<string, string>,
  tried: Set<string>,
): boolean {
  const open = able(field).filter((c) => !tried.has(c.expert_id));
  const free = open.find((c) => !seats.has(c.expert_id));
  if (free) {
    seats.set(free.expert_id, field);
    return true;
  }
  for (const { expert_id } of open) {
    tried.add(expert_id);
    if (seat(seats.get(expert_id)!, able, seats, tried)) {
      seats.set(expert_id, field);
      return true;
    }
  }
  return false;
}

/** Seats a field: equal shares, the first fields take what is left over. */
const quotas = (fields: readonly string[], size: number): Map<string, number> =>
  new Map(fields.map((field, i) => [field, Math.floor(size / fields.length) + (i < size % fields.length ? 1 : 0)]));

/** A number that seed and name alone decide (FNV-1a with a final mix). */
function lot(seed: number, name: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
