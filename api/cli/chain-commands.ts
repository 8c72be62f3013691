/** Commands about chains: what the city has, what it lacks, whom an anchor could bring, trends, input–output tables. */
import { type Command, whole, withStore } from './options.ts';

const list = (text: string, before: string[]): string[] => [...before, text];

export function addChainCommands(program: Command): void {
  const chain = program.command('chain').description('chains: completeness, gaps, and whom a local anchor could bring');
  withStore(chain.command('show').description('one chain with its links, flows and anchors; all chains without a name'))
    .argument('[chain]', 'name or id, for example 芯·集成电路')
    .action(async (...given: Parameters<typeof import('./chain.ts').showCommand>) =>
      (await import('./chain.ts')).showCommand(...given),
    );
  withStore(
    chain.command('gaps').description('links to fill (补), to strengthen (强), to extend to (延), with numbers'),
  )
    .option('--chain <chain>', 'one chain; all without it')
    .option('--verdict <verdict>', '补, 强 or 延')
    .option('--top <n>', 'how many to print', whole, 30)
    .action(async (...given: Parameters<typeof import('./chain.ts').gapsCommand>) =>
      (await import('./chain.ts')).gapsCommand(...given),
    );
  withStore(
    chain.command('anchor').description('以商招商: suppliers, customers, competitors of a local company as targets'),
  )
    .argument('<company>', 'registered name, or a part that names one local company')
    .option('--top <n>', 'companies a neighbouring link', whole, 5)
    .action(async (...given: Parameters<typeof import('./chain.ts').anchorCommand>) =>
      (await import('./chain.ts')).anchorCommand(...given),
    );
  withStore(program.command('trends').description('for researchers: entries, specialisation, complexity, survival'))
    .argument('<topic>', 'entries, specialisation, complexity or survival')
    .option('--link <link>', 'one link')
    .option('--place <place>', 'a province, or a district of Chongqing')
    .option('--chain-version <year>', 'version of the chain graph: 2019 or 2023', '2019')
    .option('--from <year>', 'first year of entries', whole)
    .option('--to <year>', 'last year of entries', whole)
    .option('--top <n>', 'how many rows to print', whole, 60)
    .action(async (...given: Parameters<typeof import('./trends.ts').trendsCommand>) =>
      (await import('./trends.ts')).trendsCommand(...given),
    );
  program
    .command('io')
    .description('what a change of final demand means for every sector of an input–output table')
    .argument('<file>', '.csv or .xlsx: sectors head rows and columns; a column 总产出, a row 总投入, or 最终使用')
    .option(
      '--shock <sector=amount>',
      'change of final demand in the unit of the table; may stand more than once',
      list,
      [],
    )
    .option('--json', 'print one JSON value for scripts', false)
    .action(async (...given: Parameters<typeof import('./io.ts').ioCommand>) =>
      (await import('./io.ts')).ioCommand(...given),
    );
}
