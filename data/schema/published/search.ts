/** What the search box finds. */
import Type, { type TObject } from 'typebox';
import { maybe, real, text } from '../types.ts';

const SearchEntry = Type.Object({
  kind: text('类别', 'company, project, policy, link or district'),
  id: text('标识'),
  name: text('名称'),
  detail: maybe(text('补充', 'place of a company, investor of a project, chain of a link, status of a policy')),
  district_id: maybe(text('区县', 'adcode')),
  initials: text('拼音首字母'),
  weight: real('分量', 'CNY of capital or investment; orders equal hits'),
});

export const searchTables = { 'search.entry': SearchEntry } as const satisfies Record<string, TObject>;
