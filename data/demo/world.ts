/** What all generators of one city share. */
import type { Clusters } from './clusters.ts';
import type { NameRegister } from './names.ts';
import type { Places } from './places.ts';

/** `serial`: the next credit code that nobody has. */
export type World = { places: Places; clusters: Clusters; names: NameRegister; serial: { next: number } };
