/** Commands by which people decide: first talk, verdicts on suspicions, exits. */
import { districtId } from '../http/district-name.ts';
import { type Command, day, whole, withStore } from './options.ts';

const district = (named: string): string => districtId(named) ?? named;
const today = (): string => new Date().toISOString().slice(0, 10);
const by = (command: Command): Command => command.option('--by <who>', 'who enters', process.env.USER ?? 'unknown');
const decided = (command: Command): Command =>
  command
    .requiredOption('--decided-by <body>', 'who decided, for example 市招商投资促进工作联席会议')
    .option('--decided-on <day>', 'day of the decision', day, today());

export function addDecisionCommands(program: Command): void {
  addCheckCommands(program);
  addOutcomeCommands(program);
  const firstTalk = program
    .command('first-talk')
    .description('首谈: filing, likeness, clock, transfer, shares, disputes');
  const sub = (usage: string, description: string): Command =>
    by(withStore(firstTalk.command(usage).description(description)));
  addFilingCommands(sub);
  addArbiterCommands(sub);
}

type Sub = (usage: string, description: string) => Command;

function addFilingCommands(sub: Sub): void {
  sub('file', 'file a first talk with its evidence; shows filings that look alike')
    .requiredOption('--district <district>', 'name or adcode', district)
    .requiredOption('--investor <name>', 'registered name')
    .requiredOption('--project <name>', 'name of the project')
    .requiredOption('--amount <number>', 'planned investment in full units of the currency')
    .option('--currency <iso>', 'ISO 4217', 'CNY')
    .requiredOption('--talked-on <day>', 'day of the talk', day)
    .requiredOption('--evidence <documents...>', 'minutes, letters, visit records')
    .option('--code <code>', 'credit code of the investor')
    .option('--content <text>', 'what is to be built')
    .option('--link <link>', 'name of a link of the chain')
    .action(async (...given: Parameters<typeof import('./first-talk.ts').firstTalkFileCommand>) =>
      (await import('./first-talk.ts')).firstTalkFileCommand(...given),
    );
  sub('list', 'all filings as they stand')
    .option('--district <district>', 'name or adcode', district)
    .action(async (...given: Parameters<typeof import('./first-talk.ts').firstTalkListCommand>) =>
      (await import('./first-talk.ts')).firstTalkListCommand(...given),
    );
  sub('show <id>', 'clock, timeline, shares, likeness, both sides of disputes').action(
    async (...given: Parameters<typeof import('./first-talk.ts').firstTalkShowCommand>) =>
      (await import('./first-talk.ts')).firstTalkShowCommand(...given),
  );
  sub('match <id>', 'filings and signed projects that look like this one').action(
    async (...given: Parameters<typeof import('./first-talk.ts').firstTalkMatchCommand>) =>
      (await import('./first-talk.ts')).firstTalkMatchCommand(...given),
  );
  sub('rules', 'the rules in force; what is unset is named').action(
    async (...given: Parameters<typeof import('./first-talk.ts').firstTalkRulesCommand>) =>
      (await import('./first-talk.ts')).firstTalkRulesCommand(...given),
  );
  sub('step <id> <step>', 'renewed, withdrawn or signed')
    .requiredOption('--reason <text>', 'why')
    .option('--on <day>', 'day', day, today())
    .option('--project <id>', 'code of the project that was signed')
    .option('--evidence <documents...>', 'documents')
    .action(async (...given: Parameters<typeof import('./first-talk.ts').firstTalkStepCommand>) =>
      (await import('./first-talk.ts')).firstTalkStepCommand(...given),
    );
}

function addArbiterCommands(sub: Sub): void {
  decided(sub('transfer <id>', 'another district goes on talking, by decision'))
    .requiredOption('--to <district>', 'name or adcode', district)
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--decision <document>', 'minutes or document number')
    .action(async (...given: Parameters<typeof import('./first-talk.ts').firstTalkTransferCommand>) =>
      (await import('./first-talk.ts')).firstTalkTransferCommand(...given),
    );
  decided(sub('share <id>', 'shares by kind; each kind adds up to 100 %'))
    .requiredOption(
      '--share <shares...>',
      'kind:district:per cent, for example kpi_points:500112:60 kpi_points:500116:40',
    )
    .requiredOption('--trigger <text>', 'what starts the years, for example 首次纳税')
    .option('--years <n>', 'for how long', whole)
    .action(async (...given: Parameters<typeof import('./first-talk.ts').firstTalkShareCommand>) =>
      (await import('./first-talk.ts')).firstTalkShareCommand(...given),
    );
  sub('dispute <id> <rival>', 'two filings claim one project: both claims are kept')
    .requiredOption('--claim <text>', 'what the first says')
    .option('--rival-claim <text>', 'what the other says')
    .action(async (...given: Parameters<typeof import('./first-talk.ts').firstTalkDisputeCommand>) =>
      (await import('./first-talk.ts')).firstTalkDisputeCommand(...given),
    );
  decided(sub('rule <dispute> <ruling>', 'the arbiter’s word: first, rival, both or different'))
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--decision <document>', 'minutes or document number')
    .action(async (...given: Parameters<typeof import('./first-talk.ts').firstTalkRuleCommand>) =>
      (await import('./first-talk.ts')).firstTalkRuleCommand(...given),
    );
}

function addOutcomeCommands(program: Command): void {
  const outcome = program.command('outcome').description('what became of approaches to companies of a target list');
  by(
    withStore(
      outcome.command('add <file>').description('enter a list: 企业名称, 环节, 区县, 接洽日期, 结果, 结果日期, 说明'),
    ),
  )
    .addHelpText('after', '\nExample: yuzhao outcome add 接洽结果.xlsx --by 渝北专班')
    .action(async (...given: Parameters<typeof import('./outcome.ts').outcomeAddCommand>) =>
      (await import('./outcome.ts')).outcomeAddCommand(...given),
    );
  withStore(outcome.command('list').description('the newest word on each approach'))
    .option('--result <result>', '接洽, 落地 or 未落地')
    .option('--top <n>', 'how many to print', whole, 50)
    .action(async (...given: Parameters<typeof import('./outcome.ts').outcomeListCommand>) =>
      (await import('./outcome.ts')).outcomeListCommand(...given),
    );
  withStore(
    program
      .command('calibration')
      .description('weights fitted to outcomes, reliability on companies left out; nothing below 100 outcomes'),
  ).action(async (...given: Parameters<typeof import('./outcome.ts').calibrationCommand>) =>
    (await import('./outcome.ts')).calibrationCommand(...given),
  );
}

function addCheckCommands(program: Command): void {
  const known = (command: Command): Command =>
    command
      .option('--as-known-at <day>', 'only what was known by the end of that day', day)
      .option('--since <day>', 'also what a release of that day said otherwise', day);
  const checks = known(
    withStore(
      program.command('checks').description('suspected, needs review: repeat signing, outliers, order of steps, jumps'),
    ),
  )
    .option('--check <id>', 'one check')
    .option('--district <district>', 'name or adcode', district)
    .option('--top <n>', 'how many to print of each', whole, 10)
    .action(async (...given: Parameters<typeof import('./checks.ts').checksCommand>) =>
      (await import('./checks.ts')).checksCommand(...given),
    );
  known(withStore(checks.command('show <id>').description('one suspicion with its rows and verdicts'))).action(
    async (...given: Parameters<typeof import('./checks.ts').checksShowCommand>) =>
      (await import('./checks.ts')).checksShowCommand(...given),
  );
  by(known(withStore(checks.command('judge <id> <verdict>').description('confirmed, explained or open, by a person'))))
    .requiredOption('--reason <text>', 'what was found')
    .option('--evidence <document>', 'document or link')
    .action(async (...given: Parameters<typeof import('./checks.ts').checksJudgeCommand>) =>
      (await import('./checks.ts')).checksJudgeCommand(...given),
    );
  by(
    withStore(
      program
        .command('exit <project>')
        .description('a project leaves (清理、退出): decision, cause, what becomes free'),
    ),
  )
    .requiredOption('--cause <cause>', 'cause of data/rules/supervision.json, or other')
    .requiredOption('--reason <text>', 'in words')
    .option('--on <day>', 'day of the exit', day, today())
    .option('--land <mu>', 'land taken back, mu')
    .option('--quota <mu>', 'land quota freed, mu')
    .option('--energy <tce>', 'energy quota freed, tonnes of standard coal a year')
    .requiredOption('--decided-by <body>', 'who decided')
    .requiredOption('--decision <document>', 'document number')
    .option('--filed-with <body>', 'where the exit is filed')
    .action(async (...given: Parameters<typeof import('./checks.ts').exitCommand>) =>
      (await import('./checks.ts')).exitCommand(...given),
    );
}
