/** The node × district model on made-up registrations: what it learns, that its parts add up, what it is counted from. */
import { describe, expect, it } from 'vitest';
import { readDistrictRules } from '../../../data/schema/district-rules.ts';
import type { Entry } from '../../../engine/relatedness/entries.ts';
import { createBasis } from '../../../engine/relatedness/link-basis.ts';
import type { LocalEntries } from '../../../engine/relatedness/link-entries.ts';
import { fitToStore, momentsAt } from '../../../engine/relatedness/link-fit.ts';
import { LINK_PARTS } from '../../../engine/relatedness/link-model.ts';

const links = ['chips', 'wafers', 'lids', 'apps'];
const districts = ['500101', '500102', '500103', '500104', '500105', '500106'];
const flows = [{ from: 1, to: 0, criticality: 3 }];

/** Chips and wafers gather in the first two districts, lids and apps in the last two; 2010 to 2019. */
function city(): LocalEntries {
  const entries: Entry[] = [];
  let state = 7;
  const next = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  for (let year = 2010; year < 2020; year++)
    for (let k = 0; k < 12; k++) {
      const item = next(4);
      const home = item < 2 ? next(2) : 4 + next(2);
      entries.push({ place: next(5) === 0 ? next(6) : home, year: year + k / 12, items: Int32Array.of(item) });
    }
  return { districts, versions: [{ version: 'made up', links, flows, entries }], asOf: 2019.92 };
}

describe('the fitted model', () => {
  const local = city();
  const fit = fitToStore(local);

  it('foretells where links register better than sizes do, and keeps every sign', () => {
    expect(fit.came).toBeGreaterThan(10);
    expect(fit.auc!).toBeGreaterThan(fit.aucOfSize!);
    for (const part of LINK_PARTS) expect(fit.coefficient[part]).toBeGreaterThanOrEqual(0);
  });

  it('puts a link where its companies and its suppliers are', () => {
    const [moment] = momentsAt(local, local.asOf);
    const affinity = (link: number, place: number): number =>
      LINK_PARTS.reduce(
        (sum, part) => sum + fit.coefficient[part] * (moment!.parts[part][link * 6 + place]! - fit.centre[part]),
        0,
      );
    expect(affinity(0, 0)).toBeGreaterThan(affinity(0, 4));
    expect(affinity(3, 5)).toBeGreaterThan(affinity(3, 1));
    expect(moment!.parts.suppliers[0]).toBeGreaterThan(0);
    expect(moment!.parts.suppliers[1 * 6]).toBe(0);
  });

  it('gives the same numbers for the same entries in any order', () => {
    const turned = { ...local, versions: local.versions.map((v) => ({ ...v, entries: v.entries.toReversed() })) };
    expect(fitToStore(turned)).toEqual(fit);
  });

  it('looks at nothing after the moment', () => {
    const [version] = local.versions;
    const later = [...version!.entries, { place: 3, year: 2025, items: Int32Array.of(0) }];
    const [with_, without] = [later, version!.entries].map(
      (entries) => momentsAt({ ...local, versions: [{ ...version!, entries }] }, 2015)[0]!.parts,
    );
    expect(with_).toEqual(without);
  });

  it('says from which counts a part came', () => {
    const [moment] = momentsAt(local, local.asOf);
    const basis = createBasis(moment!, {
      entries: local.versions[0]!.entries,
      flows,
      links,
      districts,
      asOf: local.asOf,
    });
    const wafersHere = local.versions[0]!.entries.filter((e) => e.place === 0 && e.items[0] === 1).length;
    expect(basis('suppliers', 0, 0)).toEqual({ links: [{ id: 'wafers', companies: wafersHere, weight: 3 }] });
    expect(basis('earlier', 1, 0)).toMatchObject({ companies: wafersHere });
    expect(basis('recent', 1, 0).new_companies).toBeLessThanOrEqual(wafersHere);
  });
});

describe('a store without dated companies', () => {
  it('has the beliefs of the rules, and no claim to have been tested', () => {
    const empty: LocalEntries = { districts, versions: [{ version: 'made up', links, flows, entries: [] }], asOf: 0 };
    const fit = fitToStore(empty);
    const { affinity } = readDistrictRules();
    for (const part of LINK_PARTS) expect(fit.coefficient[part]).toBeCloseTo(affinity[part].mean, 2);
    expect([fit.auc, fit.aucOfSize]).toEqual([null, null]);
  });
});
