/** What the page keeps in its address, and what it loads for it. */
import type { Life } from '../shell/life.ts';
import type { Answer, Formula } from './answers.ts';

export const defaults = { formula: 'yulin-10-20-35-35', against: '', day: '', edits: '', unit: '' };
export type AssessValues = typeof defaults;
export type AssessData = { formulas: Formula[]; answer: Answer };
export type AssessLife = Life<AssessValues, AssessData>;
