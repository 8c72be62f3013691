/** The engine room: from trusted rows to answers. */
export { type BuildResult, build } from './build.ts';
export { type MatchAnswer, type MatchRow, matchList } from './match.ts';
