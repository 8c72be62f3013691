/** Prepares a DuckDB session for cleaning: the macros of this folder, and the reference facts that they look up. */
import { readdirSync, readFileSync } from 'node:fs';
import { CurrencyName, ExchangeRate, PlaceAlias, Province, readReference } from '../../data/reference.ts';
import { Database, literal } from '../../data/store/index.ts';

const here = new URL('.', import.meta.url);
let macros: string | undefined;

/** An in-memory database in which every `clean_*` macro works. */
export async function openCleaningSession(options: { memory?: string; threads?: number } = {}): Promise<Database> {
  const db = await Database.open(':memory:', options);
  macros ??= readdirSync(here).filter((f) => f.endsWith('.sql')).sort().map((f) => readFileSync(new URL(f, here), 'utf8')).join('\n');
  await db.run(`${variables()}\n${macros}`);
  return db;
}

const map = (entries: (readonly [string, string])[]): string => `map {${entries.map(([k, v]) => `${literal(k)}: ${v}`).join(', ')}}`;

const alternatives = (words: string[]): string => [...new Set(words)].sort((a, b) => b.length - a.length).join('|');

function variables(): string {
  const rates = readReference('money/exchange_rate.csv', ExchangeRate);
  const latest = new Map(rates.toSorted((a, b) => a.as_of - b.as_of).map((r) => [r.currency, r.cny_per_unit]));
  const provinces = readReference('geo/province.csv', Province);
  const provinceNames = provinces.flatMap((p) => [p.name, p.short_name].map((n) => [n, literal(p.short_name)] as const));
  const places = Map.groupBy(readReference('geo/place_alias.csv', PlaceAlias), (a) => a.alias);
  const dated = [...places].map(([alias, rows]) => [alias, `[${rows.map(placeStruct).join(', ')}]`] as const);
  return `
    set variable currencies = ${map(readReference('money/currency_name.csv', CurrencyName).map((c) => [c.text, literal(c.currency)]))};
    set variable rates = ${map([...rates.map((r) => [`${r.currency}-${r.as_of}`, String(r.cny_per_unit)] as const), ...[...latest].map(([c, v]) => [`${c}-latest`, String(v)] as const)])};
    set variable provinces = ${map(provinceNames)};
    set variable province_pattern = ${literal(`^(${alternatives(provinceNames.map(([n]) => n))})`)};
    set variable places = ${map(dated)};
    set variable place_pattern = ${literal(alternatives([...places.keys()].filter((a) => a.length > 2)))};`;
}

const placeStruct = (a: PlaceAlias): string =>
  `{'district_id': ${a.district_id ? literal(a.district_id) : 'null'}, 'valid_from': date ${literal(a.valid_from || '1900-01-01')}, 'valid_to': date ${literal(a.valid_to || '2100-12-31')}}`;
