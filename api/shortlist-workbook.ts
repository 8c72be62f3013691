/** A shortlist as a workbook: the entries, every note with its day, and what the columns mean. */
import type { SheetOut } from '../data/xlsx.ts';
import type { Shortlisted, ShortlistNote } from '../engine/index.ts';

const states: Record<string, string> = {
  to_call: '待联系',
  called: '已联系',
  visit_set: '已约访',
  visited: '已拜访',
  talking: '洽谈中',
  paused: '暂缓',
};
const steps: Record<string, string> = { added: '加入', noted: '记事', moved: '变更状态', removed: '移出' };
const day = (instant: string): string => instant.slice(0, 10);

export function shortlistWorkbook(entries: Shortlisted[], history: ShortlistNote[], snapshot: string): SheetOut[] {
  const names = new Map(entries.map((e) => [e.entry_id, e]));
  return [
    {
      name: '候选名单',
      title: ['候选企业', '得分用于排序，不是概率；企业库仅供招商研究，不作为享受政策的依据'],
      header: [
        ['企业名称', '省份', '环节', '区县', '状态', '名次', '得分', '最近记事', '记事数', '加入日期', '最近变更'],
      ],
      rows: entries.map((e) => [
        e.name,
        e.province,
        e.link,
        e.district,
        states[e.state] ?? e.state,
        e.rank,
        e.score === null ? null : Math.round(e.score * 1000) / 1000,
        e.note,
        e.notes,
        day(e.added_at),
        day(e.changed_at),
      ]),
    },
    {
      name: '记事',
      header: [['日期', '企业名称', '环节', '区县', '操作', '状态', '记事', '经办']],
      rows: history.map((n) => {
        const entry = names.get(n.entry_id);
        return [
          day(n.recorded_at),
          entry?.name ?? '',
          entry?.link ?? '',
          entry?.district ?? '',
          steps[n.step] ?? n.step,
          n.state === null ? null : (states[n.state] ?? n.state),
          n.note,
          n.actor,
        ];
      }),
    },
    {
      name: '说明',
      header: [['项目', '内容']],
      rows: [
        ['快照', snapshot],
        ['名次与得分', '该快照下本环节、本区县目标名单中的名次和得分；空 = 不在公布的名单内'],
        ['状态与记事', '台账中的最新记录；只增不改，移出的企业不再列出，历史仍在台账'],
      ],
    },
  ];
}
