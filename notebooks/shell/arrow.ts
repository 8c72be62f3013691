/** Lists from the API as Arrow: columns arrive typed, and a hundred thousand rows decode in the time of a few JSON pages. The only importer of flechette. */
import { tableFromIPC } from '@uwdata/flechette';
import { address, fetchAnswer, type Query } from './api.ts';

/** Rows of `api/<path>.arrow`, whole, as plain objects. Whole numbers are numbers, days are ISO texts as in JSON. @throws Problem */
export async function getRows<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T[]> {
  const response = await fetchAnswer(address(`${path}.arrow`, query), { signal });
  const table = tableFromIPC(await response.arrayBuffer(), { useBigInt: false, useDate: false });
  return table.toArray() as T[];
}
