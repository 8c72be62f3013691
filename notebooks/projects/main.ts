/** 我的项目: a district officer's projects, what is due, what happened and how it is entered, first talks. */
import type { District, LinkName, Session } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { type Key, t } from '../shell/language.ts';
import { startPage } from '../shell/life.ts';
import type { Escalation, FilingCard, FilingRow, Milestone, Project, Rules, Timeline } from './answers.ts';
import { detailPanels } from './detail.ts';
import { choosePanel, summaryPanel } from './district.ts';
import { duePanels } from './due.ts';
import { listPanel } from './list.ts';
import { filingPanels } from './talk-card.ts';
import { talkPanels } from './talks.ts';
import { defaults, mayTalk, type ProjectsLife, type Shown, type Values } from './values.ts';

/** Rows that the server gives at once; a district has fewer. */
const largestPage = 10_000;

async function load(values: Values, signal: AbortSignal): Promise<Shown> {
  const list = async <T>(path: string, query = {}) =>
    (await get<{ rows: T[] }>(path, { limit: largestPage, ...query }, signal)).rows;
  const [session, districts] = await Promise.all([get<Session>('session', {}, signal), list<District>('districts')]);
  const district = session.role === 'officer' ? (session.district_id ?? '') : values.district;
  const of = <T>(path: string, query = {}) => (district ? list<T>(path, { district_id: district, ...query }) : []);
  const [projects, milestones, escalations, timeline, talks] = await Promise.all([
    district
      ? list<Project>('projects', {
          district,
          stage: values.stage || null,
          find: values.find.trim() || null,
          stuck: values.stuck ? 'true' : null,
        })
      : [],
    of<Milestone>('milestones', { sort: 'due_on' }),
    of<Escalation>('escalations'),
    values.project ? get<Timeline>(`projects/${encodeURIComponent(values.project)}`, {}, signal) : null,
    values.tab === 'talks' && district && mayTalk(session) ? talksOf(values, district, list, signal) : null,
  ]);
  return { session, district, districts, projects, milestones, escalations, timeline, talks };
}

async function talksOf(
  values: Values,
  district: string,
  list: <T>(path: string, query?: object) => Promise<T[]>,
  signal: AbortSignal,
): Promise<Shown['talks']> {
  const [filings, links, { rules }, card] = await Promise.all([
    list<FilingRow>('first-talks'),
    list<LinkName>('link-names'),
    get<{ rules: Rules }>('first-talk-rules', {}, signal),
    values.filing ? get<FilingCard>(`first-talks/${encodeURIComponent(values.filing)}`, {}, signal) : null,
  ]);
  const own = filings.filter((f) => f.district_id === district || f.holder_district_id === district);
  return { filings: own, links, rules, card };
}

const tabs: [string, Key][] = [
  ['list', 'projects.tab_list'],
  ['due', 'projects.tab_due'],
  ['talks', 'projects.tab_talks'],
];

function navigation(life: ProjectsLife): HTMLElement {
  return h(
    'nav',
    { class: 'tabs', 'aria-label': t('projects.tabs') },
    tabs
      .filter(([id]) => id !== 'talks' || mayTalk(life.data.session))
      .map(([id, title]) =>
        h(
          'button',
          {
            type: 'button',
            id: `tab-${id}`,
            class: 'quiet',
            'aria-current': life.values.tab === id && 'page',
            on: { click: () => void life.change({ tab: id, project: '', correct: '', filing: '' }, { push: true }) },
          },
          t(title),
        ),
      ),
  );
}

function content(life: ProjectsLife): HTMLElement[] {
  const { timeline, talks } = life.data;
  if (timeline) return detailPanels(life, timeline);
  if (life.values.tab === 'due') return duePanels(life);
  if (life.values.tab === 'talks' && talks)
    return talks.card ? filingPanels(life, talks.card) : talkPanels(life, talks);
  return [listPanel(life)];
}

// last: the page starts to load at once, and everything above must be there
startPage<Values, Shown>({
  id: 'projects',
  title: 'projects.title',
  defaults,
  load,
  show: (life) =>
    life.data.district === '' && !life.data.timeline
      ? [choosePanel(life)]
      : [summaryPanel(life), navigation(life), ...content(life)],
});
