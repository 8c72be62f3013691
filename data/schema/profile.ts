/** A scoring profile: judgement as data. Ranges are fixed, so no pair's score depends on which other pairs there are. */
import { readFileSync } from 'node:fs';
import Type, { type TObject } from 'typebox';
import { check } from './check.ts';
import { real } from './types.ts';

/** The factors of a match, in the order in which they are shown. */
export const factors = [
  'placement',
  'scale',
  'expansion',
  'presence',
  'origin',
  'youth',
  'signals',
  'ties',
  'gap',
  'activities',
  'specialisation',
  'neighbours',
  'affinity',
  'focus',
  'zone',
  'slot',
  'policy',
  'park',
] as const;
export type Factor = (typeof factors)[number];

/** part = weight × clamp((value − low) / (high − low), 0, 1) */
export const FactorRule = Type.Object(
  {
    weight: Type.Number({ minimum: 0 }),
    low: Type.Number(),
    high: Type.Number(),
    title: Type.String(),
    title_en: Type.String(),
    why: Type.String({ description: 'what is measured, with unit' }),
    lever: Type.Optional(
      Type.Enum(['district', 'city'], { description: 'who can change the value; absent = nobody here' }),
    ),
  },
  { additionalProperties: false },
);

export const Profile = Type.Object({
  profile_id: Type.String(),
  version: Type.String(),
  authority: Type.String(),
  placed_at: Type.Number({ description: 'placement score from which a company counts as being in a link' }),
  absent_below: Type.Number({ description: 'a link with fewer local companies counts as absent' }),
  published_top: Type.Integer({ description: 'rows of match.ranked for each link and district' }),
  origins: Type.Record(Type.String(), Type.Number({ minimum: 0, maximum: 1 }), {
    description: 'origin_id of data/reference/origin → priority',
  }),
  factors: Type.Object(Object.fromEntries(factors.map((f) => [f, FactorRule]))),
});
export type Profile = Omit<Type.Static<typeof Profile>, 'factors'> & {
  factors: Record<Factor, Type.Static<typeof FactorRule>>;
};

/** reference.profile: the profile as one row, three columns a factor. */
export const ProfileRow: TObject = Type.Object(
  Object.fromEntries(
    factors.flatMap((f) => (['weight', 'low', 'high'] as const).map((part) => [`${f}_${part}`, real(`${f} ${part}`)])),
  ),
);

/** @throws AppError rule_invalid naming the first breach */
export function readProfile(path: URL | string = new URL('../rules/profile.json', import.meta.url)): Profile {
  return check(Profile, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', String(path)) as Profile;
}

export const profileRow = (profile: Profile): Record<string, number> =>
  Object.fromEntries(
    factors.flatMap((f) =>
      (['weight', 'low', 'high'] as const).map((part) => [`${f}_${part}`, profile.factors[f][part]]),
    ),
  );

/** Factors that are measured of a company in a district. */
export const pairFactors = ['presence', 'activities'] as const satisfies readonly Factor[];

/** Factors of the district, the same for every company. */
export const districtFactors = [
  'specialisation',
  'neighbours',
  'affinity',
  'focus',
  'zone',
  'slot',
  'policy',
  'park',
] as const satisfies readonly Factor[];

/** Factors that differ between the districts of one company. */
export const placeFactors = [...pairFactors, ...districtFactors] as const;

/** Factors of the company, the same in every district. */
export const meritFactors = factors.filter((f) => !(placeFactors as readonly Factor[]).includes(f));
