/** No route sends the value of a metric without its caliber: the route table is walked, and a route that would is refused. */
import Type, { type TObject, type TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { staff } from '../../api/http/access.ts';
import { FigureOut } from '../../api/http/figure.ts';
import { item, type Route, rows } from '../../api/http/route.ts';
import { routes } from '../../api/http/routes/index.ts';
import { FigureRecord, FigureRow } from '../../data/schema/figure.ts';
import { Caliber } from '../../data/schema/metric.ts';
import { real, text } from '../../data/schema/types.ts';

/** Names under which the value of a metric would stand. */
const valued = /^(value|rate|.*_rate|numerator.*|denominator.*|expected.*)$/;
/** `value` is what a factor measured on one company or place there, not a rate of projects. */
const otherValues = new Set(['.fit_parts.value']);

type Node = TSchema & { type?: string; properties?: Record<string, Node>; items?: Node; anyOf?: Node[] };

const isNumber = (node: Node): boolean =>
  node.type === 'number' || node.type === 'integer' || (node.anyOf ?? []).some(isNumber);
const has = (node: Node, record: TObject): boolean =>
  Object.keys(record.properties).every((name) => name in (node.properties ?? {}));
/** A figure, or something that holds one or its caliber and so says how its numbers are counted. */
const saysHow = (node: Node): boolean =>
  has(node, FigureRecord) ||
  has(node, FigureRow) ||
  Object.values(node.properties ?? {}).some((inner) => has(inner, Caliber) || has(inner, FigureRecord)) ||
  node.properties?.caliber?.type === 'string';

/** Paths of numbers that stand outside of everything that says how they are counted. */
function bare(node: Node, path = '', said = false): string[] {
  const inside = said || saysHow(node);
  const here = Object.entries(node.properties ?? {}).flatMap(([name, inner]) => {
    const at = `${path}.${name}`;
    return [...(valued.test(name) && isNumber(inner) && !inside ? [at] : []), ...bare(inner, at, inside)];
  });
  return [
    ...here,
    ...[...(node.anyOf ?? []), ...(node.items ? [node.items] : [])].flatMap((n) => bare(n, path, inside)),
  ];
}

/** What a route would send without saying how it is counted. Published tables hold rows of things, not rates. */
function faults(route: Route): string[] {
  if (route.kind === 'file') return [];
  const given =
    route.kind === 'rows' ? { ...route.head.properties, rows: Type.Array(route.row) } : route.answer.properties;
  return bare(Type.Object(given)).filter((path) => !otherValues.has(path));
}

describe('the route table', () => {
  it.each(routes.filter((r) => !r.path.startsWith('/tables/')).map((route) => [route.path, route] as const))(
    '%s',
    (_, route) => expect(faults(route)).toEqual([]),
  );

  it('does publish figures, so that the walk has something to find', () => {
    const publishing = routes.filter((r) =>
      JSON.stringify(r.kind === 'rows' ? [r.row, r.head] : r.kind === 'file' ? [] : r.answer).includes('data_age_days'),
    );
    expect(publishing.map((r) => r.path)).toEqual(expect.arrayContaining(['/api/fulfilment', '/api/league', '/api/metrics', '/api/metrics/:metric/projects', '/api/metrics/:metric/diff'])); // biome-ignore format: a list
  });
});

describe('a route that sends a bare number', () => {
  const base = { path: '/x', summary: { zh: '试', en: 'test' }, access: staff };
  const one = (answer: TObject) => item({ ...base, answer, handler: async () => ({}) as never });
  it.each([
    ['a rate by itself', one(Type.Object({ start_rate: real('开工率') })), ['.start_rate']],
    ['a value in a list', one(Type.Object({ rows: Type.Array(Type.Object({ metric: text('指标'), value: real('数值') })) })), ['.rows.value']],
    ['parts without their sum', rows({ ...base, row: Type.Object({ project_id: text('项目'), numerator: real('分子') }), key: ['project_id'], handler: async () => [] }), ['.rows.numerator']],
    ['a figure that lost its caliber', one(Type.Object({ figure: Type.Omit(FigureRecord, ['caliber']) })), ['.figure.value', '.figure.numerator', '.figure.denominator']],
    ['a number beside a figure', one(Type.Object({ figure: FigureOut, expected: real('应有') })), []],
  ])('%s', (_, route, found) => expect(faults(route)).toEqual(found)); // biome-ignore format: a table
});
