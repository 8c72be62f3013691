/** `yuzhao audit verify|list`: is the log whole, and who wrote or exported what. */
import { AppError } from '../../data/errors.ts';
import { Audit } from '../audit.ts';
import { count } from './progress.ts';

export type AuditArguments = { store: string; json: boolean; head?: string; top: number };

/** @throws AppError audit_broken naming the first entry that does not fit, option_invalid */
export async function auditCommand(action: string, { store, json, head, top }: AuditArguments): Promise<void> {
  const audit = new Audit(store);
  if (action === 'verify') {
    const verified = audit.verify();
    if (verified.fault)
      throw new AppError(
        'audit_broken',
        `entry ${verified.fault.sequence} ${verified.fault.what}`,
        'compare audit.jsonl with a backup; entries before it are sound',
      );
    if (head !== undefined && !audit.holds(head))
      throw new AppError(
        'audit_broken',
        `no entry has the hash ${head}`,
        'entries were cut off since that head was noted',
      );
    process.stdout.write(
      json
        ? `${JSON.stringify(verified)}\n`
        : `✓ ${count(verified.entries)} entries, none changed\n  head ${verified.head}: note it elsewhere, and check later with --head\n`,
    );
  } else if (action === 'list') {
    const entries = audit.read().slice(-top);
    process.stdout.write(
      json
        ? `${JSON.stringify(entries)}\n`
        : entries
            .map((e) => `${e.at}  ${e.action}  ${e.role}  ${e.subject}  ${e.route}  ${JSON.stringify(e.about)}\n`)
            .join(''),
    );
  } else throw new AppError('option_invalid', `there is no «audit ${action}»`, 'verify or list');
}
