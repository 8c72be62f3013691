/** The catalogue is whole: every text in both languages, every key used, every placeholder filled alike. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue as failures } from '../../data/errors.ts';
import { catalogue } from '../../notebooks/catalogue.ts';

const entries = Object.entries(catalogue);
const sources = (readdirSync('notebooks', { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts') && !file.startsWith('catalogue'))
  .map((file) => ({ file, source: readFileSync(join('notebooks', file), 'utf8') }));
const code = sources.map(({ source }) => source).join('\n');

describe('catalogue', () => {
  it('has every text in both languages', () => {
    expect(entries.filter(([, { zh, en }]) => zh.trim() === '' || en.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('says Chinese in Chinese and English without it', () => {
    const named = ['frame.other_language'];
    const mixed = entries.filter(([key, { en }]) => /\p{Script=Han}/u.test(en) && !named.includes(key));
    expect(mixed.map(([key]) => key)).toEqual([]);
  });

  it('fills the same placeholders in both languages', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
    for (const [key, { zh, en }] of entries) expect(placeholders(en), key).toEqual(placeholders(zh));
  });

  it('names every failure of the doors', () => {
    const codes = entries.flatMap(([key]) => (key.startsWith('problem.code.') ? key.slice(13) : []));
    expect(codes.sort()).toEqual(Object.keys(failures).sort());
  });

  it('has no key that no page uses', () => {
    const others = entries.filter(([key]) => !key.startsWith('problem.code.'));
    expect(others.filter(([key]) => !code.includes(`'${key}'`)).map(([key]) => key)).toEqual([]);
  });

  it('is the only place of Chinese that readers see', () => {
    const data =
      /^(补|强|延|稳|无|上游|中游|下游|主城|渝西|渝东北|渝东南|招|中文|税收|财政|要素|金融|服务|大型|中型|小型|微型|适用|待核实|不适用|待复核|无问题|需修改|违反|适用例外|重新待核|线索|首谈|洽谈|签约|前期|在建|竣工|投产|达产|终止)$/;
    const stray = sources.flatMap(({ file, source }) => {
      const plain = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const texts = [...plain.matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g)].map(
        ([, quoted, template]) => quoted ?? template!,
      );
      return texts.filter((text) => /\p{Script=Han}/u.test(text) && !data.test(text)).map((text) => `${file}: ${text}`);
    });
    expect(stray).toEqual([]);
  });
});
