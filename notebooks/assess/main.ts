/** 考核试算: a formula with edits on past data; ranks with intervals, what moves against another formula, every unit's working. */
import { get } from '../shell/api.ts';
import { startPage } from '../shell/life.ts';
import type { Answer, Formula } from './answers.ts';
import { formulaPanel, weightsPanel } from './form.ts';
import { hintsPanel, rankPanels } from './ranks.ts';
import { type AssessData, type AssessValues, defaults } from './values.ts';
import { workingPanel } from './working.ts';

startPage<AssessValues, AssessData>({
  id: 'assess',
  title: 'assess.title',
  defaults,
  async load(values, signal) {
    const query = {
      formula: values.formula,
      edits: values.edits || null,
      // edits without another formula are held against the formula as it was
      against: values.against || (values.edits ? values.formula : null),
      as_known_at: values.day || null,
    };
    const [{ formulas }, answer] = await Promise.all([
      get<{ formulas: Formula[] }>('assess/formulas', {}, signal),
      get<Answer>('assess', query, signal),
    ]);
    return { formulas, answer };
  },
  show: (life) => {
    const open = life.data.answer.assessment.units.find((unit) => unit.unit_id === life.values.unit);
    return [
      ...formulaPanel(life),
      weightsPanel(life),
      ...(open ? [workingPanel(life, open)] : []),
      ...rankPanels(life),
      hintsPanel(life),
    ];
  },
});
