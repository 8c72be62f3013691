/** What outcomes prove of the score, as routes say it. */
import Type from 'typebox';
import { published } from '../../data/schema/published.ts';

export const Calibration = Type.Object(published['match.calibration'].properties, {
  title: '校准',
  description: 'empty = too few outcomes; shown = whether rows may have a probability',
});
