/** `yuzhao token create|list|revoke`. */
import { AppError } from '../../data/errors.ts';
import { type Role, roles } from '../http/access.ts';
import { districtId } from '../http/district-name.ts';
import { createToken, listTokens, revokeToken, type TokenCard } from '../tokens.ts';

export type TokenArguments = {
  store: string;
  json: boolean;
  role?: string;
  district?: string;
  label: string;
  days: number;
};

/** @throws AppError option_invalid, district_not_found, token_not_found */
export async function tokenCommand(action: string, id: string | undefined, options: TokenArguments): Promise<void> {
  const { store, json } = options;
  if (action === 'create') {
    const { token, card } = await createToken(store, wishOf(options));
    process.stdout.write(json ? `${JSON.stringify({ token, ...card })}\n` : `${token}\n`);
    if (!json) process.stderr.write(`${line(card)}\nIt is shown this once; only a hash of it is kept.\n`);
  } else if (action === 'list') {
    const cards = listTokens(store);
    process.stdout.write(json ? `${JSON.stringify(cards)}\n` : cards.map((card) => `${line(card)}\n`).join(''));
  } else if (action === 'revoke' && id !== undefined) {
    await revokeToken(store, id);
    process.stdout.write(json ? `${JSON.stringify({ revoked: id })}\n` : `✓ ${id} is revoked\n`);
  } else
    throw new AppError('option_invalid', `«token ${action}» is not complete`, 'create --role …, list, or revoke <id>');
}

function wishOf({ role, district, label, days }: TokenArguments) {
  if (!roles.includes(role as Role))
    throw new AppError(
      'option_invalid',
      `there is no role «${role ?? ''}»`,
      `name one of ${roles.slice(1).join(', ')}`,
    );
  const district_id = district === undefined ? null : districtId(district);
  if (district_id === undefined)
    throw new AppError(
      'district_not_found',
      `there is no district «${district}» in Chongqing`,
      'for example 渝北区 or 500112',
    );
  return { role: role as Role, district_id, label, days };
}

const line = ({ token_id, role, district_id, label, expires_at, state }: TokenCard): string =>
  [token_id, state, role, district_id ?? '', label, `until ${expires_at.slice(0, 10)}`].filter(Boolean).join('  ');
