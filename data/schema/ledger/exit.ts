/** Exit of a project that was approved and not built (清理、退出): by whose decision, for which cause, and what became free. */
import Type, { type TObject } from 'typebox';
import { date, maybe, type real, text } from '../types.ts';

const said = (title: string, description = '') => Type.String({ minLength: 1, title, description });
const amount = (title: string, description: string) =>
  maybe(Type.Number({ minimum: 0, title, description }) as ReturnType<typeof real>);

export const ProjectExit = Type.Object({
  project_id: text('项目代码'),
  district_id: maybe(text('区县', 'adcode')),
  cause: said('退出原因', 'cause of data/rules/supervision.json, or other'),
  reason: said('说明'),
  exited_on: date('退出日期'),
  land_freed_mu: amount('收回土地', 'mu'),
  land_quota_freed_mu: amount('释放用地指标', 'mu'),
  energy_quota_freed_tce: amount('释放能耗指标', 'tonnes of standard coal a year'),
  decided_by: said('决定机构'),
  decision: said('决定文号'),
  filed_with: maybe(text('备案机关')),
  actor: text('经办', 'person or office, pseudonym'),
});
export type ProjectExit = Type.Static<typeof ProjectExit>;

export const exitTables = { project_exit: ProjectExit } as const satisfies Record<string, TObject>;
