/** Lists of project events: one for the whole city, and one that a district keeps in the encoding of its old system. */
import { encodeGbk } from '../encoding.ts';
import { csvLine } from './csv-out.ts';
import { writeAmount } from './notation.ts';
import type { ProjectEvent } from './project.ts';
import type { Rng } from './rng.ts';

const byteOrderMark = '\uFEFF';

/** UTF-8 with byte order mark, as Excel saves «CSV UTF-8», amounts in 10,000 CNY. */
export function cityEvents(rng: Rng, events: readonly ProjectEvent[]): Uint8Array {
  const header = ['项目代码', '事件', '发生日期', '填报日期', '金额（万元）', '佐证等级', '备注'];
  const lines = events.map((e) =>
    csvLine([e.projectId, e.kind, e.happenedOn, e.knownOn, writeAmount(rng, e.amount, 'wan'), e.grade, e.note], '\r\n'),
  );
  return Buffer.from([byteOrderMark, csvLine(header, '\r\n'), ...lines].join(''));
}

/** GBK, other headings, amounts with their unit in the cell. */
export function gbkEvents(rng: Rng, events: readonly ProjectEvent[]): Uint8Array {
  const header = ['项目编号', '节点', '完成日期', '上报日期', '到位金额', '证据等级', '说明'];
  const day = (text: string): string => text.replaceAll('-', '/');
  const lines = events.map((e) =>
    csvLine(
      [
        e.projectId,
        e.kind,
        day(e.happenedOn),
        day(e.knownOn),
        writeAmount(rng, e.amount, 'text'),
        e.grade && `${e.grade}级`,
        e.note,
      ],
      '\r\n',
    ),
  );
  return encodeGbk([csvLine(header, '\r\n'), ...lines].join(''));
}
