/** Log in with a token; say who one is; log out. */
import type { District } from '../shell/answers.ts';
import { address, fetchAnswer, get, Problem, send } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { type Key, pick, t } from '../shell/language.ts';
import { type Life, startPage } from '../shell/life.ts';
import { problemText } from '../shell/problem-text.ts';

const roles = {
  public: 'role.public',
  enterprise: 'role.enterprise',
  officer: 'role.officer',
  planner: 'role.planner',
  researcher: 'role.researcher',
  leader: 'role.leader',
  admin: 'role.admin',
} as const satisfies Record<string, Key>;

type Session = { role: keyof typeof roles; subject: string; district_id: string | null };
type Shown = { session: Session; districts: District[] };
type Values = { next: string };

async function load(_: Values, signal: AbortSignal): Promise<Shown> {
  const session = await get<Session>('session', {}, signal);
  const { rows } = session.district_id ? await get<{ rows: District[] }>('districts', {}, signal) : { rows: [] };
  return { session, districts: rows };
}

/** Where one wanted to go: a page of this server, nothing else. */
function onward({ next }: Values): string {
  const start = new URL('../', document.baseURI);
  const wanted = URL.canParse(next, location.origin) ? new URL(next, location.origin) : start;
  const inside = wanted.origin === location.origin && wanted.pathname.startsWith(start.pathname);
  return inside ? `${wanted.pathname}${wanted.search}` : start.pathname;
}

const refused = (problem: unknown): string => {
  if (problem instanceof Problem && problem.status === 401) return t('login.wrong');
  if (problem instanceof Problem && problem.status === 429) return t('login.too_many');
  return problemText(problem).join(' ');
};

function form(life: Life<Values, Shown>): HTMLElement[] {
  const token = h('input', {
    id: 'token',
    type: 'password',
    required: true,
    maxlength: 8192,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'login-how login-note',
  });
  const note = h('p', { class: 'note bad', id: 'login-note', role: 'alert' });
  const enter = async () => {
    note.textContent = '';
    try {
      await send<Session>('POST', 'session', { token: token.value.trim() });
      location.assign(onward(life.values));
    } catch (problem) {
      note.textContent = refused(problem);
      token.select();
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void enter();
  };
  return [
    h('p', { id: 'login-how' }, t('login.how')),
    h(
      'form',
      { on: { submit } },
      h('div', { class: 'field' }, h('label', { for: 'token' }, t('login.token')), token),
      note,
      h('div', { class: 'buttons' }, h('button', { type: 'submit' }, t('login.enter'))),
    ),
    h('p', { class: 'hint' }, t('login.public'), h('a', { href: '../policy/' }, t('policy.title'))),
  ];
}

function who(life: Life<Values, Shown>): HTMLElement[] {
  const { session, districts } = life.data;
  const own = districts.find((district) => district.district_id === session.district_id);
  const leave = async () => {
    const headers = { accept: 'application/json' };
    await fetchAnswer(address('session'), { method: 'DELETE', headers });
    await life.refresh();
    life.announce(t('login.gone'));
    document.getElementById('token')?.focus();
  };
  const fact = (key: Key, value: string) => [h('dt', {}, t(key)), h('dd', {}, value)];
  return [
    h('h2', {}, t('login.in')),
    h(
      'dl',
      {},
      fact('login.role', t(roles[session.role])),
      own && fact('login.district', pick(own.name, own.name_en)),
      fact('login.subject', session.subject),
    ),
    h(
      'div',
      { class: 'buttons' },
      h('a', { class: 'button', href: onward(life.values) }, t('login.go')),
      h('button', { type: 'button', class: 'quiet', id: 'log-out', on: { click: () => void leave() } }, t('login.out')),
    ),
  ];
}

startPage<Values, Shown>({
  id: 'login',
  title: 'login.title',
  open: true,
  defaults: { next: '' },
  load,
  show: (life) => [
    h('section', { class: 'panel login' }, life.data.session.role === 'public' ? form(life) : who(life)),
  ],
});
