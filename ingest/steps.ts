/** A statement in steps: common table expressions, each of which adds columns to the one before. */

/** A column that a step makes out of another. */
export type Made = { from: string; as: string };

/** So many expansions of a macro are spelled out; more go through one lambda, because planning time grows with every expansion. */
const spelledOut = 3;
/** The same for a short macro over long cells, which a list would copy. */
export const spelledLong = 12;

export class Steps {
  private readonly parts: string[];
  private last: string;

  /** @param first the SELECT on which all others stand */
  constructor(first: string) {
    this.parts = [`step_0 as (${first})`];
    this.last = 'step_0';
  }

  /** Adds columns, given as «expression as name». */
  add(columns: readonly string[]): this {
    if (columns.length === 0) return this;
    const name = `step_${this.parts.length}`;
    this.parts.push(`${name} as (select *, ${columns.join(', ')} from ${this.last})`);
    this.last = name;
    return this;
  }

  /** Goes on with these columns alone, given as «expression as name». */
  only(columns: readonly string[]): this {
    const name = `step_${this.parts.length}`;
    this.parts.push(`${name} as (select ${columns.join(',\n      ')}\n    from ${this.last})`);
    this.last = name;
    return this;
  }

  /** Adds one column for each of `made`, by the same macro; all `from` have one type. */
  each(made: readonly Made[], macro: (x: string) => string, spelled = spelledOut): this {
    if (made.length <= spelled) return this.add(made.map(({ from, as }) => `${macro(from)} as ${as}`));
    const list = `many_${this.parts.length}`;
    this.add([`list_transform([${made.map((m) => m.from).join(', ')}], lambda x: ${macro('x')}) as ${list}`]);
    return this.add(made.map(({ as }, i) => `${list}[${i + 1}] as ${as}`));
  }

  /** The whole statement, with what is selected from the last step. */
  select(columns: readonly string[]): string {
    return `with ${this.parts.join(',\n    ')}\n    select ${columns.join(',\n      ')}\n    from ${this.last}`;
  }
}
