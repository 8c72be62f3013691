/** Prepares a DuckDB session for cleaning: the macros of this folder, and the reference facts that they look up. */
import { readFileSync } from 'node:fs';
import { readReference } from '../../data/csv.ts';
import { PlaceAlias, Province } from '../../data/schema/geo.ts';
import { CurrencyName, ExchangeRate } from '../../data/schema/reference.ts';
import { RelationWord } from '../../data/schema/relation.ts';
import { readSignalRules } from '../../data/schema/signal-rules.ts';
import { Database, literal } from '../../data/store/index.ts';

const here = new URL('.', import.meta.url);
/** In this order: a macro can only use those before it. */
const files = ['text', 'code', 'date', 'money', 'place', 'relation', 'policy'];
/** What the macros look up, one variable each. */
const lookups = [
  'currencies',
  'rates',
  'provinces',
  'province_pattern',
  'places',
  'place_pattern',
  'relation_words',
  'signal_words',
  'signal_pattern',
];
let macros: string | undefined;

const readMacros = (file: string): string => readFileSync(new URL(`${file}.sql`, here), 'utf8');

/** An in-memory database in which every `clean_*` macro works. */
export async function openCleaningSession(options: { memory?: string; threads?: number } = {}): Promise<Database> {
  const db = await Database.open(':memory:', options);
  macros ??= files.map(readMacros).join('\n');
  await db.run(macros);
  await db.run(variables());
  await db.run(
    `create table lookups as select ${lookups.map((name) => `getvariable('${name}') as ${name}`).join(', ')}`,
  );
  return db;
}

/** An in-memory database with the macros that name a company (`name_key`, `enterprise_id`), which look nothing up. */
export async function openNamingSession(options: { memory?: string } = {}): Promise<Database> {
  const db = await Database.open(':memory:', options);
  await db.run(['text', 'code'].map(readMacros).join('\n'));
  return db;
}

/** A further connection to a cleaning session: variables belong to a connection. */
export async function forkCleaningSession(session: Database): Promise<Database> {
  const db = await session.fork();
  await db.run(lookups.map((name) => `set variable ${name} = (select ${name} from lookups)`).join('; '));
  return db;
}

const map = (entries: (readonly [string, string])[]): string =>
  `map {${entries.map(([k, v]) => `${literal(k)}: ${v}`).join(', ')}}`;

const alternatives = (words: string[]): string => [...new Set(words)].sort((a, b) => b.length - a.length).join('|');

function variables(): string {
  const rates = readReference('money/exchange_rate.csv', ExchangeRate);
  const provinces = readReference('geo/province.csv', Province);
  const provinceNames = provinces.flatMap((p) =>
    [p.name, p.short_name].map((n) => [n, literal(p.short_name)] as const),
  );
  const aliases = readReference('geo/place_alias.csv', PlaceAlias);
  const names = [...new Set(aliases.map((a) => a.alias))];
  const dated = names.map(
    (name) =>
      [
        name,
        `[${aliases
          .filter((a) => a.alias === name)
          .map(placeStruct)
          .join(', ')}]`,
      ] as const,
  );
  return `
    set variable currencies = ${map(currencyNames())};
    set variable rates = ${map(yearly(rates))};
    set variable provinces = ${map(provinceNames)};
    set variable province_pattern = ${literal(`^(${alternatives(provinceNames.map(([n]) => n))})`)};
    set variable places = ${map(dated)};
    set variable place_pattern = ${literal(alternatives(names.filter((name) => name.length > 2)))};
    ${relationVariables()}`;
}

/** Words for a currency; an amount with none is in yuan. In one map, because five words after IN would become a join. */
const currencyNames = (): (readonly [string, string])[] => [
  ...readReference('money/currency_name.csv', CurrencyName).map((c) => [c.text, literal(c.currency)] as const),
  ...['', '¥'].map((word) => [word, literal('CNY')] as const),
];

function relationVariables(): string {
  const words = readReference('relation/relation_word.csv', RelationWord);
  const signs = readSignalRules().kinds.flatMap(({ kind, words: own }) => own.map((word) => [word, kind] as const));
  return `
    set variable relation_words = ${map(words.map((w) => [w.word, `{'relation': ${literal(w.relation)}, 'reversed': ${w.reversed}}`]))};
    set variable signal_words = ${map(signs.map(([word, kind]) => [word, literal(kind)]))};
    set variable signal_pattern = ${literal(alternatives(signs.map(([word]) => word)))};`;
}

/** `USD-2019` → CNY for one unit, with the nearest known year where the year itself is not in the table. */
function yearly(rates: readonly ExchangeRate[]): [string, string][] {
  const currencies = [...new Set(rates.map((r) => r.currency))].filter((c) => c !== 'CNY');
  return currencies.flatMap((currency) => {
    const known = rates.filter((r) => r.currency === currency);
    return Array.from({ length: 73 }, (_, i) => 1978 + i).map((year): [string, string] => {
      const nearest = known.reduce((a, b) => (Math.abs(b.as_of - year) < Math.abs(a.as_of - year) ? b : a));
      return [`${currency}-${year}`, String(nearest.cny_per_unit)];
    });
  });
}

const placeStruct = (a: PlaceAlias): string =>
  `{'district_id': ${literal(a.district_id)}, 'valid_from': date ${literal(a.valid_from ?? '1900-01-01')}, 'valid_to': date ${literal(a.valid_to ?? '2100-12-31')}, 'ambiguous': ${a.ambiguous}}`;
