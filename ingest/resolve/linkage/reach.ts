/**
 * Which names can meet a given few at all. Two credit codes never join, so where nearly all records carry one, only the
 * names around those without a code need to be weighed: a company register of 650,000 shrinks to some thousand.
 */
import type { NameParts } from '../name-parts.ts';
import { pairHash, someSlip, TextMarks } from './text-marks.ts';

/** What of a name tells whom it can meet: its parts, and the text that typos are measured on. */
export type Reaching = { parts: Pick<NameParts, 'place' | 'core' | 'form' | 'branch'>; flat: string };

/** The text and every text with one character left out: two texts one slip apart share one of these. */
function* slips(text: string): Generator<string> {
  yield text;
  for (let i = 0; i < text.length; i++) yield text.slice(0, i) + text.slice(i + 1);
}

/** The readings of a name in which its core stands unbroken: brackets with what is in them gone, or only the brackets. */
function readings(name: string): string[] {
  const text = name.replace('集团', '');
  return text.includes('(') ? [text.replace(/\([^()]*\)/g, ''), text.replace(/[()]/g, '')] : [text];
}

/** A core that starts with two given characters and ends with two others may be the long form of a short name. */
const ends = (core: string): string => core.slice(0, 2) + core.slice(-2);
const isOpen = ({ form, place }: Reaching['parts']): boolean => form === '' && place === '';
const whole = ({ core, branch }: Reaching['parts']): string => `${core}|${branch}`;

/**
 * A test for normalised names: true if a blocking rule (candidate.sql) can pair the name with one of `few`. Signs that
 * cost no string come first; only the names that pass them are taken apart.
 * @param parse takes the name apart @param flat the name as typos are measured on it
 */
export function createReach(few: Iterable<Reaching>): (name: string, flat: string, parse: () => NameParts) => boolean {
  const nearMarks = new TextMarks();
  const coreMarks = new TextMarks();
  const near = new Set<string>();
  const cores = new Set<string>();
  /** Four characters at the start of a core, or its two ends: of names that a short name may stand for, and of short names. */
  const full = new Set<string>();
  const short = new Set<string>();
  for (const { parts, flat } of few) {
    if (flat.length >= 4) {
      someSlip(flat, (hash) => nearMarks.mark(hash));
      for (const text of slips(flat)) near.add(text);
    }
    if (parts.core.length < 2) continue;
    coreMarks.mark(pairHash(parts.core, 0));
    cores.add(whole(parts));
    if (parts.core.length < 4 || parts.branch !== '') continue;
    const kind = isOpen(parts) ? short : full;
    kind.add(parts.core.slice(0, 4)).add(ends(parts.core));
  }
  const isNear = (flat: string): boolean => {
    if (!someSlip(flat, (hash) => nearMarks.maybe(hash))) return false;
    for (const text of slips(flat)) if (near.has(text)) return true;
    return false;
  };
  const mayHoldCore = (text: string): boolean => {
    for (let at = 0; at + 2 <= text.length; at++) if (coreMarks.maybe(pairHash(text, at))) return true;
    return false;
  };
  const meets = (parts: NameParts): boolean => {
    const { core } = parts;
    if (cores.has(whole(parts))) return true;
    if (core.length < 4 || parts.branch !== '') return false;
    const like = (names: ReadonlySet<string>) => names.has(core.slice(0, 4)) || names.has(ends(core));
    return like(short) || (isOpen(parts) && like(full));
  };
  return (name, flat, parse) => isNear(flat) || (readings(name).some(mayHoldCore) && meets(parse()));
}
