/** The note that lies beside the files. */
export const readme = `本目录全部为合成数据：企业、人员、项目、园区、政策均系虚构，不对应任何真实主体，不得用于任何真实决策。
Everything in this folder is synthetic: every company, person, project, park and policy is invented. Do not use it for any real decision.

How to tell a synthetic record / 如何识别
- 企业、园区、机构名称都含有一个保留字：愔昃沚玚玠琤璁璩皦禔绡衎峣忞暐溦琎瑀皞翙沄湜荇蕤
  Names of companies, parks and institutes contain one of these reserved signs.
- 统一社会信用代码的行政区划码为 999999（GB/T 2260 中不存在），校验位有效
  Credit codes carry the division code 999999, which does not exist; their check signs are valid, apart from a few that are wrong on purpose.
- 专家只有代号；政策文号以“演示”开头；表格含“数据性质=合成”一列
  Experts have pseudonyms only, document numbers begin with 演示, workbooks have a column 数据性质 = 合成.
- 区县、产业链与环节名称是真实的，但各区县的产业强弱、履约情况、报送习惯都是随机生成的，与实际无关
  Districts, chains and links are real names; how strong, how reliable or how honest each district appears is drawn at random.

Files as offices would send them / 文件
企业库_*.csv.gz（工商登记十列）、项目库_*.xlsx 与 项目库_全市.csv、项目事件*.csv（万州区为 GBK 编码）、专家库、政策库、政策文本_*（.docx 与 .txt）、园区、产业关系、企业动态
truth.json: what only the generator knows; for tests of quality, never to be ingested.
`;
