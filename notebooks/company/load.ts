/** Everything about one company, for the card and for the visit brief. */
import type { District, Link, Park, PolicyFit } from '../shell/answers.ts';
import { get, Problem } from '../shell/api.ts';
import type { Card, Dossier, Explained, Panel } from './answers.ts';

type Choice = { id: string; link: string; district: string };

/** Members of the panel that the card names. */
const panelSize = 5;

/** What the address does not name is taken from the list in which the company scores highest. @throws Problem */
export async function dossier(choice: Choice, signal: AbortSignal): Promise<Dossier> {
  const [card, links, districts] = await Promise.all([
    get<Card>(`companies/${encodeURIComponent(choice.id)}`, {}, signal),
    get<{ rows: Link[] }>('links', {}, signal),
    get<{ rows: District[] }>('districts', {}, signal),
  ]);
  const { link, district } = chosen(choice, card, links.rows, districts.rows);
  const placed = card.placements.some((placement) => placement.link_id === link?.link_id);
  const [why, policies, panel, parks] = await Promise.all([
    link && district && placed ? reason(card, link, district, signal) : null,
    link ? fits(link, district, signal) : [],
    link ? experts(card, link, signal) : null,
    district ? parksOf(link, district, signal) : [],
  ]);
  return { links: links.rows, districts: districts.rows, card, link, district, why, policies, panel, parks };
}

function chosen(
  { link, district }: Choice,
  { places, placements, enterprise }: Card,
  links: readonly Link[],
  districts: readonly District[],
): Pick<Dossier, 'link' | 'district'> {
  const linkOf = (id: string | undefined) => links.find((one) => one.link_id === id || one.name === id) ?? null;
  const districtOf = (id: string | null | undefined) =>
    districts.find((one) => one.district_id === id || one.name === id) ?? null;
  const aim = linkOf(link) ?? linkOf(places[0]?.link_id ?? placements[0]?.link_id);
  const best = places.find((place) => place.link_id === aim?.link_id);
  return { link: aim, district: districtOf(district) ?? districtOf(best?.district_id ?? enterprise.district_id) };
}

const reason = (card: Card, link: Link, district: District, signal: AbortSignal): Promise<Explained | null> =>
  orNull(
    get<Explained>(
      'match/explain',
      { link: link.link_id, district: district.district_id, enterprise: card.enterprise.enterprise_id },
      signal,
    ),
    403,
  );

async function fits(link: Link, district: District | null, signal: AbortSignal): Promise<PolicyFit[]> {
  const query = { link: link.link_id, district: district?.district_id };
  return (await get<{ policies: PolicyFit[] }>('policies/fit', query, signal)).policies;
}

/** Only planners may draw a panel; to others the card does not show one. */
const experts = (card: Card, link: Link, signal: AbortSignal): Promise<Panel | null> =>
  orNull(get<Panel>('panel', { link: link.link_id, investor: card.enterprise.name, size: panelSize }, signal), 403);

/** Parks of the district, first those that lead in the chain. */
async function parksOf(link: Link | null, district: District, signal: AbortSignal): Promise<Park[]> {
  const { rows } = await get<{ rows: Park[] }>('parks', { district_id: district.district_id }, signal);
  const leads = (park: Park) => Number(park.chains?.includes(link?.chain ?? '') ?? false);
  return rows.sort((a, b) => leads(b) - leads(a) || (b.free_land_mu ?? 0) - (a.free_land_mu ?? 0));
}

async function orNull<T>(answer: Promise<T>, status: number): Promise<T | null> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === status) return null;
    throw problem;
  }
}
