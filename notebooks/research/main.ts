/** The list of notebooks, and how to read the same tables from elsewhere. */
import { h } from '../shell/h.ts';
import { language, t } from '../shell/language.ts';
import { startPage } from '../shell/life.ts';

/** File below this folder, and its words in the catalogue. */
const notebooks = [
  { file: 'trends.html', title: 'research.trends', about: 'research.trends_about' },
  { file: 'gaps.html', title: 'research.gaps', about: 'research.gaps_about' },
  { file: 'districts.html', title: 'research.districts', about: 'research.districts_about' },
  { file: 'method.html', title: 'research.method', about: 'research.method_about' },
  { file: 'quality.html', title: 'research.quality', about: 'research.quality_about' },
] as const;

const inLanguage = (): string => (language() === 'zh' ? '' : '?lang=en');

startPage({
  id: 'research',
  title: 'research.title',
  defaults: {},
  load: async () => null,
  show: () => [
    h('p', { class: 'muted' }, t('research.about')),
    h(
      'ul',
      { class: 'board notebooks' },
      notebooks.map(({ file, title, about }) =>
        h(
          'li',
          { class: 'panel' },
          h('h2', {}, h('a', { href: `./${file}${inLanguage()}` }, t(title))),
          h('p', {}, t(about)),
        ),
      ),
    ),
    elsewhere(),
  ],
});

/** The same tables in the reader's own tools. */
function elsewhere(): HTMLElement {
  const origin = location.origin;
  const code = [
    [
      'DuckDB',
      `create secret (type http, bearer_token '…');\nselect * from read_parquet('${origin}/tables/chain.gap.parquet');`,
    ],
    [
      'Python',
      `request = urllib.request.Request('${origin}/tables/chain.gap.parquet',\n    headers={'authorization': 'Bearer …'})\npolars.read_parquet(urllib.request.urlopen(request).read())`,
    ],
    [
      'R',
      `download.file('${origin}/tables/chain.gap.csv', 'gap.csv',\n    headers = c(Authorization = 'Bearer …'))\nread.csv('gap.csv', fileEncoding = 'UTF-8-BOM')`,
    ],
  ] as const;
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'elsewhere' },
    h('h2', { id: 'elsewhere' }, t('research.elsewhere')),
    h('p', {}, t('research.elsewhere_how')),
    code.map(([tool, text]) => [h('h3', {}, tool), h('pre', { tabindex: '0' }, text)]),
  );
}
