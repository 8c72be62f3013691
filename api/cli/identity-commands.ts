/** Commands about identity: what waits for a person, decisions and their log; companies by a short name. */
import { type Command, whole, withStore } from './options.ts';

const who = process.env.USER ?? 'unknown';

export function addIdentityCommands(program: Command): void {
  const identity = program
    .command('identity')
    .description('one company, one identity: what waits for a person, decisions, log, undo');
  withStore(identity.command('review').description('pairs that may be one, with the evidence; a person decides'))
    .option('--projects', 'pairs of project codes instead of companies', false)
    .option('--top <n>', 'how many to print', whole, 20)
    .action(async (...given: Parameters<typeof import('./identity.ts').reviewCommand>) =>
      (await import('./identity.ts')).reviewCommand(...given),
    );
  withStore(identity.command('decide').description('say whether two are one; the next build obeys'))
    .argument('<a>', 'id as «identity review» prints it: credit code, N… or a project code')
    .argument('<b>', 'the other id')
    .argument('<verdict>', 'same or different')
    .requiredOption('--reason <reason>', 'why, for the log')
    .option('--projects', 'the ids are project codes', false)
    .option('--relation <relation>', 'of projects: 重复签约, 两地填报, 一项多码 or 分期')
    .option('--by <who>', 'person or office', who)
    .addHelpText(
      'after',
      '\nExample: yuzhao identity decide 915001182028992963 N3baccd58cb1c27e7 same --reason 电话核实',
    )
    .action(async (...given: Parameters<typeof import('./identity.ts').decideCommand>) =>
      (await import('./identity.ts')).decideCommand(...given),
    );
  withStore(identity.command('log').description('every decision, newest first')).action(
    async (...given: Parameters<typeof import('./identity.ts').logCommand>) =>
      (await import('./identity.ts')).logCommand(...given),
  );
  withStore(identity.command('undo').description('take a decision back; the next build obeys'))
    .argument('<number>', 'number of the decision in the log', whole)
    .requiredOption('--reason <reason>', 'why, for the log')
    .option('--by <who>', 'person or office', who)
    .action(async (...given: Parameters<typeof import('./identity.ts').undoCommand>) =>
      (await import('./identity.ts')).undoCommand(...given),
    );
  withStore(program.command('find').description('companies by a short, cut or full name, with reasons'))
    .argument('<name>', 'for example 长电科技')
    .option('--top <n>', 'how many to print', whole, 5)
    .action(async (...given: Parameters<typeof import('./identity.ts').findCommand>) =>
      (await import('./identity.ts')).findCommand(...given),
    );
}
