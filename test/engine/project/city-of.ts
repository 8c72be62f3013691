/** A small city for tests of project models: events judged, the models over them run as a build runs them. */
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { readProfile } from '../../../data/schema/profile.ts';
import { Database } from '../../../data/store/index.ts';
import { append } from '../../../data/store/ledger.ts';
import { judgeEvents } from '../../../data/store/ledger-judge.ts';
import { attachInputs, modelParameters } from '../../../engine/build.ts';
import { buildKnown } from '../../../engine/caliber/index.ts';
import { readModels } from '../../../engine/runner/model.ts';
import { runModels } from '../../../engine/runner/run.ts';

const models = (await readModels()).filter((m) => m.relation.startsWith('project.'));

/** `ledger.*` and `project.*` over the events. Every event must be sound. */
export async function cityOf(events: NewEvent[]): Promise<Database> {
  const { accepted, refused } = judgeEvents(
    events,
    { projects: new Map(), events: new Map() },
    { recordedAt: '2030-01-01T00:00:00.000Z' },
  );
  if (refused.length) throw new Error(`${refused[0]!.code}: ${refused[0]!.reason}`);
  const db = await Database.open();
  await attachInputs(db, '/nowhere', [], readProfile());
  await append(db, accepted);
  await buildKnown(db);
  await runModels(db, models, modelParameters(readProfile(), 'p', 'm'), () => {});
  return db;
}
