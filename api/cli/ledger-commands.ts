/** Commands about what became of what was signed: events, projects, rates, leagues, checks, first talk, clearing. */
import { districtId } from '../http/district-name.ts';
import { type Command, day, whole, withStore } from './options.ts';

const district = (named: string): string => districtId(named) ?? named;

const top = (command: Command, n = 20): Command => command.option('--top <n>', 'how many to print', whole, n);
const narrowed = (command: Command): Command =>
  command.option('--district <district>', 'name or adcode of a district', district);

export function addLedgerCommands(program: Command): void {
  addFigureCommands(program);
  addProjectCommands(program);
}

function addFigureCommands(program: Command): void {
  withStore(
    program
      .command('metrics')
      .description('what became of what was signed: rates with their calibers, as known on any day'),
  )
    .option('--as-known-at <day>', 'only what was known by the end of that day (default: the newest news)', day)
    .option('--by <group>', 'all, district or signing_year', 'all')
    .option('--metric <id>', 'one metric of data/rules/metrics; all without it')
    .option('--diff <days...>', 'two days: the same figure as known then and as known later, project by project')
    .option('--projects', 'the projects behind the figure', false)
    .option('--top <n>', 'how many projects to print', whole, 20)
    .action(async (...given: Parameters<typeof import('./metrics.ts').metricsCommand>) =>
      (await import('./metrics.ts')).metricsCommand(...given),
    );

  withStore(
    program.command('league').description('districts beside each other, with intervals, and who cannot be told apart'),
  )
    .option('--metric <id>', 'a metric of data/rules/metrics', 'start.any')
    .option('--as-known-at <day>', 'only what was known by the end of that day', day)
    .action(async (...given: Parameters<typeof import('./league.ts').leagueCommand>) =>
      (await import('./league.ts')).leagueCommand(...given),
    );

  const report = program.command('report').description('reports on a schedule');
  withStore(report.command('weekly').description('the week for leadership: .xlsx with calibers, .pdf of 履约看板'))
    .requiredOption('--out <dir>', 'where the files go; they are named by ISO week and replace those of the same week')
    .option('--day <day>', 'the report as of that day (default: today in China)', day)
    .option('--no-pdf', 'the workbook only, where no browser can run')
    .addHelpText(
      'after',
      '\nOn a schedule, Mondays at 8:\n  cron     0 8 * * 1  yuzhao report weekly --out /reports --store /srv/yuzhao/store\n  systemd  a timer with OnCalendar=Mon 08:00 and Persistent=true; a run that was missed is made up and replaces nothing of another week',
    )
    .action(async (...given: Parameters<typeof import('./report.ts').weeklyCommand>) =>
      (await import('./report.ts')).weeklyCommand(...given),
    );

  narrowed(
    withStore(program.command('fulfilment').description('the four rates, their course, the funnel, what is stuck')),
  )
    .option('--as-known-at <day>', 'only what was known by the end of that day', day)
    .option('--months <n>', 'months of the course', whole, 36)
    .action(async (...given: Parameters<typeof import('./league.ts').fulfilmentCommand>) =>
      (await import('./league.ts')).fulfilmentCommand(...given),
    );
}

function addProjectCommands(program: Command): void {
  const event = program.command('event').description('what happened to a project');
  withStore(event.command('add').description('enter events: every one is taken or refused with the reason'))
    .argument('<file>', '.json, .xlsx, .csv, .jsonl in the offices’ headings; - reads JSON from stdin')
    .option('--by <who>', 'who enters', process.env.USER ?? 'unknown')
    .option('--known-at <day>', 'when it was learned, where the file does not say (default: now)', day)
    .option('--as-of <day>', 'the day for which the sender vouches', day)
    .addHelpText('after', '\nExample: yuzhao event add 7月项目进展.xlsx --by 渝北专班')
    .action(async (...given: Parameters<typeof import('./project.ts').eventAddCommand>) =>
      (await import('./project.ts')).eventAddCommand(...given),
    );

  const project = program.command('project').description('one project, or the register');
  withStore(project.command('show').description('register, timeline with valid and known time, corrections, evidence'))
    .argument('<id>', 'code of the project')
    .action(async (...given: Parameters<typeof import('./project.ts').projectShowCommand>) =>
      (await import('./project.ts')).projectShowCommand(...given),
    );
  top(narrowed(withStore(project.command('list').description('the register, largest first'))))
    .option('--stage <stage>', '线索, 首谈, 洽谈, 签约, 前期, 在建, 竣工, 投产, 达产 or 终止')
    .option('--find <word>', 'part of name, code or investor')
    .option('--stuck', 'only what stands still or is overdue', false)
    .action(async (...given: Parameters<typeof import('./project.ts').projectListCommand>) =>
      (await import('./project.ts')).projectListCommand(...given),
    );

  top(
    narrowed(
      withStore(
        program.command('escalations').description('who must be told of which project, by data/rules/supervision.json'),
      ),
    ),
  )
    .option('--to <whom>', 'district or city')
    .action(async (...given: Parameters<typeof import('./project.ts').escalationsCommand>) =>
      (await import('./project.ts')).escalationsCommand(...given),
    );

  top(
    narrowed(
      withStore(program.command('idle').description('approved and not started: to be cleared (清理), by cause')),
    ),
  ).action(async (...given: Parameters<typeof import('./project.ts').idleCommand>) =>
    (await import('./project.ts')).idleCommand(...given),
  );
}
