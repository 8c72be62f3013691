/** Inverted lists over the characters of many names, in typed arrays: 3 million names take about 0.3 GB. */

const CHARACTERS = 65536;

export type NamePostings = {
  /** Number of names. */
  size: number;
  /** How many names carry the character (a UTF-16 unit). */
  count(character: number): number;
  /** Positions of the names that carry the character, ascending. */
  list(character: number): Uint32Array;
  /** The characters of a name. */
  text(name: number): Uint16Array;
};

/** @param names normalised texts; their position is their number */
export function createPostings(names: readonly string[]): NamePostings {
  const starts = new Uint32Array(names.length + 1);
  for (let i = 0; i < names.length; i++) starts[i + 1] = starts[i]! + names[i]!.length;
  const characters = new Uint16Array(starts[names.length]!);
  const counts = new Uint32Array(CHARACTERS + 1);
  const last = new Int32Array(CHARACTERS).fill(-1);
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    for (let k = 0; k < name.length; k++) {
      const character = name.charCodeAt(k);
      characters[starts[i]! + k] = character;
      if (last[character] === i) continue;
      last[character] = i;
      counts[character + 1]!++;
    }
  }
  for (let c = 0; c < CHARACTERS; c++) counts[c + 1]! += counts[c]!;
  const lists = fill(starts, characters, counts);
  return {
    size: names.length,
    count: (character) => counts[character + 1]! - counts[character]!,
    list: (character) => lists.subarray(counts[character]!, counts[character + 1]!),
    text: (name) => characters.subarray(starts[name]!, starts[name + 1]!),
  };
}

function fill(starts: Uint32Array, characters: Uint16Array, offsets: Uint32Array): Uint32Array {
  const lists = new Uint32Array(offsets[CHARACTERS]!);
  const next = offsets.slice(0, CHARACTERS);
  const last = new Int32Array(CHARACTERS).fill(-1);
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const character = characters[k]!;
      if (last[character] === i) continue;
      last[character] = i;
      lists[next[character]!++] = i;
    }
  }
  return lists;
}
