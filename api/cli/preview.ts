/** `yuzhao ingest --dry-run`: how each column was understood and what would go back, before anything is written. */
import type { LibraryId } from '../../data/schema/library.ts';
import type { Preview, PreviewColumn } from '../../data/schema/preview.ts';
import { type Corrections, declared, openCleaningSession, previewFile } from '../../ingest/index.ts';
import { count } from './progress.ts';

export type PreviewArguments = { json: boolean; asOf?: string; map?: Corrections };

/** @throws AppError when a file as a whole cannot be read */
export async function previewCommand(library: LibraryId, files: string[], options: PreviewArguments): Promise<void> {
  const db = await openCleaningSession();
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
  const previews: Preview[] = [];
  for (const file of files)
    previews.push(
      await previewFile(db, declared[library], file, { asOf, ...(options.map ? { corrections: options.map } : {}) }),
    );
  db.closeAll();
  process.stdout.write(options.json ? `${JSON.stringify(previews)}\n` : previews.map(previewText).join('\n'));
  if (previews.some((p) => p.missing.length > 0)) process.exitCode = 2;
}

function previewText(p: Preview): string {
  const lines = [
    `${p.file} → ${p.library} (${p.encoding}); nothing was written`,
    ...p.tables.map(
      (t) => `  ${t.sheet && `sheet ${t.sheet}: `}header in line ${range(t)}, ${count(t.rows)} rows below`,
    ),
    ...p.ignored.map((i) => `  sheet ${i.sheet} left out: ${i.why}`),
    ...p.columns.map(columnText),
    ...p.missing.map(
      (m) => `✗ no column for ${m.title} (${m.field}): it is required; name one with --map '{"heading": "${m.field}"}'`,
    ),
  ];
  if (p.missing.length === 0) {
    const reasons = Object.entries(p.rejected_by).map(([code, n]) => `${code} ${count(n)}`);
    lines.push(
      `${count(p.rows_in)} rows = ${count(p.accepted)} accepted + ${count(p.rejected)} rejected${reasons.length ? ` (${reasons.join(', ')})` : ''}`,
      ...p.rejects
        .slice(0, 10)
        .map((r) => `  ${r.source_sheet && `sheet ${r.source_sheet}, `}line ${r.source_line}: ${r.reason} [${r.code}]`),
    );
  }
  return `${lines.join('\n')}\n`;
}

const leftOut: Record<string, string> = {
  no_field: 'no field has this heading',
  no_heading: 'it has no heading',
  field_taken: 'its field has another column already',
  left_out: 'as you said',
};

const range = (t: Preview['tables'][number]): string =>
  t.header_from === t.header_to ? String(t.header_from) : `${t.header_from}–${t.header_to}`;

function columnText(c: PreviewColumn): string {
  const samples = c.samples
    .map(({ text, value }) => (value === null || value === text ? text : `${text} ⇒ ${value}`))
    .join(' | ');
  if (c.field === null) {
    const guess = c.suggestions.map((s) => `${s.field} (${s.title}, ${s.similarity})`).join(', ');
    return `  · ${c.header || '(no heading)'}: left out, ${leftOut[c.why]}${guess && `; perhaps ${guess}`}${samples && `; ${samples}`}`;
  }
  const read = c.readable === null ? 'empty' : `${(100 * c.readable).toFixed(1)} % of ${count(c.filled)} readable`;
  return `  ✓ ${c.header} → ${c.field}${c.unit && ` in ${c.unit}`} (${c.cleaner}; ${read})${samples && `: ${samples}`}`;
}
