/** The only way of a number out of the house: a Figure becomes a record or a row, and only a Figure does. */
import { AppError } from '../../data/errors.ts';
import type { FigureRecord, FigureRow } from '../../data/schema/figure.ts';
import { Figure } from './figure.ts';

declare const made: unique symbol;
/** Only `figureRecord` makes one: a door that declares it cannot send a number of its own making. */
export type PublishedFigure = FigureRecord & { readonly [made]: true };

/** @throws AppError contract_broken */
function requireFigure(figure: Figure): void {
  if (!Figure.is(figure))
    throw new AppError('contract_broken', 'a number without its caliber', 'compute it through engine/caliber');
}

/** @throws AppError contract_broken for anything that is not a Figure, whatever it looks like */
export function figureRecord(figure: Figure): PublishedFigure {
  requireFigure(figure);
  return { ...figure } as FigureRecord as PublishedFigure;
}

/** @throws AppError contract_broken for anything that is not a Figure, whatever it looks like */
export function figureRow(figure: Figure): FigureRow {
  requireFigure(figure);
  const { caliber, interval, by } = figure;
  return {
    metric: figure.metric,
    on: figure.on,
    value: figure.value,
    n: figure.n,
    numerator: figure.numerator,
    denominator: figure.denominator,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    title: caliber.title,
    title_en: caliber.title_en,
    district_id: by.district ?? null,
    signing_year: by.signing_year ?? null,
    data_age_days: figure.data_age_days,
    as_known_at: figure.as_known_at,
    median_age_months: figure.median_age_months,
    top3_share: figure.top3_share,
    version: caliber.version,
    authority: caliber.authority,
    caliber: caliber.sentence,
    caliber_en: caliber.sentence_en,
  };
}
