/** The reference facts that a snapshot carries: relation → file and record. */
import type { TObject } from 'typebox';
import { Chain, Crosswalk, Flow, Link, LinkTerm } from './chain.ts';
import { AreaFocus, District, Province, Zone, ZoneDistrict } from './geo.ts';

export const referenceTables: Record<string, { file: string; record: TObject }> = {
  'reference.chain': { file: 'chain/chain.csv', record: Chain },
  'reference.link': { file: 'chain/link.csv', record: Link },
  'reference.link_term': { file: 'chain/link_term.csv', record: LinkTerm },
  'reference.flow': { file: 'chain/flow.csv', record: Flow },
  'reference.crosswalk': { file: 'chain/crosswalk.csv', record: Crosswalk },
  'reference.district': { file: 'geo/district.csv', record: District },
  'reference.province': { file: 'geo/province.csv', record: Province },
  'reference.zone': { file: 'geo/zone.csv', record: Zone },
  'reference.zone_district': { file: 'geo/zone_district.csv', record: ZoneDistrict },
  'reference.area_focus': { file: 'geo/area_focus.csv', record: AreaFocus },
};
