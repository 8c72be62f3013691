/** The command line: what `yuzhao` can do, taught by --help. */
import { AppError } from '../../data/errors.ts';
import { libraries } from '../../data/schema/library.ts';
import { addChainCommands } from './chain-commands.ts';
import { addDecisionCommands } from './decision-commands.ts';
import { addIdentityCommands } from './identity-commands.ts';
import { addLedgerCommands } from './ledger-commands.ts';
import { Command, day, mapping, whole, withStore } from './options.ts';
import { addPolicyCommands } from './policy-commands.ts';

const program = new Command('yuzhao')
  .description('渝招 — whom to call for a missing link, where a project should land, what became of what was signed')
  .showHelpAfterError('(yuzhao --help shows what can be done)')
  .addHelpText(
    'after',
    `
First steps:
  yuzhao start                                  a synthetic demo city, a target list, and pages in the browser
On your own files:
  yuzhao ingest enterprises lists/*.csv.gz      every row ends as accepted or as rejected with a reason
  yuzhao build                                  places companies on the chain, weighs districts, ranks
  yuzhao match --link 集成电路封测 --district 渝北区 --top 20
  yuzhao serve                                  pages on 127.0.0.1`,
  );

const command = (name: string, description: string): Command =>
  withStore(program.command(name).description(description));

command('ingest', 'load files into a library')
  .argument('<library>', `one of ${Object.keys(libraries).join(', ')}`)
  .argument('<files...>', '.csv, .csv.gz, .xlsx, .jsonl or .parquet')
  .option('--as-of <day>', 'the day for which the sender vouches (default: today)', day)
  .option('--by <who>', 'who loads, for the manifest', process.env.USER ?? 'unknown')
  .option('--dry-run', 'say how each column was understood and what would go back; write nothing', false)
  .option(
    '--map <json-or-file>',
    'which heading is which field: {"项目投资": "agreed_investment", "备注": null}',
    mapping,
  )
  .addHelpText(
    'after',
    '\nExample: yuzhao ingest enterprises 企业库.csv.gz --as-of 2026-06-30\nRejected rows are kept with file, line and reason: yuzhao rejects shows them.',
  )
  .action(async (...given: Parameters<typeof import('./ingest.ts').ingestCommand>) =>
    (await import('./ingest.ts')).ingestCommand(...given),
  );

command('template', 'the blank xlsx of a form, with instructions; without a name the list of forms')
  .argument('[form]', 'for example investment-monthly')
  .argument('[file]', 'the .xlsx to write (default: the title of the form)')
  .action(async (...given: Parameters<typeof import('./template.ts').templateCommand>) =>
    (await import('./template.ts')).templateCommand(...given),
  );

command('build', 'build a snapshot from everything loaded')
  .option('--force', 'build again although nothing changed', false)
  .option('--memory <size>', 'memory that DuckDB may use', '2GB')
  .action(async (...given: Parameters<typeof import('./build.ts').buildCommand>) =>
    (await import('./build.ts')).buildCommand(...given),
  );

command('match', 'rank companies for one link and one district, with reasons')
  .requiredOption('--link <link>', 'name or id of a link, for example 集成电路封测')
  .requiredOption('--district <district>', 'name or adcode of a district, for example 渝北区')
  .option('--top <n>', 'how many rows', whole, 20)
  .option('--weights <json>', 'weights of your own, for example {"scale": 0}')
  .option('--unit <code>', '三线一单 unit of the project: its rules hold too')
  .option('--explain <company>', 'one company by id or full name: its parts, its districts, what would change its rank')
  .action(async (...given: Parameters<typeof import('./match.ts').matchCommand>) =>
    (await import('./match.ts')).matchCommand(...given),
  );

command('fit', 'rank the districts for one link, with what would bring each to the first place')
  .requiredOption('--link <link>', 'name or id of a link')
  .option('--top <n>', 'how many districts', whole, 10)
  .option('--weights <json>', 'weights of your own, for example {"zone": 0}')
  .option('--unit <code>', '三线一单 unit of the project: its rules hold too')
  .action(async (...given: Parameters<typeof import('./fit.ts').fitCommand>) =>
    (await import('./fit.ts')).fitCommand(...given),
  );

command('allocate', 'one lead district and reserves for every investor of a link or chain, under capacity')
  .option('--link <link>', 'name or id of a link')
  .option('--chain <chain>', 'or of a chain: all its links')
  .option('--top <n>', 'how many investors, the best by score', whole, 100)
  .option('--capacity <json>', 'places by district, for example {"渝北区": 5, "default": 3}; else from the parks')
  .option('--weights <json>', 'weights of your own')
  .action(async (...given: Parameters<typeof import('./allocate.ts').allocateCommand>) =>
    (await import('./allocate.ts')).allocateCommand(...given),
  );

command('serve', 'serve the pages and the API, on this machine unless told otherwise')
  .option('--port <n>', 'port; 0 takes a free one', whole, 8420)
  .option('--host <address>', 'address to listen on; beyond this machine only once tokens or --oidc exist', '127.0.0.1')
  .option('--name <host...>', 'further host names under which browsers reach it, for example behind a proxy')
  .option('--oidc <file>', 'settings of an identity provider (JSON; see api/http/oidc.ts)')
  .action(async (...given: Parameters<typeof import('./serve.ts').serveCommand>) =>
    (await import('./serve.ts')).serveCommand(...given),
  );

command('start', 'demo city on first run, target list, pages')
  .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', whole, 8420)
  .option('--seed <n>', 'seed of the demo city', whole, 2019)
  .option('--no-serve', 'stop after the list')
  .action(async (...given: Parameters<typeof import('./start.ts').startCommand>) =>
    (await import('./start.ts')).startCommand(...given),
  );

command('token', 'tokens for people and tools: create, list, revoke')
  .argument('<action>', 'create, list or revoke')
  .argument('[id]', 'id of the token to revoke')
  .option('--role <role>', 'enterprise, officer, planner, researcher, leader or admin')
  .option('--district <district>', 'of an officer: name or adcode')
  .option('--label <text>', 'office or pseudonym that holds it, never a name', '')
  .option('--days <n>', 'days until it ends', whole, 90)
  .addHelpText('after', '\nExample: yuzhao token create --role officer --district 渝北区 --label 渝北招商局 --days 180')
  .action(async (...given: Parameters<typeof import('./token.ts').tokenCommand>) =>
    (await import('./token.ts')).tokenCommand(...given),
  );

command('audit', 'the log of every write and export: verify or list')
  .argument('<action>', 'verify or list')
  .option('--head <hash>', 'a head that you noted earlier: proves that nothing up to it was cut off')
  .option('--top <n>', 'how many of the newest to list', whole, 50)
  .action(async (...given: Parameters<typeof import('./audit.ts').auditCommand>) =>
    (await import('./audit.ts')).auditCommand(...given),
  );

command('status', 'what is loaded, what was rejected, how old it is').action(
  async (...given: Parameters<typeof import('./status.ts').statusCommand>) =>
    (await import('./status.ts')).statusCommand(...given),
);

command('rejects', 'the rows that were not accepted; of a file on disk the workbook to send back, bad cells coloured')
  .argument('[file]', 'name of a loaded file, or its path to get it back; all files without it')
  .option('--library <library>', 'library of a file that was not loaded')
  .option('--out <file>', 'where the workbook goes (default: beside you, with 退回 in its name)')
  .option('--top <n>', 'how many to print', whole, 50)
  .action(async (...given: Parameters<typeof import('./rejects.ts').rejectsCommand>) =>
    (await import('./rejects.ts')).rejectsCommand(...given),
  );

addLedgerCommands(program);
addDecisionCommands(program);
addIdentityCommands(program);
addChainCommands(program);
addPolicyCommands(program);

command(
  'assess',
  'score districts, zones or departments by a formula, with the working; or ask what a draft would change',
)
  .option(
    '--formula <id-or-file>',
    'id of a formula in data/rules/assessment, or a draft as .json',
    'yulin-10-20-35-35',
  )
  .option('--against <id>', 'the formula to compare with: who moves, and why')
  .option('--as-known-at <day>', 'only what was known by the end of that day (default: the newest news)', day)
  .option('--on <day>', 'day assessed (default: the same day)', day)
  .option('--unit <name>', 'the whole working of one unit')
  .option('--list', 'the formulas there are, with their source', false)
  .action(async (...given: Parameters<typeof import('./assess.ts').assessCommand>) =>
    (await import('./assess.ts')).assessCommand(...given),
  );

command('appraise', 'gates, seven indicators and three reports of one project')
  .argument('[project]', 'code or name of a project that has applied')
  .option('--out <file>', 'write the reports: .xlsx, .html or .txt')
  .option('--rules <file>', 'appraisal rules of your own, as data/rules/appraisal/default.json')
  .option(
    '--score <expert:indicator=score,…>',
    'enter panel scores first; may be repeated',
    (text: string, all: string[]) => [...all, text],
    [],
  )
  .option('--by <who>', 'who enters the scores', process.env.USER ?? 'unknown')
  .option('--freeze-critic', 'CRITIC weights of the projects at hand, to be put into the rules', false)
  .action(async (...given: Parameters<typeof import('./appraise.ts').appraiseCommand>) =>
    (await import('./appraise.ts')).appraiseCommand(...given),
  );

command('export', 'write a published table to a file')
  .argument('<relation>', 'for example match.ranked, chain.gap, enterprise.current')
  .argument('<file>', 'ends in .parquet, .csv or .xlsx')
  .action(async (...given: Parameters<typeof import('./export.ts').exportCommand>) =>
    (await import('./export.ts')).exportCommand(...given),
  );

command('bundle', 'a snapshot as one archive for research: write, verify or open elsewhere')
  .argument('<action>', 'write, verify or open')
  .argument('<file>', 'the .zip')
  .option('--snapshot <id>', 'write: another snapshot than the current one')
  .option('--id <hash>', 'verify, open: refuse any bundle but the one with this id')
  .addHelpText('after', '\nExample: yuzhao bundle write 2026-06.zip; yuzhao bundle open 2026-06.zip --store again')
  .action(async (...given: Parameters<typeof import('./bundle.ts').bundleCommand>) =>
    (await import('./bundle.ts')).bundleCommand(...given),
  );

command('print', 'a page as an A4 PDF, for a meeting or on a schedule')
  .argument('<page>', 'path below the root, for example targets/?link=nev-cell&district=500112')
  .argument('<file>', 'the PDF to write')
  .addHelpText(
    'after',
    '\nExample, every Monday at 8 by cron: 0 8 * * 1  yuzhao print leadership/ /reports/weekly.pdf --store mine',
  )
  .action(async (...given: Parameters<typeof import('./print.ts').printCommand>) =>
    (await import('./print.ts')).printCommand(...given),
  );

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof AppError) process.stderr.write(`yuzhao: ${error.toLine()}\n`);
  else process.stderr.write(`yuzhao: unexpected: ${(error as Error).stack}\n`);
  process.exitCode = error instanceof AppError && error.kind !== 'bug' ? 2 : 1;
}
