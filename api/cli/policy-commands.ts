/** Commands about policies and experts: read, search, fit, verdicts, panels. */
import { type Command, day, whole, withStore } from './options.ts';

export function addPolicyCommands(program: Command): void {
  const policy = program
    .command('policy')
    .description('the policy library: legal status first, text, clauses to review, what fits a project');
  withStore(policy.command('show').description('one policy with its text and the clauses to review'))
    .argument('<number>', 'document number, for example 渝府发〔2019〕6号')
    .action(async (...given: Parameters<typeof import('./policy.ts').showCommand>) =>
      (await import('./policy.ts')).showCommand(...given),
    );
  withStore(policy.command('search').description('search the texts of all policies'))
    .argument('<words>', 'for example 标准厂房 租金')
    .option('--top <n>', 'how many to print', whole, 20)
    .action(async (...given: Parameters<typeof import('./policy.ts').searchCommand>) =>
      (await import('./policy.ts')).searchCommand(...given),
    );
  withStore(policy.command('match').description('which policies fit a project, condition by condition'))
    .option('--link <link>', 'link of the chain, for example 集成电路封测')
    .option('--district <district>', 'district of the project')
    .option('--size <size>', '大型, 中型, 小型 or 微型')
    .option('--industry <code>', 'GB/T 4754-2017')
    .option('--investment <wan>', 'investment in 万元', whole)
    .option('--land <mu>', 'land in mu', whole)
    .option('--support <kinds...>', '税收, 财政, 要素, 金融, 服务')
    .option('--top <n>', 'how many to print', whole, 20)
    .action(async (...given: Parameters<typeof import('./policy.ts').fitCommand>) =>
      (await import('./policy.ts')).fitCommand(...given),
    );
  withStore(policy.command('verdict').description('record what a reviewer decided about a marked clause'))
    .argument('<hit>', 'id of the hit, as «policy show» prints it')
    .requiredOption('--verdict <verdict>', '无问题, 需修改, 违反, 适用例外 or 重新待核')
    .requiredOption('--reason <reason>', 'why')
    .option('--by <who>', 'person or office', process.env.USER ?? 'unknown')
    .action(async (...given: Parameters<typeof import('./policy.ts').verdictCommand>) =>
      (await import('./policy.ts')).verdictCommand(...given),
    );
  withStore(
    program.command('panel').description('experts for a project or a link: no conflicts, balanced, taking turns'),
  )
    .option('--project <id>', 'code of the project')
    .option('--link <link>', 'link of the chain, where there is no project yet')
    .option('--investor <name>', 'investor, where no project names one')
    .option('--size <n>', 'seats', whole, 7)
    .option('--seed <n>', 'the same seed draws the same panel', whole, 1)
    .option('--on <day>', 'day of the meeting (default: today)', day)
    .action(async (...given: Parameters<typeof import('./panel.ts').panelCommand>) =>
      (await import('./panel.ts')).panelCommand(...given),
    );
}
