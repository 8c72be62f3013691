/** Finding a company by part of its name, a short name or pinyin initials. */
import { h, icon } from '../shell/h.ts';
import { inChinese, t } from '../shell/language.ts';
import type { CompanyLife } from './answers.ts';

export function searchPanel(life: CompanyLife): HTMLElement {
  const { found } = life.data;
  const input = h('input', { id: 'q', type: 'search', value: life.values.q, placeholder: t('company.search_hint') });
  const submit = (event: Event) => {
    event.preventDefault();
    void life.change({ q: input.value }, { push: true });
  };
  return h(
    'section',
    { class: 'panel' },
    h(
      'form',
      { class: 'search-form', role: 'search', on: { submit } },
      h('div', { class: 'field' }, h('label', { for: 'q' }, t('company.search')), input),
      h('button', { type: 'submit' }, icon('search'), t('company.search_button')),
    ),
    found &&
      h(
        'div',
        {},
        h(
          'p',
          { class: 'hint', role: 'status' },
          t(found.length ? 'company.found' : 'company.found_none', { n: found.length }),
        ),
        h(
          'ul',
          { class: 'found' },
          found.map(({ id, name, detail }) =>
            h(
              'li',
              {},
              h(
                'button',
                {
                  type: 'button',
                  class: 'quiet',
                  on: { click: () => void life.change({ id, link: '', district: '' }, { push: true }) },
                },
                h('span', inChinese(), name),
              ),
              h('span', { class: 'muted', ...inChinese() }, detail),
            ),
          ),
        ),
      ),
  );
}
