/** 履约看板: the four rates, who stands where, what is stuck, what to look at twice; every number opens to its projects and evidence. */

import { h } from '../shell/h.ts';
import { startPage } from '../shell/life.ts';
import { league, map } from './districts.ts';
import { drill, timeline } from './evidence.ts';
import { defaults, type Facts, load, type State } from './facts.ts';
import { funnel, stuck, suspected } from './projects.ts';
import { rates, trend } from './rates.ts';
import { changes, controls } from './time.ts';

startPage<State, Facts>({
  id: 'leadership',
  title: 'leadership.title',
  defaults,
  load,
  show: (context) => [
    controls(context),
    rates(context),
    h(
      'div',
      { class: 'board' },
      drill(context),
      timeline(context),
      trend(context),
      map(context),
      funnel(context),
      league(context),
      stuck(context),
      suspected(context),
      changes(context),
    ),
  ],
});
