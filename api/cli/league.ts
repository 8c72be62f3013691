/** `yuzhao league` and `yuzhao fulfilment`: districts beside each other, and what a leadership page shows. */
import { namedMetric } from '../../data/schema/metric.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { districtLeague, fulfilment, newestNews } from '../../engine/index.ts';
import { figureText, percent, span, titleOf, yi } from './fulfilment-text.ts';

type Arguments = { store: string; json: boolean; asKnownAt?: string };

export async function leagueCommand(options: Arguments & { metric: string }): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const as_known_at = options.asKnownAt ?? (await newestNews(db));
    const league = await districtLeague(db, namedMetric(options.metric), { as_known_at });
    if (options.json) {
      process.stdout.write(`${JSON.stringify(league)}\n`);
      return;
    }
    process.stdout.write(
      `${league.caliber.title}（${league.metric}）：${league.method}\n口径：${league.caliber.sentence}\n同一组的区县在 95 % 把握下无法区分先后；名次为 90 % 区间。\n`,
    );
    let group = 0;
    for (const row of league.rows) {
      if (row.group !== group) process.stdout.write(`— 第 ${row.group} 组（与组内首位无法区分）—\n`);
      group = row.group;
      process.stdout.write(
        `${row.district.padEnd(8, '　')} ${percent(row.value).padStart(7)} ${span(row.low, row.high).padEnd(14)} 名次 ${row.place_low}–${row.place_high}  现状 ${percent(row.figure.value)}（同龄应有 ${percent(row.expected_for_age)}）  n=${row.figure.n}${row.maturity === null ? '' : `  成熟度 ${percent(row.maturity)}`}\n`,
      );
    }
    if (league.unranked.length)
      process.stdout.write(`未列入：${league.unranked.map((u) => `${u.district}（${u.reason}）`).join('、')}\n`);
  } finally {
    db.closeAll();
  }
}

export async function fulfilmentCommand(options: Arguments & { district?: string; months: number }): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const answer = await fulfilment(db, {
      as_known_at: options.asKnownAt,
      district: options.district,
      months: options.months,
    });
    if (options.json) {
      process.stdout.write(`${JSON.stringify(answer)}\n`);
      return;
    }
    process.stdout.write(answer.rates.map(figureText).join(''));
    for (const trend of answer.trends) {
      process.stdout.write(`\n${trend.caliber.title}：月度走势（应有 = 同签约年限的全市水平）\n`);
      for (const p of trend.points.slice(-6))
        process.stdout.write(
          `  ${p.on}  ${percent(p.value).padStart(7)} ${span(p.low, p.high).padEnd(14)} 应有 ${percent(p.expected)}  n=${p.n}\n`,
        );
    }
    process.stdout.write('\n漏斗：');
    process.stdout.write(`${answer.funnel.figures.map((f) => `${f.caliber.title} ${percent(f.value)}`).join(' ≥ ')}\n`);
    for (const broken of answer.funnel.breaks) process.stdout.write(`  ${broken.suspicion}\n`);
    process.stdout.write('\n停滞或逾期的大项目：\n');
    for (const p of answer.stuck)
      process.stdout.write(
        `  ${p.project_id}  ${p.name}  ${yi(p.amount_cny as number)}  ${p.stage}  ${p.stalled ? `停滞 ${p.stalled_days} 天：${p.cause_text ?? p.cause_title}` : `${titleOf(p.next_milestone as string)}逾期 ${p.overdue_days} 天`}\n`,
      );
  } finally {
    db.closeAll();
  }
}
