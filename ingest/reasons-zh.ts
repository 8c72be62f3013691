/** The reasons in Chinese, for the people to whom a file goes back. Where a reason has no Chinese yet it stays as it is. */

const rejects: Record<string, string> = {
  subtotal_row: '合计、小计行，不是一条记录：合计由平台按明细计算',
  header_row: '重复的表头行，不是一条记录',
  note_row: '表后说明行，不是一条记录',
  columns_shifted: '代码或日期落在别的栏里：整行串列了，请检查分隔符',
  cell_too_long: '单元格过长，多半是几行连在了一起',
  cells_missing: '单元格比表头少：缺分隔符',
  cells_too_many: '单元格比表头多：含分隔符的单元格要加引号',
  quote_broken: '引号没有成对',
  record_too_long: '一行过长，多半是引号没有关闭',
  encoding_broken: '有不是 UTF-8 的字符：请另存为“CSV UTF-8”',
  line_broken: '这一行读不出来',
  name_too_short: '不是完整的企业名称，请填登记全称',
};

const issues: [RegExp, string][] = [
  [/is not a valid credit code/, '不是有效的统一社会信用代码（18 位，校验位不符）'],
  [/is not a date/, '不是日期'],
  [/is not an amount/, '不是带单位的金额：请写明 万元、亿元 或币种'],
  [/is not a number/, '不是数字'],
  [/is neither/, '请填 是 或 否'],
  [/is not a grade/, '不是 A 至 D 的等级'],
  [/10 billion or more/, '金额达百亿以上且没有千位分隔：多半是把元填成了万元'],
];

const cell = /«([\s\S]*)»/;

export const inChinese = {
  /** A rejected row. */
  reject(code: string, reason: string): string {
    if (code === 'row_repeated') {
      const [, line, sheet] = /line (\d+)(?: of sheet (.+?))?:/.exec(reason) ?? [];
      return `与${sheet ? `“${sheet}”` : ''}第 ${line} 行完全相同：只计一次`;
    }
    if (code === 'required_missing') {
      const title = reason.split(' ')[0]!;
      const text = cell.exec(reason)?.[1];
      return text === undefined ? `必填项“${title}”为空` : `必填项“${title}”读不懂：“${text}”`;
    }
    return rejects[code] ?? reason;
  },
  /** A doubted cell: `field: «text» reason` under a heading of the sender. */
  issue(issue: string, heading: string): string {
    const text = cell.exec(issue)?.[1] ?? '';
    const found = issues.find(([pattern]) => pattern.test(issue))?.[1];
    return `${heading}“${text}”${found ?? issue.slice(issue.lastIndexOf('»') + 1)}`;
  },
};
