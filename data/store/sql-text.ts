/** Names and texts as they stand in SQL. */

/** Schema and name of a relation (`chain.placement`), quoted for SQL. */
export const quote = (relation: string): string =>
  relation
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

/** A SQL string literal, for the few statements that take no parameters (COPY, ATTACH, table functions). */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
