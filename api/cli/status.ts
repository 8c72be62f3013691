/** `yuzhao status`: what is loaded, what was rejected, how old it is, which snapshot is served. */
import { currentSnapshot, loadsOf } from '../../data/store/index.ts';
import { count } from './progress.ts';

export async function statusCommand({ store, json }: { store: string; json: boolean }): Promise<void> {
  const loads = loadsOf(store);
  const snapshot = currentSnapshot(store)?.id ?? null;
  if (json) {
    process.stdout.write(`${JSON.stringify({ store, snapshot, loads })}\n`);
    return;
  }
  const today = Date.now();
  const lines = loads.map((l) => {
    const age = Math.round((today - Date.parse(l.as_of)) / 86_400_000);
    return `  ${l.library.padEnd(12)} ${l.file}: ${count(l.accepted)} accepted, ${count(l.rejected)} rejected, as of ${l.as_of} (${age} days ago), load ${l.load_id}`;
  });
  process.stdout.write(
    `store ${store}\nsnapshot ${snapshot ?? 'none: run yuzhao build'}\n${lines.length ? lines.join('\n') : '  nothing loaded: run yuzhao ingest'}\n`,
  );
}
