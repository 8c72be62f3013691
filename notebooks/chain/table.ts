/** The same links as a table, for those who read numbers or cannot see the drawing. */
import { dataTable } from '../shell/data-table.ts';
import { percent } from '../shell/figure.ts';
import { count, dash, decimal } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import { stageName } from '../shell/stage.ts';
import { verdictChip } from '../shell/verdict.ts';
import type { ChainLife, LinkNumbers } from './answers.ts';
import { choose } from './graph.ts';
import { columns } from './layout.ts';

const verdicts = ['补', '强', '延', '稳', '无'];

export function table(life: ChainLife): HTMLElement {
  const { links, chains } = life.data;
  const { chain, open } = life.values;
  const name = (id: string) => {
    const found = chains.find((one) => one.chain_id === id);
    return found ? pick(found.name, found.name_en) : id;
  };
  return dataTable<LinkNumbers>({
    id: 'links',
    caption: t('chain.table'),
    nothing: t('chain.no_flows'),
    rows: links.filter((link) => chain === '' || link.chain_id === chain),
    columns: [
      {
        title: t('link.title'),
        heads: true,
        by: (link) => pick(link.name, link.name_en),
        cell: (link) =>
          h(
            'button',
            {
              type: 'button',
              class: 'quiet link-name',
              id: `row-${link.link_id}`,
              'aria-expanded': String(open === link.link_id),
              on: { click: () => choose(life, open === link.link_id ? '' : link.link_id) },
            },
            pick(link.name, link.name_en),
          ),
      },
      { title: t('chain.chain'), by: (link) => link.chain_id, cell: (link) => name(link.chain_id) },
      { title: t('chain.stage'), by: (link) => columns.indexOf(link.stage), cell: (link) => stageName(link.stage) },
      {
        title: t('chain.verdict'),
        by: (link) => verdicts.indexOf(link.verdict),
        cell: (link) => verdictChip(link.verdict),
      },
      {
        title: t('link.local'),
        number: true,
        by: (link) => link.local_companies,
        cell: (link) => count(link.local_companies),
      },
      {
        title: t('link.downstream'),
        number: true,
        by: (link) => link.local_downstream,
        cell: (link) => count(link.local_downstream),
      },
      {
        title: t('link.quotient'),
        number: true,
        by: (link) => link.location_quotient,
        cell: (link) => decimal(link.location_quotient),
      },
      {
        title: t('chain.hhi'),
        number: true,
        by: (link) => link.hhi,
        cell: (link) => (link.hhi === null ? dash : decimal(link.hhi)),
      },
      {
        title: t('chain.dependence'),
        number: true,
        by: (link) => link.outside_dependence,
        cell: (link) => percent(link.outside_dependence, 0),
      },
      {
        title: t('chain.candidates'),
        number: true,
        by: (link) => link.outside_candidates,
        cell: (link) => count(link.outside_candidates),
      },
    ],
  });
}
