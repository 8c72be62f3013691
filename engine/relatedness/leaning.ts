/** Where a company's activities point to: the additive part of the district model, from `district.activity`. */
import { AppError } from '../../data/errors.ts';
import type { Database } from '../../data/store/index.ts';
import { activityText, referenceVocabulary } from './reference-vocabulary.ts';

export type Activity = { activity: string; adds: number; companies: number };

export type Leaning = {
  /** Activities that the district model knows. */
  known: number;
  /** Hundredths of log-odds, one a district in order of adcode. */
  hundredths: Int16Array;
};

/** The weights of one snapshot in memory; answers company by company. */
export class LeaningModel {
  private readonly weights: ReadonlyMap<number, Float64Array>;
  private readonly companies: ReadonlyMap<number, Float64Array>;
  readonly districts: readonly string[];

  private constructor(
    districts: readonly string[],
    weights: ReadonlyMap<number, Float64Array>,
    companies: ReadonlyMap<number, Float64Array>,
  ) {
    this.districts = districts;
    this.weights = weights;
    this.companies = companies;
  }

  /** Reads `district.activity` and the districts. */
  static async read(db: Database): Promise<LeaningModel> {
    const districts = (
      await db.rows<{ district_id: string }>('select district_id from reference.district order by district_id')
    ).map((d) => d.district_id);
    const rows = await db.rows<{ term: string; weights: number[]; companies: number[] }>(
      `select term, list(weight order by district_id) as weights, list(companies order by district_id) as companies
       from district.activity group by term order by term`,
    );
    const number = new Map(referenceVocabulary().terms.map((term, i) => [term, i]));
    const pick = (of: (row: { weights: number[]; companies: number[] }) => number[]) =>
      new Map(rows.map((row) => [number.get(row.term)!, Float64Array.from(of(row))]));
    return new LeaningModel(
      districts,
      pick((row) => row.weights),
      pick((row) => row.companies),
    );
  }

  private itemsOf(name: string, scope: string, products: string): number[] {
    return [...referenceVocabulary().itemsOf([activityText(name, scope, products)])].filter((i) => this.weights.has(i));
  }

  /** All districts at once. */
  of(name: string, scope: string, products: string): Leaning {
    const items = this.itemsOf(name, scope, products);
    const sums = new Float64Array(this.districts.length);
    for (const item of items) {
      const weights = this.weights.get(item)!;
      for (let p = 0; p < sums.length; p++) sums[p]! += weights[p]!;
    }
    const unit = 100 / Math.sqrt(items.length || 1);
    return { known: items.length, hundredths: Int16Array.from(sums, (sum) => Math.round(sum * unit)) };
  }

  /** The activities behind one district, the strongest first (by absolute value). @throws AppError district_not_found */
  explain(name: string, scope: string, products: string, district: string): Activity[] {
    const place = this.districts.indexOf(district);
    if (place < 0)
      throw new AppError('district_not_found', `there is no district «${district}»`, 'name it by its adcode');
    const items = this.itemsOf(name, scope, products);
    const unit = 1 / Math.sqrt(items.length || 1);
    return items
      .map((item) => ({
        activity: referenceVocabulary().termOf(item),
        adds: unit * this.weights.get(item)![place]!,
        companies: this.companies.get(item)![place]!,
      }))
      .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds) || (a.activity < b.activity ? -1 : 1));
  }
}
