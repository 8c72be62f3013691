/** One project on paper twice: signed again to count again, or filed by two districts. */
import { addDays } from './days.ts';
import type { Amount, Project } from './project.ts';
import type { Rng } from './rng.ts';

const otherWords: [RegExp, string][] = [
  [/生产基地项目$/, '产业园项目'],
  [/智能制造项目$/, '智能工厂建设项目'],
  [/(产业化|生产线建设|配套生产)项目$/, '生产基地项目'],
  [/产业园项目$/, '制造基地项目'],
  [/(研发中心|创新中心)项目$/, '研发及产业化项目'],
];

/** One to three further signings within 24 months, same investor and district, amount within 20 %. Only the first ever gets built. */
export function repeat(rng: Rng, original: Project, firstNumber: number): Project[] {
  const times = rng.pick([1, 1, 1, 2, 3]);
  return Array.from({ length: times }, (_, i) => ({
    ...original,
    id: renumbered(original, original.districtId, firstNumber + i),
    name: reworded(original.name),
    signedOn: addDays(original.signedOn, rng.int(40, 650)),
    stated: nearly(rng, original.stated, 0.19),
    outcome: null,
    declared: rng.chance(0.3),
    repeats: original.id,
  }));
}

/** The same project in another district's list, with its own code and slightly other values. */
export function double(rng: Rng, original: Project, districtId: string, number: number): Project {
  return {
    ...original,
    id: renumbered(original, districtId, number),
    name: rng.chance(0.5) ? original.name : reworded(original.name),
    districtId,
    park: null,
    signedOn: addDays(original.signedOn, rng.int(-20, 20)),
    stated: nearly(rng, original.stated, 0.1),
    outcome: null,
    declared: false,
    twin: original.id,
  };
}

const renumbered = (p: Project, districtId: string, number: number): string =>
  `ZS${p.signedOn.slice(0, 4)}-${districtId}-${String(number).padStart(5, '0')}`;

const nearly = (rng: Rng, { value, currency }: Amount, spread: number): Amount => ({
  value: Math.round(value * (1 + rng.between(-spread, spread))),
  currency,
});

function reworded(name: string): string {
  const rule = otherWords.find(([pattern]) => pattern.test(name));
  return rule ? name.replace(...rule) : name.replace(/项目$/, '（扩建）项目');
}
