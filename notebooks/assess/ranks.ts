/** Places within each class, with the interval of score and place, the band, and what moved against the other formula. */
import { dash, decimal } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, language, pick, t } from '../shell/language.ts';
import type { Moved, Unit } from './answers.ts';
import type { AssessLife } from './values.ts';

export function rankPanels(life: AssessLife): HTMLElement[] {
  const { assessment, moved, against } = life.data.answer;
  const moves = new Map(moved.map((m) => [m.unit_id, m]));
  const classes = [...new Set(assessment.units.map((unit) => unit.class))];
  return classes.map((name, at) =>
    h(
      'section',
      { class: 'panel', 'aria-labelledby': `class-${at}` },
      h('h2', { id: `class-${at}`, ...inChinese() }, name),
      h(
        'div',
        { class: 'scroll-x', role: 'region', tabindex: '0', 'aria-label': t('assess.ranks_of', { name }) },
        h(
          'table',
          { class: 'plain ranks' },
          h('thead', {}, h('tr', {}, [t('assess.place'), t('assess.unit'), t('assess.score'), t('assess.interval', { points: assessment.formula.points }), t('assess.band'), ...(against ? [t('assess.move')] : [])].map((text, i) => h('th', { scope: 'col', class: i === 2 && 'number' }, text)))),
          h('tbody', {}, assessment.units.filter((unit) => unit.class === name).map((unit) => row(life, unit, against ? moves.get(unit.unit_id) : undefined, against !== null))),
        ),
      ),
    ),
  ); // biome-ignore format: a table
}

function row(life: AssessLife, unit: Unit, move: Moved | undefined, compared: boolean): HTMLElement {
  const open = life.values.unit === unit.unit_id;
  const { points } = life.data.answer.assessment.formula;
  const show = () =>
    void life
      .change({ unit: open ? '' : unit.unit_id }, { reload: false, push: true })
      .then(() => document.getElementById('working')?.focus());
  return h(
    'tr',
    { 'aria-selected': open || null, 'data-unit': unit.unit_id, class: unit.band !== null && unit.band % 2 === 0 ? 'even-band' : '' },
    h('td', { class: 'place' }, unit.place === null ? dash : h('strong', {}, unit.place), unit.place === null ? null : h('span', { class: 'muted' }, ` ${span(unit.place_low, unit.place_high)}`)),
    h('th', { scope: 'row' }, h('button', { type: 'button', class: 'unit', id: `unit-${unit.unit_id}`, 'aria-expanded': String(open), on: { click: show }, ...inChinese() }, pick(unit.name, unit.name_en))),
    h('td', { class: 'number score' }, unit.score === null ? dash : decimal(unit.score, 2)),
    h('td', { class: 'bar' }, unit.score === null ? h('span', { class: 'muted' }, t('assess.no_score')) : track(unit, points)),
    h('td', {}, unit.band === null ? dash : t('assess.band_n', { n: unit.band })),
    compared ? h('td', { class: 'move' }, move ? movedText(move) : dash) : null,
  ); // biome-ignore format: a row
}

const span = (low: number | null, high: number | null): string => (low === high ? `(${low})` : `(${low}–${high})`);

/** The 90 % interval on a scale from 0 to the full points, with the score as a tick; the same in words beside it. */
function track(unit: Unit, points: number): HTMLElement {
  const share = (x: number) => `${Math.min(100, Math.max(0, (100 * x) / points))}%`;
  const range = h('span', { class: 'range' });
  range.style.setProperty('left', share(unit.low!));
  range.style.setProperty('width', share(unit.high! - Math.max(0, unit.low!)));
  const tick = h('span', { class: 'tick' });
  tick.style.setProperty('left', share(unit.score!));
  return h(
    'div',
    { class: 'with-words' },
    h('span', { class: 'track', 'aria-hidden': 'true' }, range, tick),
    h('span', { class: 'words muted' }, `[${decimal(unit.low!, 2)}, ${decimal(unit.high!, 2)}]`),
  );
}

function movedText(move: Moved): HTMLElement {
  const change = move.place_before === null || move.place_after === null ? null : move.place_before - move.place_after;
  const reasons = move.reasons.filter((r) => Math.abs(r.beyond_class) >= 0.05).slice(0, 2);
  if (!change) return h('span', { class: 'muted' }, t('assess.same_place'));
  return h(
    'span',
    {},
    h('strong', { class: change > 0 ? 'up' : 'down' }, t(change > 0 ? 'assess.up' : 'assess.down', { n: Math.abs(change), from: move.place_before! })),
    move.beyond_chance ? null : h('span', { class: 'muted' }, ` ${t('assess.maybe_chance')}`),
    h('br'),
    h('span', { class: 'muted' }, reasons.map((r) => `${pick(r.title, r.title_en)} ${r.beyond_class > 0 ? '+' : '−'}${decimal(Math.abs(r.beyond_class), 1)}`).join(' · ')),
  ); // biome-ignore format: names first
}

export function hintsPanel(life: AssessLife): HTMLElement {
  const { hints, assessment } = life.data.answer;
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'hints-heading' },
    h('h2', { id: 'hints-heading' }, t('assess.hints')),
    h('p', { class: 'muted' }, t('assess.hints_note')),
    hints.length ? h('ul', { class: 'hints' }, hints.map((hint) => h('li', { 'data-code': hint.code }, language() === 'zh' ? hint.zh : hint.en))) : h('p', {}, t('assess.no_hints')),
    h('p', { class: 'muted hint' }, t('assess.tau', { tau: assessment.weight_tau === null ? dash : decimal(assessment.weight_tau, 2) })),
  ); // biome-ignore format: names first
}
