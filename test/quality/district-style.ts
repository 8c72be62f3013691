/** The registrar's house style of a scope: everything but what the company does. A leakage alarm, never a feature of ours. */

/** Standard sentences and forms that registrars add. */
const PHRASES = [
  '法律',
  '法规',
  '国务院',
  '许可证',
  '审批',
  '批准',
  '禁止',
  '资质',
  '凭',
  '依法',
  '期限',
  '不含',
  '除外',
  '核定',
  '以上范围',
  '经营范围',
  '有效期',
  '不得经营',
  '后方可',
  '国家',
  '专项规定',
  '易制毒',
  '化危品',
  '危险化学品',
  '化学危险品',
];

/** Item numbers of punctuation, brackets, standard phrases, length and the first and last mark. */
export function styleItems(scope: string): Int32Array {
  const items: number[] = [];
  for (const mark of new Set(scope.match(/[^\u4e00-\u9fffA-Za-z0-9]/g) ?? [])) items.push(mark.codePointAt(0)!);
  PHRASES.forEach((phrase, i) => {
    if (scope.includes(phrase)) items.push(0x200000 + i);
  });
  items.push(0x300000 + Math.floor(Math.log2(scope.length + 1) * 2));
  const tail = /[^\u4e00-\u9fffA-Za-z0-9]+$/.exec(scope)?.[0] ?? '';
  items.push(0x400000 + (tail.codePointAt(0) ?? 0), 0x600000 + Math.min(tail.length, 3));
  const first = /[^\u4e00-\u9fffA-Za-z0-9]/.exec(scope);
  items.push(0x700000 + (first?.[0].codePointAt(0) ?? 0), 0xa00000 + Math.min(first?.index ?? 0, 12));
  return Int32Array.from(new Set(items));
}
