/** One policy with its text and the clauses to review; and search over all texts. */
import { AppError } from '../../data/errors.ts';
import type { Database, Row } from '../../data/store/index.ts';
import { Bm25 } from '../text/bm25.ts';
import { documentOf } from './document-words.ts';

export type PolicyPiece = {
  piece_id: string;
  kind: string;
  number: string | null;
  path: string;
  text: string;
  page: number | null;
};
export type PolicyHitRow = {
  hit_id: string;
  piece_id: string;
  article: string;
  also: string[];
  strength: string;
  title: string;
  quote: string;
  start: number;
  why: string;
  check: string;
};
export type PolicyCard = { policy: Row; articles: PolicyPiece[]; hits: PolicyHitRow[] };

/** @throws AppError policy_not_found */
export async function policyCard(db: Database, id: string): Promise<PolicyCard> {
  const [policy] = await db.rows('select * from policy.current where policy_id = $id', { id });
  if (!policy)
    throw new AppError(
      'policy_not_found',
      `there is no policy «${id}»`,
      'name a document number as the policy library lists it, for example 渝府发〔2019〕6号',
    );
  return {
    policy,
    articles: await db.rows<PolicyPiece>(
      'select piece_id, kind, number, path, text, page from policy.article where policy_id = $id order by ordinal',
      { id },
    ),
    hits: await db.rows<PolicyHitRow>(
      'select hit_id, piece_id, article, also, strength, title, quote, start, why, "check" from policy.hit where policy_id = $id order by piece_id, start, rule_id',
      { id },
    ),
  };
}

export type Found = { policy_id: string; title: string; standing: string; in_force: boolean } & PolicyPiece & {
    relevance: number;
  };
type Index = { pieces: Omit<Found, 'relevance'>[]; bm25: Bm25 };

/** The newest snapshots that were searched; an index is a few times the text. */
const indexes = new Map<string, Promise<Index>>();
const kept = 2;

/** Pieces that hold the words as they stand come first, of policies in force before the others; then those that share most of the words; at most `limit`. */
export async function searchPolicies(db: Database, query: string, limit = 30): Promise<Found[]> {
  const { pieces, bm25 } = await indexOf(db);
  const scores = bm25.scores(documentOf(query));
  const needle = query.trim();
  return pieces
    .map((piece, i) => ({
      piece,
      literal:
        needle !== '' && (piece.text.includes(needle) || piece.title.includes(needle) || piece.policy_id === needle),
      relevance: scores[i]!,
    }))
    .filter((f) => f.literal || f.relevance > 0)
    .sort((a, b) => rank(b) - rank(a) || b.relevance - a.relevance)
    .slice(0, limit)
    .map(({ piece, relevance }) => ({ ...piece, relevance }));
}

/** 2 = holds the words and is in force, 1 = holds the words, 0 = shares some of them. */
const rank = ({ literal, piece }: { literal: boolean; piece: { in_force: boolean } }): number =>
  literal ? 1 + Number(piece.in_force) : 0;

async function indexOf(db: Database): Promise<Index> {
  const { snapshot } = await db.one<{ snapshot: string }>('select snapshot from meta.build');
  const known = indexes.get(snapshot) ?? readIndex(db);
  indexes.delete(snapshot);
  indexes.set(snapshot, known);
  known.catch(() => indexes.delete(snapshot));
  for (const old of [...indexes.keys()].slice(0, -kept)) indexes.delete(old);
  return known;
}

async function readIndex(db: Database): Promise<Index> {
  const pieces = await db.rows<Omit<Found, 'relevance'>>(
    `select c.policy_id, c.title, c.standing, c.in_force, a.piece_id, a.kind, a.number, a.path, a.text, a.page
     from policy.article as a join policy.current as c on a.policy_id = c.policy_id order by a.policy_id, a.ordinal`,
  );
  return { pieces, bm25: new Bm25(pieces.map((p) => documentOf(p.text))) };
}
