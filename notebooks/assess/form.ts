/** Which formula, against which, as known when; and its points and caps as a form. */
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import type { Edits, Formula, FormulaDeduction, FormulaItem } from './answers.ts';
import type { AssessLife } from './values.ts';

export function formulaPanel(life: AssessLife): HTMLElement[] {
  const { formulas, answer } = life.data;
  const { values } = life;
  const chosen = formulas.find((f) => f.formula_id === values.formula) ?? answer.formula;
  const option = (f: Formula, selected: boolean) =>
    h('option', { value: f.formula_id, selected }, pick(f.title, f.title_en));
  const others = formulas.filter((f) => f.units === chosen.units);
  const { assessment } = answer;
  return [
    h(
      'section',
      { class: 'panel', 'aria-labelledby': 'formula-heading' },
      h('h2', { id: 'formula-heading' }, t('assess.formula')),
      h(
        'div',
        { class: 'form' },
        h('label', { class: 'field' }, h('span', {}, t('assess.formula')), h('select', { id: 'formula', on: { change: (e) => void life.change({ formula: value(e), edits: '', against: '', unit: '' }, { push: true }) } }, formulas.map((f) => option(f, f.formula_id === chosen.formula_id)))),
        h('label', { class: 'field' }, h('span', {}, t('assess.against')), h('select', { id: 'against', on: { change: (e) => void life.change({ against: value(e) }, { push: true }) } }, h('option', { value: '' }, t(values.edits ? 'assess.against_itself' : 'assess.against_none')), others.map((f) => option(f, f.formula_id === values.against)))),
        h('label', { class: 'field' }, h('span', {}, t('assess.day')), h('input', { id: 'day', type: 'date', value: values.day || assessment.as_known_at.slice(0, 10), on: { change: (e) => void life.change({ day: value(e) }, { push: true }) } })),
      ),
      h('p', { class: 'note hint' }, h('span', inChinese(), chosen.authority)),
      h('details', { class: 'hint' }, h('summary', {}, t('assess.source')), h('p', { class: 'muted' }, chosen.source)),
      h('p', { class: 'muted hint' }, t('assess.period', { from: assessment.from, on: assessment.on, day: assessment.as_known_at.slice(0, 10) })),
    ),
  ]; // biome-ignore format: a form
}

const value = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

/** Points, caps and deductions of the formula as it stands, edits included. Sent by the button or by Enter. */
export function weightsPanel(life: AssessLife): HTMLElement {
  const { formula } = life.data.answer;
  const note = h('p', { class: 'note bad', role: 'alert' });
  const form = h(
    'form',
    {
      class: 'weights',
      on: {
        submit: (event) => {
          event.preventDefault();
          const edits = readEdits(form, formula, life.data.formulas.find((f) => f.formula_id === life.values.formula)!);
          note.textContent = '';
          void life.change({ edits }, { push: true }).then(() => life.announce(t('assess.recomputed')));
        },
      },
    },
    h('div', { class: 'scroll-x', role: 'region', tabindex: '0', 'aria-label': t('assess.weights') }, h('table', { class: 'plain weights-table' }, h('thead', {}, h('tr', {}, [t('assess.item'), t('assess.nature'), t('assess.points'), t('assess.item_cap'), t('assess.part_cap')].map((text) => h('th', { scope: 'col' }, text)))), h('tbody', {}, formula.items.map(itemRow), formula.deductions.map(deductionRow)))),
    h('p', { class: 'muted hint' }, t('assess.caps_hint')),
    note,
    h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary', id: 'recompute' }, t('assess.recompute')), h('button', { type: 'button', id: 'restore', disabled: life.values.edits === '', on: { click: () => void life.change({ edits: '' }, { push: true }) } }, t('assess.restore'))),
  ); // biome-ignore format: a form
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'weights-heading' },
    h('h2', { id: 'weights-heading' }, t('assess.weights')),
    form,
  );
}

/** Percent in a field; empty = none. */
const percentOf = (cap: number | null | undefined): string =>
  cap === null ? '' : String(Math.round(1000 * (cap ?? 1)) / 10);

function field(name: string, label: string, shown: string, required: boolean): HTMLElement {
  return h('input', {
    id: name,
    name,
    type: 'number',
    min: required ? '0.001' : '0',
    max: '1000',
    step: 'any',
    value: shown,
    required,
    'aria-label': label,
  });
}

function itemRow(item: FormulaItem): HTMLElement {
  const title = pick(item.title, item.title_en);
  const ratio = item.parts.map((p) => p.rule).find((rule) => rule.type === 'ratio');
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, title),
    h('td', {}, t(natures[item.nature])),
    h('td', {}, field(`points-${item.item_id}`, `${title} ${t('assess.points')}`, String(item.points), true)),
    h('td', {}, field(`cap-${item.item_id}`, `${title} ${t('assess.item_cap')}`, percentOf(item.cap), false)),
    h(
      'td',
      {},
      ratio?.type === 'ratio'
        ? field(`part_cap-${item.item_id}`, `${title} ${t('assess.part_cap')}`, percentOf(ratio.cap), false)
        : null,
    ),
  );
}

function deductionRow(d: FormulaDeduction): HTMLElement {
  const title = pick(d.title, d.title_en);
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, title),
    h('td', {}, t('assess.nature_deduction')),
    h(
      'td',
      {},
      field(`each-${d.deduction_id}`, `${title} ${t('assess.points_each')}`, String(d.points_each), true),
      ' ',
      h('span', { class: 'muted' }, t('assess.points_each')),
    ),
    h(
      'td',
      { colspan: 2 },
      field(
        `taken-${d.deduction_id}`,
        `${title} ${t('assess.deduction_cap')}`,
        d.cap === null ? '' : String(d.cap),
        false,
      ),
      ' ',
      h('span', { class: 'muted' }, t('assess.deduction_cap')),
    ),
  );
}

const natures = {
  activity: 'assess.nature_activity',
  outcome: 'assess.nature_outcome',
  quality: 'assess.nature_quality',
} as const;

/** What differs from the formula as shipped, as the address keeps it; '' where nothing does. */
function readEdits(form: HTMLFormElement, shown: Formula, shipped: Formula): string {
  const number = (name: string) => {
    const text = (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';
    return text === '' ? null : Number(text);
  };
  const share = (name: string) => {
    const percent = number(name);
    return percent === null ? null : percent / 100;
  };
  const edits: Required<Edits> = { items: {}, deductions: {} };
  for (const item of shown.items) {
    const was = shipped.items.find((i) => i.item_id === item.item_id)!;
    const ratio = was.parts.map((p) => p.rule).find((rule) => rule.type === 'ratio');
    const [points, cap, part_cap] = [
      number(`points-${item.item_id}`),
      share(`cap-${item.item_id}`),
      share(`part_cap-${item.item_id}`),
    ];
    const change = {
      ...(points !== null && points !== was.points ? { points } : {}),
      ...(cap !== (was.cap === undefined ? 1 : was.cap) ? { cap } : {}),
      ...(ratio?.type === 'ratio' && part_cap !== ratio.cap ? { part_cap } : {}),
    };
    if (Object.keys(change).length) edits.items[item.item_id] = change;
  }
  for (const deduction of shown.deductions) {
    const was = shipped.deductions.find((d) => d.deduction_id === deduction.deduction_id)!;
    const [points_each, cap] = [number(`each-${deduction.deduction_id}`), number(`taken-${deduction.deduction_id}`)];
    const change = {
      ...(points_each !== null && points_each !== was.points_each ? { points_each } : {}),
      ...(cap !== was.cap ? { cap } : {}),
    };
    if (Object.keys(change).length) edits.deductions[deduction.deduction_id] = change;
  }
  const changed = Object.entries(edits).filter(([, part]) => Object.keys(part).length > 0);
  return changed.length ? JSON.stringify(Object.fromEntries(changed)) : '';
}
