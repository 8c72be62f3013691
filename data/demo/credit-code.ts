/**
 * Unified social credit codes (GB 32100-2015) that no register can have issued: the check sign is right,
 * but the division code is 999999, which GB/T 2260 does not contain.
 */

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const kinds = { company: '91', cooperative: '93' } as const;

/** Division code of every synthetic registration. */
export const syntheticDivision = '999999';

/** The code of the n-th synthetic registration (n < 10⁹). */
export function creditCode(serial: number, kind: keyof typeof kinds = 'company'): string {
  const body = `${kinds[kind]}${syntheticDivision}${organisationCode(serial)}`;
  return body + checkSign(body);
}

/** The 18th sign for the first 17. */
export function checkSign(body: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * signs.indexOf(body[i]!), 0);
  return signs[(31 - (sum % 31)) % 31]!;
}

/** A code with one sign changed, so that its check sign is wrong. */
export function spoil(code: string, position: number): string {
  const other = signs[(signs.indexOf(code[position]!) + 1) % 10]!;
  return code.slice(0, position) + other + code.slice(position + 1);
}

/** Nine signs of GB 11714: MA, six signs scattered over their whole space, check sign. */
function organisationCode(serial: number): string {
  let rest = (serial * scatter) % space;
  let body = '';
  for (let i = 0; i < 6; i++) {
    body = signs[rest % 31]! + body;
    rest = Math.floor(rest / 31);
  }
  body = `MA${body}`;
  const sum = organisationWeights.reduce((total, weight, i) => total + weight * Number.parseInt(body[i]!, 36), 0);
  return body + '0123456789X0'[(11 - (sum % 11)) % 11]!;
}

const space = 31 ** 6;
/** Prime, hence no two serials meet; small enough for exact products. */
const scatter = 7_368_787;
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
