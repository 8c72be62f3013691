/** Simple ways from a short name to a full one, beside which D1 stands: BM25 over character bigrams, and plain rules. */

const K1 = 1.2;
const B = 0.75;

const bigrams = (text: string): number[] =>
  Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.charCodeAt(i) * 65536 + text.charCodeAt(i + 1));

/** @returns for a query the rank of document `truth`, 0 = it shares no bigram with the query */
export function createBm25(documents: readonly string[]): (query: string, truth: number) => number {
  const postings = new Map<number, number[]>();
  let total = 0;
  documents.forEach((text, id) => {
    total += text.length;
    for (const gram of new Set(bigrams(text))) {
      const list = postings.get(gram);
      if (list) list.push(id);
      else postings.set(gram, [id]);
    }
  });
  const mean = total / documents.length;
  return (query, truth) => {
    const score = new Map<number, number>();
    for (const gram of new Set(bigrams(query))) {
      const list = postings.get(gram) ?? [];
      const idf = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5));
      for (const id of list) {
        const part = (idf * (K1 + 1)) / (1 + K1 * (1 - B + (B * documents[id]!.length) / mean));
        score.set(id, (score.get(id) ?? 0) + part);
      }
    }
    const reached = score.get(truth);
    if (reached === undefined) return 0;
    let rank = 1;
    for (const [id, value] of score) if (value > reached || (value === reached && id < truth)) rank++;
    return rank;
  };
}

/** Order of plain rules: all characters in order, a stock company, no branch, in one piece, short. Higher is better. */
export const plainRules: Record<string, number> = {
  covered: 100,
  stock_form: 40,
  branch: -30,
  substring: 10,
  length: -2,
};
