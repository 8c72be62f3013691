/** The API as a page that a person reads: made from the route table, without script and without network. */
import { columnsOf } from '../../data/schema/columns.ts';
import { type Role, roles, type Scope } from './access.ts';
import { formats } from './formats/index.ts';
import { querySchema } from './register.ts';
import type { Route } from './route.ts';

const roleName: Record<Role, string> = {
  public: '公众 public',
  enterprise: '企业 enterprise',
  officer: '区县专员 officer',
  planner: '规划 planner',
  researcher: '研究 researcher',
  leader: '领导 leader',
  admin: '管理 admin',
};
const scopeName: Record<Scope, string> = {
  none: '',
  all: '',
  own_district: '（本区县 own district）',
  pseudonymised: '（化名 pseudonyms）',
};

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const docsPage = (table: readonly Route[]): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>接口 API · 渝招</title><link rel="stylesheet" href="docs.css"></head><body><main>
<h1>渝招接口 <span lang="en">API</span></h1>
<p>列表均可加后缀取得：${formats.map((f) => `<code>.${f}</code>`).join(' ')}。每个答复都注明快照、模型与评分方案；<code>?snapshot=</code> 固定一个快照。不接受 SQL。得分用于排序，不是概率；企业库仅供招商研究，不作为享受政策的依据。</p>
<p lang="en">Lists come in every format by suffix or Accept. Every answer names snapshot, models and profile; <code>?snapshot=</code> pins one. No SQL. Machine-readable: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav>${table.map((r) => `<a href="#${anchor(r)}"><code>${method(r)}</code> ${safe(r.path)}</a>`).join('')}</nav>
${table.map(section).join('\n')}
</main></body></html>`;

const method = (route: Route): string => (route.kind === 'write' ? route.method : 'GET');
const anchor = (route: Route): string => `${method(route)}${route.path.replace(/\W+/g, '-')}`;

function section(route: Route): string {
  const admitted = roles.filter((role) => route.access[role] !== 'none');
  const takes = [...fields('路径 path', route.params), ...fields('查询 query', querySchema(route))];
  if (route.kind === 'write' && 'properties' in route.body) takes.push(...fields('正文 body', route.body));
  const gives =
    route.kind === 'rows'
      ? fields('行 row', route.row)
      : route.kind === 'file'
        ? []
        : fields('答复 answer', route.answer);
  return `<section id="${anchor(route)}"><h2><code>${method(route)} ${safe(route.path)}</code></h2>
<p>${safe(route.summary.zh)}<br><span lang="en">${safe(route.summary.en)}</span></p>
<p class="who">${admitted.map((role) => roleName[role] + scopeName[route.access[role]]).join('、')}</p>
${route.kind === 'file' ? `<p><code>${safe(route.media)}</code></p>` : ''}
<table><tbody>${[...takes, ...gives].join('')}</tbody></table></section>`;
}

const fields = (place: string, schema: unknown): string[] =>
  columnsOf(schema as Parameters<typeof columnsOf>[0]).map(
    ({ name, type, title, description }) =>
      `<tr><td>${place}</td><td><code>${safe(name)}</code></td><td>${type}</td><td>${title === name ? '' : safe(title)} <span lang="en">${safe(description)}</span></td></tr>`,
  );

export const docsStyle = `:root{color-scheme:light dark;font:16px/1.6 "Noto Sans SC Variable","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
body{margin:0}main{max-width:70rem;margin:0 auto;padding:2rem 1rem}h1{font-weight:600}h2{font-size:1.05rem;margin:2.5rem 0 .25rem}
nav{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:.15rem 1rem;padding:1rem 0;border-block:1px solid color-mix(in srgb,currentColor 20%,transparent)}
nav a{color:inherit;text-decoration:none}nav a:hover,nav a:focus{text-decoration:underline}.who{opacity:.8}
table{border-collapse:collapse;width:100%}td{border-top:1px solid color-mix(in srgb,currentColor 15%,transparent);padding:.2rem .6rem .2rem 0;vertical-align:top}code{font-size:.9em}`;
