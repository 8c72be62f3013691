/** How to file a lead: in words for everybody, as a form for those who may. */
import { send } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import type { Life } from '../shell/life.ts';
import { problemText } from '../shell/problem-text.ts';
import type { Shown, Values } from './answers.ts';

const may = ['enterprise', 'officer', 'planner', 'admin'];

export function leadForm(life: Life<Values, Shown>): HTMLElement[] {
  const { session } = life.data;
  const how = h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('policy.lead_how')),
    h(
      'ol',
      { class: 'steps' },
      [t('policy.lead_step1'), t('policy.lead_step2'), t('policy.lead_step3')].map((step) => h('li', {}, step)),
    ),
  );
  return may.includes(session.role) ? [how, form(life)] : [how, h('p', { class: 'panel' }, t('policy.lead_login'))];
}

function form(life: Life<Values, Shown>): HTMLElement {
  const { session, districts } = life.data;
  const own = session.role === 'officer' ? districts.filter((d) => d.district_id === session.district_id) : districts;
  const investor = h('input', { id: 'investor', type: 'text', required: true, minlength: 2, maxlength: 100 });
  const content = h('textarea', { id: 'content', required: true, minlength: 2, maxlength: 1000 });
  const where = h(
    'select',
    { id: 'where' },
    session.role !== 'officer' && h('option', { value: '' }, t('policy.not_yet')),
    own.map((d) => h('option', { value: d.district_id }, pick(d.name, d.name_en))),
  );
  const investment = h('input', { id: 'lead-investment', type: 'number', min: 0 });
  const land = h('input', { id: 'lead-land', type: 'number', min: 0 });
  const note = h('p', { class: 'note', role: 'status', id: 'lead-note' });
  const submit = async () => {
    const body = {
      investor: investor.value,
      content: content.value,
      ...(where.value ? { district: where.value } : {}),
      ...(investment.value ? { investment_cny: Number(investment.value) * 1e4 } : {}),
      ...(land.value ? { land_mu: Number(land.value) } : {}),
    };
    note.classList.remove('bad');
    try {
      const { project_id } = await send<{ project_id: string }>('POST', 'leads', body);
      note.textContent = t('policy.lead_done', { id: project_id });
    } catch (problem) {
      note.textContent = problemText(problem).join(' ');
      note.classList.add('bad');
    }
  };
  const field = (input: HTMLElement, label: string, wide = false) =>
    h('div', { class: wide ? 'field wide' : 'field' }, h('label', { for: input.id }, label), input);
  return h(
    'form',
    {
      class: 'panel form',
      'aria-label': t('policy.tab_lead'),
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    field(investor, t('policy.investor')),
    field(where, t('policy.district')),
    field(investment, t('policy.investment')),
    field(land, t('policy.land')),
    field(content, t('policy.lead_content'), true),
    h('button', { type: 'submit', id: 'file-lead' }, t('policy.lead_send')),
    note,
  );
}
