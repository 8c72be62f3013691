/** What the first-talk rules refuse, in words. Nothing is thrown away silently: a refusal names the rule and the value. */
import { AppError } from '../../data/errors.ts';
import type { FirstTalkRules } from '../../data/schema/first-talk.ts';
import { shareTitles } from '../../data/schema/first-talk.ts';
import type { LedgerRow } from '../../data/schema/ledger-tables.ts';
import { cnyPerUnit, knownDistricts } from '../../data/store/ledger-reference.ts';

export const refuse = (what: string, remedy: string): AppError => new AppError('first_talk_refused', what, remedy);

/** @throws AppError first_talk_refused */
export function requireDistrict(district_id: string): void {
  if (!knownDistricts().has(district_id))
    throw refuse(`district ${district_id} is not in data/reference/geo/district.csv`, 'give the adcode of a district');
}

/**
 * CNY of an investment that is large enough to file.
 * @throws AppError first_talk_refused: unknown currency, no amount, or below the threshold of data/rules/first-talk.json
 */
export function eligibleCny(investment: number, currency: string, on: string, rules: FirstTalkRules): number {
  const rate = cnyPerUnit(currency, on);
  if (rate === null)
    throw refuse(`currency ${currency} has no rate in data/reference/money`, 'give the amount in CNY or USD');
  if (!(investment > 0))
    throw refuse(`an investment of ${investment} is none`, 'give the planned investment in full units');
  const cny = investment * rate;
  const dollars = cnyPerUnit('USD', on);
  if (currency !== 'CNY' && rules.threshold_usd !== null && dollars !== null) {
    if (cny / dollars < rules.threshold_usd)
      throw refuse(
        `${(cny / dollars / 1e4).toFixed(0)} 万美元 lies below the threshold of ${rules.threshold_usd / 1e4} 万美元`,
        'first talk is filed from the threshold of data/rules/first-talk.json on; enter the event first_talk instead',
      );
  } else if (rules.threshold_cny !== null && cny < rules.threshold_cny)
    throw refuse(
      `${(cny / 1e8).toFixed(2)} 亿元 lies below the threshold of ${rules.threshold_cny / 1e8} 亿元`,
      'first talk is filed from the threshold of data/rules/first-talk.json on; enter the event first_talk instead',
    );
  return cny;
}

/** @throws AppError first_talk_refused unless the shares of every kind that is named add up to 100 */
export function requireWhole(
  shares: readonly Pick<LedgerRow<'first_talk_share'>, 'kind' | 'district_id' | 'share_pct'>[],
): void {
  if (shares.length === 0) throw refuse('an agreement without shares shares nothing', 'name at least one kind');
  for (const kind of new Set(shares.map((s) => s.kind))) {
    const own = shares.filter((s) => s.kind === kind);
    for (const { district_id, share_pct } of own) {
      requireDistrict(district_id);
      if (!(share_pct > 0 && share_pct <= 100))
        throw refuse(
          `${shareTitles[kind]} of ${district_id}: ${share_pct} % is no share`,
          'give more than 0 and at most 100',
        );
    }
    if (new Set(own.map((s) => s.district_id)).size < own.length)
      throw refuse(`${shareTitles[kind]} names a district twice`, 'add its shares up');
    const sum = own.reduce((total, s) => total + s.share_pct, 0);
    if (Math.abs(sum - 100) > 1e-6)
      throw refuse(
        `${shareTitles[kind]} adds up to ${Number(sum.toFixed(6))} %, not 100 %`,
        'correct the shares and send all kinds again',
      );
  }
}
