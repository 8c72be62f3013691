import { describe, expect, it } from 'vitest';
import { readReference } from '../../../data/csv.ts';
import { Link } from '../../../data/schema/chain.ts';
import { IndustryClass, OriginPriority } from '../../../data/schema/reference.ts';

const classes = readReference('industry/gbt4754.csv', IndustryClass);
const byCode = new Map(classes.map((c) => [c.code, c]));
const levels = ['section', 'division', 'group', 'class'];
const count = (level: string) => classes.filter((c) => c.level === level).length;

describe('GB/T 4754-2017', () => {
  it('has all 20 sections and 97 divisions, unique codes', () => {
    expect(byCode.size).toBe(classes.length);
    expect([count('section'), count('division')]).toEqual([20, 97]);
  });

  it('has parents one level up whose code begins the code', () => {
    const wrong = classes.filter((c) => {
      if (c.level === 'section') return c.parent !== '';
      const parent = byCode.get(c.parent);
      const nested = c.level === 'division' || c.code.startsWith(c.parent);
      return !parent || !nested || levels.indexOf(parent.level) !== levels.indexOf(c.level) - 1;
    });
    expect(wrong).toEqual([]);
  });

  it('has classes under every group, and all 31 divisions of manufacturing are filled', () => {
    const parents = new Set(classes.map((c) => c.parent));
    expect(classes.filter((c) => c.level === 'group' && !parents.has(c.code))).toEqual([]);
    const manufacturing = classes.filter((c) => c.parent === 'C');
    expect(manufacturing).toHaveLength(31);
    expect(manufacturing.filter((d) => !parents.has(d.code))).toEqual([]);
  });

  it('knows every code that the chain graph names', () => {
    const links = readReference('chain/link.csv', Link);
    expect(links.flatMap((l) => l.gbt_codes.split('|')).filter((code) => !byCode.has(code))).toEqual([]);
  });

  it.each([
    ['3973', '集成电路制造'],
    ['3974', '显示器件制造'],
    ['3612', '新能源车整车制造'],
    ['6520', '集成电路设计'],
    ['6532', '物联网技术服务'],
  ])('%s is %s', (code, name) => {
    expect(byCode.get(code)?.name).toBe(name);
  });
});

describe('origins', () => {
  it('are unique; only lists have no members, since the user loads those', () => {
    const origins = readReference('origin/priority.csv', OriginPriority);
    expect(new Set(origins.map((o) => o.origin_id)).size).toBe(origins.length);
    expect(origins.filter((o) => (o.kind === 'list') !== (o.members === ''))).toEqual([]);
    const named = origins.filter((o) => o.source.startsWith('渝府发〔2019〕6号(六)')).map((o) => o.name);
    expect(named).toEqual(expect.arrayContaining(['美国', '欧盟', '日本', '新加坡', '韩国']));
  });
});
