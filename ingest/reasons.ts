/** Why a cell is doubted and why a row goes back, in words that its sender can act on. */
import { literal } from '../data/store/index.ts';
import { isDate, longestCell } from './clean-steps.ts';
import type { Cleaner, Field, Library } from './library/declare.ts';

const unreadable: Partial<Record<Cleaner, string>> = {
  code: 'is not a valid credit code (18 signs, check sign of GB 32100-2015)',
  date: 'is not a date',
  deadline: 'is not a date',
  money: 'is not an amount with unit and currency',
  number: 'is not a number',
  flag: 'is neither 是 nor 否',
  grade: 'is not a grade from A to D',
};

/** Dates whose cell named a period: «signed_on:month». */
export function periodsSql(fields: [string, Field][]): string {
  const parts = fields.flatMap(([name, { clean }]) =>
    isDate(clean) ? [`case when ${name} is not null then ${literal(`${name}:`)} || period_${name} end`] : [],
  );
  return parts.length ? `list_filter([${parts.join(', ')}], lambda p: p is not null)` : 'cast([] as varchar[])';
}

export function issuesSql(fields: [string, Field][], doubts: Library['doubts'] = []): string {
  const parts = fields.flatMap(([name, { clean }]) =>
    unreadable[clean]
      ? [
          `case when ${name} is null and text_${name} is not null then ${literal(`${name}: «`)} || left(raw_${name}, 60) || ${literal(`» ${unreadable[clean]}`)} end`,
        ]
      : [],
  );
  const doubted = doubts.map(
    (d) =>
      `case when ${d.when} then ${literal(`${d.field}: «`)} || left(raw_${d.field}, 60) || ${literal(`» ${d.reason}`)} end`,
  );
  const all = [...parts, ...doubted];
  return all.length ? `list_filter([${all.join(', ')}], lambda i: i is not null)` : 'cast([] as varchar[])';
}

/** Lines that are no record: sums, notes under the table, a header that a printout repeats, with the numbers of its columns. */
function notRecords(fields: [string, Field][], width: number): Library['rejects'] {
  const required = fields.filter(([, f]) => f.required);
  const texts = required.filter(([, f]) => f.clean !== 'date').map(([name]) => `trim_${name}`);
  if (texts.length === 0) return [];
  const any = (condition: (cell: string) => string): string => texts.map((t) => `(${condition(t)})`).join(' or ');
  const heads = required.map(
    ([name, f]) => `list_contains([${f.headers.map((h) => literal(h.split('/').at(-1)!)).join(', ')}], trim_${name})`,
  );
  return [
    {
      code: 'subtotal_row',
      when: `coalesce(${any(isSum)} or (${isSum('c0')} and (${required.map(([name]) => `${name} is null`).join(' or ')})), false)`,
      reason: literal('a line of sums, not a record: sums are reckoned from the records'),
    },
    {
      code: 'header_row',
      when: `coalesce(${heads.join(' and ')}${width > 2 ? " or (c0 = '1' and c1 = '2' and c2 = '3')" : ''}, false)`,
      reason: literal('the header once more, not a record'),
    },
    {
      code: 'note_row',
      when: `case when ${required.map(([name]) => `${name} is null`).join(' or ')}
        then regexp_matches(c0, '^\\s*(注|备注|说明|填表|填报|制表|审核|复核|单位负责人|联系人|联系电话)(人|说明|单位|日期|时间)?\\s*[0-9]*\\s*[:：、.]') end`,
      reason: literal('a note under the table, not a record'),
    },
  ];
}

/** «合计», «渝北区小计», «总 计（12个）», «其中：新建项目小计». */
const isSum = (cell: string): string =>
  `case when contains(${cell}, '计') and strlen(${cell}) <= 60 then regexp_matches(${cell}, '(合\\s*计|小\\s*计|总\\s*计|共\\s*计)\\s*([:：（(].*)?$') else false end`;

/**
 * Which reject applies, in three steps: its number where the fields are at hand, then code and reason by the number. SQL
 * computes a CASE anew wherever it stands; asking every condition again for the words would double the work of a row.
 */
export class Verdict {
  readonly number: string;
  readonly code: string;
  readonly reason: string;

  constructor(library: Library, fields: [string, Field][], width: number) {
    const cases = [
      {
        code: 'cell_too_long',
        when: 'over_long',
        reason: literal(`a cell is longer than ${longestCell} bytes: most likely several rows run together`),
      },
      ...notRecords(fields, width),
      ...library.rejects,
      ...fields
        .filter(([, f]) => f.required)
        .map(([name, f]) => ({
          code: 'required_missing',
          when: `${name} is null`,
          reason: `case when text_${name} is null then ${literal(`${f.headers[0]} is empty: it is required`)} else ${literal(`${f.headers[0]} «`)} || left(raw_${name}, 60) || ${literal('» cannot be read')} end`,
        })),
    ];
    this.number = `case ${cases.map(({ when }, i) => `when ${when} then ${i}`).join(' ')} end`;
    this.code = `case reject_number ${cases.map(({ code }, i) => `when ${i} then ${literal(code)}`).join(' ')} end`;
    this.reason = `case reject_number ${cases.map(({ reason }, i) => `when ${i} then ${reason}`).join(' ')} end`;
  }
}
