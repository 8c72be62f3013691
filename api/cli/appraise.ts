/** `yuzhao appraise`: gates, seven indicators and three reports of one project; panel scores; frozen CRITIC weights. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { AppError } from '../../data/errors.ts';
import { checkAppraisal, readAppraisal } from '../../data/schema/appraisal.ts';
import { openSnapshot, readRows } from '../../data/store/index.ts';
import { writeWorkbook } from '../../data/xlsx.ts';
import { type AppraisalResult, appraise, enterPanelScores, freezeCritic, type NewScore } from '../../engine/index.ts';
import { appraisalHtml, appraisalSheets, appraisalText } from '../appraisal-document.ts';

export type AppraiseArguments = {
  store: string;
  json: boolean;
  rules?: string;
  out?: string;
  freezeCritic: boolean;
  score: string[];
  by: string;
};

/** @throws AppError project_not_found, rule_invalid, option_invalid, snapshot_missing */
export async function appraiseCommand(project: string | undefined, options: AppraiseArguments): Promise<void> {
  const rules = options.rules ? checkAppraisal(readJson(options.rules), options.rules) : readAppraisal();
  const { db } = await openSnapshot(options.store);
  try {
    if (options.freezeCritic) {
      const critic = await freezeCritic(db, rules, await readRows(options.store, 'panel_score'));
      process.stdout.write(`${JSON.stringify({ critic })}\n`);
      return;
    }
    if (!project)
      throw new AppError(
        'option_invalid',
        'no project is named',
        'yuzhao appraise PROJECT; a project is a code or a name',
      );
    if (options.score.length)
      await enterPanelScores(options.store, db, project, options.score.flatMap(scoresOf), options.by);
    const result = await appraise(db, rules, project, await readRows(options.store, 'panel_score'));
    if (options.out) await writeDocument(result, options.out);
    else process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : appraisalText(result));
  } finally {
    db.closeAll();
  }
}

/** `EXPERT:indicator=score`, several with commas: E1:safety=80,environment=70 */
function scoresOf(text: string): NewScore[] {
  const [, expert_id, list] = /^([^:]+):(.+)$/.exec(text) ?? [];
  return (list ?? '').split(',').map((pair) => {
    const [, indicator, score] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(pair) ?? [];
    if (!expert_id || !indicator)
      throw new AppError(
        'option_invalid',
        `«${text}» is no score`,
        'write EXPERT:indicator=score, for example ZJ0012:safety=80,environment=70',
      );
    return { expert_id, indicator_id: indicator as NewScore['indicator_id'], score: Number(score), reason: null };
  });
}

async function writeDocument(result: AppraisalResult, file: string): Promise<void> {
  if (file.endsWith('.xlsx')) writeFileSync(file, await writeWorkbook(appraisalSheets(result)));
  else if (file.endsWith('.html')) writeFileSync(file, appraisalHtml(result));
  else if (file.endsWith('.txt')) writeFileSync(file, `\ufeff${appraisalText(result)}`);
  else
    throw new AppError('option_invalid', `«${file}» has no known ending`, 'end it in .xlsx, .html or .txt', { file });
  process.stdout.write(`✓ ${result.project.name} → ${file}\n`);
}

function readJson(file: string): unknown {
  if (!existsSync(file))
    throw new AppError('file_not_found', 'there is no such file', 'check the path of the rules', { file });
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new AppError('rule_invalid', `not JSON: ${(cause as Error).message}`, 'correct the file', { file }, cause);
  }
}
