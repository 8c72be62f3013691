/** `yuzhao report weekly`: the week's report for leadership as .xlsx and, as the leadership page prints, .pdf. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSnapshot } from '../../data/store/index.ts';
import { writeWorkbook } from '../../data/xlsx.ts';
import { overview, type WeeklyReport, weeklyReport } from '../../engine/index.ts';
import { serve } from '../http/index.ts';
import { pagePdf } from '../print/pdf.ts';
import { weeklyWorkbook } from '../weekly-workbook.ts';

export type WeeklyArguments = { store: string; json: boolean; out: string; day?: string; pdf: boolean };

/**
 * Files are named by ISO week: made again in a week they take the place of that week's, whole or not at all. The workbook
 * is written first. @throws AppError snapshot_missing, browser_missing, page_failed
 */
export async function weeklyCommand({ store, json, out, day, pdf }: WeeklyArguments): Promise<void> {
  const report = await workbookOf(store, out, day ?? chinaToday());
  const files = [report.file];
  if (pdf) files.push(await pdfOf(store, out, report));
  const { week, known, news_age_days } = report;
  process.stdout.write(
    json
      ? `${JSON.stringify({ week, known, news_age_days, files })}\n`
      : `✓ ${week}，截至 ${known} 所知（最近消息 ${news_age_days} 天前）\n${files.map((file) => `  ${file}\n`).join('')}`,
  );
}

const nameOf = ({ week }: WeeklyReport): string => `履约周报-${week}`;

async function workbookOf(store: string, out: string, day: string): Promise<WeeklyReport & { file: string }> {
  const { db } = await openSnapshot(store);
  try {
    const report = await weeklyReport(db, store, day);
    const file = join(out, `${nameOf(report)}.xlsx`);
    put(out, file, await writeWorkbook(weeklyWorkbook(report, await overview(db))));
    return { ...report, file };
  } finally {
    db.closeAll();
  }
}

/** The leadership page on paper, as known on the same day as the workbook. */
async function pdfOf(store: string, out: string, report: WeeklyReport): Promise<string> {
  const serving = await serve({ store, port: 0 });
  try {
    const file = join(out, `${nameOf(report)}.pdf`);
    put(out, file, await pagePdf(serving.url, `leadership/?known=${report.known}`));
    return file;
  } finally {
    await serving.close();
  }
}

function put(out: string, file: string, bytes: Uint8Array): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(`${file}.draft`, bytes);
  renameSync(`${file}.draft`, file);
}

/** Offices live by the clock of China, wherever the machine stands. */
const chinaToday = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
