/** Words of the API's closed lists, as the reader reads them. */
import { type Key, t } from '../shell/language.ts';

const said = (keys: Record<string, Key>, value: string): string => (keys[value] ? t(keys[value]) : value);

const kinds: Record<string, Key> = {
  company: 'company.kind_company',
  plant: 'company.kind_plant',
  branch: 'company.kind_branch',
  representative: 'company.kind_representative',
  cooperative: 'company.kind_cooperative',
};
export const kindWord = (kind: string): string => (kinds[kind] ? t(kinds[kind]) : t('company.kind_other'));

const gates: Record<string, Key> = {
  local: 'company.gate_local',
  not_a_company: 'company.gate_not_a_company',
  not_active: 'company.gate_not_active',
  restricted: 'company.gate_restricted',
};
export const gateWord = (gate: string): string => said(gates, gate);

const rules: Record<string, Key> = {
  listed: 'company.rule_listed',
  registered: 'company.rule_registered',
  newest: 'company.rule_newest',
  most: 'company.rule_most',
  fullest: 'company.rule_fullest',
  soundest: 'company.rule_soundest',
  only: 'company.rule_only',
  main: 'company.rule_main',
};
export const ruleWord = (rule: string): string => said(rules, rule);
