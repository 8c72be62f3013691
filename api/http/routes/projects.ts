/** Projects: the register, one project from first lead to today, who must be told, what stands idle. */
import Type from 'typebox';
import { LedgerEvent } from '../../../data/schema/ledger.ts';
import { published } from '../../../data/schema/published.ts';
import { flag, instant, maybe, real, text, whole } from '../../../data/schema/types.ts';
import { idleCauses, projectTimeline, registerSelect } from '../../../engine/index.ts';
import { allow, staffByDistrict } from '../access.ts';
import { districtIdOf } from '../district-name.ts';
import { inDistrict } from '../figure.ts';
import { item, type Route, rows } from '../route.ts';

const Register = published['project.register'];
const escalation = published['project.escalation'].properties;
const stages = ['线索', '首谈', '洽谈', '签约', '前期', '在建', '竣工', '投产', '达产', '终止'];

/** Timelines say who entered what: researchers get pseudonyms. */
const readers = allow({ officer: 'own_district', planner: 'all', leader: 'all', researcher: 'pseudonymised' });

const Timeline = Type.Object({
  project_id: text('项目代码'),
  district_id: maybe(text('区县', 'adcode, after transfers')),
  register: Type.Union([Register, Type.Null()], {
    description: 'null while the project is known from entries later than the snapshot only',
  }),
  events: Type.Array(
    Type.Object({
      ...LedgerEvent.properties,
      corrected_by: maybe(text('更正事件')),
      corrected_at: maybe(instant('更正获知时间')),
      pending: flag('待计入', 'entered after the snapshot was built: figures follow with the next build'),
    }),
  ),
  escalations: Type.Array(
    Type.Object({
      rule_id: escalation.rule_id,
      title: escalation.title,
      title_en: escalation.title_en,
      escalate_to: escalation.escalate_to,
      days: escalation.days,
      at_least: escalation.at_least,
    }),
  ),
});

const IdleHead = Type.Object({
  causes: Type.Array(
    Type.Object({
      cause: text('原因标识'),
      cause_title: text('原因'),
      projects: whole('项目数'),
      amount_cny: real('合同额', 'CNY'),
      land_held_mu: real('占用土地', 'mu'),
    }),
  ),
});

export const projectRoutes: Route[] = [
  rows({
    path: '/api/projects',
    summary: { zh: '项目台账', en: 'The project register: where each project stands' },
    access: staffByDistrict,
    district: { in: 'row', field: 'district_id' },
    query: Type.Object({
      district: inDistrict,
      stage: Type.Optional(Type.Enum(stages, { type: 'string', description: '阶段' })),
      find: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'part of name, code or investor' })),
      stuck: Type.Boolean({ default: false, description: 'only what stands still or is overdue' }),
    }),
    row: Register,
    key: ['project_id'],
    filters: ['cause', 'signed_on', 'amount_cny', 'stage_grade', 'contract_class'],
    sorts: ['amount_cny', 'signed_on', 'days_in_stage', 'overdue_days', 'stalled_days', 'arrived_cny', 'name'],
    handler: async (c) => {
      const { district, ...asked } = c.query;
      return { ...registerSelect({ ...asked, district: district ? districtIdOf(district) : null }), name: '项目台账' };
    },
  }),
  item({
    path: '/api/projects/:id',
    summary: {
      zh: '一个项目的全过程，含更正',
      en: 'One project from first lead to today, corrected events included',
    },
    access: readers,
    district: { in: 'answer', field: 'district_id' },
    personal: ['actor', 'note'],
    live: true,
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 120, description: '项目代码' }) }),
    answer: Timeline,
    handler: async (c) => (await projectTimeline(c.db, c.store, c.params.id)) as never,
  }),
  rows({
    path: '/api/escalations',
    summary: { zh: '需报送的项目', en: 'Projects of which somebody must be told, by rule' },
    access: staffByDistrict,
    district: { in: 'row', field: 'district_id' },
    row: published['project.escalation'],
    key: ['escalate_to', 'project_id', 'rule_id'],
    filters: ['district_id', 'escalate_to', 'rule_id', 'stage', 'cause', 'project_id'],
    sorts: ['amount_cny', 'days'],
    handler: async () => ({ sql: 'select * from project.escalation', name: '报送清单' }),
  }),
  rows({
    path: '/api/milestones',
    summary: {
      zh: '约定节点：逾期与将到期，及届时向谁报送',
      en: 'What is due: agreed steps and instalments, overdue or ahead, and who must be told when',
    },
    access: staffByDistrict,
    district: { in: 'row', field: 'district_id' },
    row: published['project.milestone'],
    key: ['project_id', 'milestone', 'due_on'],
    filters: ['district_id', 'milestone', 'project_id', 'days_left', 'due_on'],
    sorts: ['due_on', 'days_left', 'open_cny', 'name'],
    handler: async () => ({ sql: 'select * from project.milestone', name: '约定节点' }),
  }),
  rows({
    path: '/api/idle',
    summary: { zh: '已批未开工（清理对象）', en: 'Approved and not started, by cause, with the land that is held' },
    access: staffByDistrict,
    district: { in: 'row', field: 'district_id' },
    row: published['project.idle'],
    head: IdleHead,
    key: ['project_id'],
    filters: ['district_id', 'cause', 'idle_months', 'energy_reviewed'],
    sorts: ['land_held_mu', 'idle_months', 'amount_cny', 'approved_on'],
    handler: async (c) => ({
      sql: 'select * from project.idle',
      head: { causes: await idleCauses(c.db, c.principal.role === 'officer' ? c.principal.district_id : null) },
      name: '已批未开工',
    }),
  }),
];
