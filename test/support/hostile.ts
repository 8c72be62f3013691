/** Texts that break careless programs, by what they aim at. */
export const hostile: readonly string[] = [
  // statements
  `' or 1=1 --`,
  `x'; drop table enterprise.current; --`,
  `") or true or ("`,
  `1 union all select content from read_text('/etc/passwd')`,
  `$$; attach '/tmp/x.db'; $$`,
  'a\\',
  '%',
  // paths
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'file:///etc/passwd',
  '.',
  '..',
  'chain.gap.parquet/../../audit.jsonl',
  // lines and headers
  'a\r\nset-cookie: yuzhao_session=x',
  '\n',
  '\0',
  'a\0b',
  // what stands in objects anyway
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '{"__proto__":{"polluted":1}}',
  // formulas and markup
  `=HYPERLINK("http://127.0.0.1:9/?"&A1,"x")`,
  '@SUM(1+1)*cmd|"/C calc"!A0',
  '+1+1',
  '\t=1+1',
  '<script>alert(1)</script>',
  '{{7*7}}#{7*7}',
  // writing
  '\u202etxt.exe',
  '重\u200b庆\ufeff',
  'e\u0301\u0301\u0301',
  '𠮷𠮷野家',
  '👩‍👩‍👧‍👦',
  '\ud800',
  'ﬃ①Ⅷ％',
  // numbers and days that are none, or too many
  'NaN',
  '-Infinity',
  '1e999',
  '-0',
  '0x10',
  '9007199254740993',
  '99999999999999999999999',
  '2024-02-30',
  '0000-00-00',
  '+275760-09-13',
  '9999-12-31',
  'null',
  'undefined',
  '[]',
  '{}',
  ' ',
  '',
  // too long
  '长'.repeat(199),
  'A'.repeat(201),
  '一'.repeat(1500),
  '['.repeat(1900),
  'z'.repeat(9000),
];

/** As a part of an address; what is no text in UTF-8 goes as the bytes that a careless client sends. */
export const encoded = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
};
