/** Experts as panels show them: pseudonym, field, term. Employers, holdings and names stay in the lake. */
import Type, { type TObject } from 'typebox';
import { Expert } from '../expert.ts';

const e = Expert.properties;

const ExpertCurrent = Type.Object({
  expert_id: e.expert_id,
  fields: e.fields,
  chains: e.chains,
  title: e.title,
  term_from: e.term_from,
  term_to: e.term_to,
  times_served: e.times_served,
  consent: e.consent,
});

export const expertTables = { 'expert.current': ExpertCurrent } as const satisfies Record<string, TObject>;
