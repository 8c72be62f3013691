/** Assessment: formulas as data, scores with their working, ranks that say how sure they are, and what another formula would change. */

export { type AssessAnswer, type AssessQuestion, askAssessment, type Edits } from './ask.ts';
export { type Assessment, type AssessRequest, assess, type UnitScore } from './assess.ts';
export { type Hint, hints } from './hints.ts';
export type { PointShare, RefusedShare } from './units.ts';
export { type Comparison, compareFormulas, type Moved } from './what-if.ts';
