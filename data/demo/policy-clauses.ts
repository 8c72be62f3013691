/** Clauses of invented policies. Some breach 《公平竞争审查条例》 on purpose, so that screening has something to find. */

/** `concern`: article of the regulation (in force 2024-08-01) that a reviewer should look at; null = none intended. */
export type Clause = { instrument: '税收' | '财政' | '要素' | '金融' | '服务'; concern: string | null; text: string };

export const clauses: Clause[] = [
  { instrument: '服务', concern: null, text: '为签约项目配备服务专员，审批事项实行代办和容缺受理。' },
  { instrument: '服务', concern: null, text: '建立项目例会制度，按月协调用地、用能、用工等问题，结果向社会公开。' },
  { instrument: '服务', concern: null, text: '面向全部同类企业开放公共检测平台，收费标准统一公示。' },
  { instrument: '金融', concern: null, text: '产业引导基金按市场化方式出资，不以企业所有制和注册地为条件。' },
  { instrument: '金融', concern: null, text: '对中小企业首次贷款按统一标准给予贴息，年度总额控制，先到先得。' },
  {
    instrument: '财政',
    concern: null,
    text: '对企业研发投入增量给予不超过10%的补助，同一标准适用于辖区内全部企业，执行至2027年底。',
  },
  { instrument: '财政', concern: null, text: '对购置节能设备的企业按统一目录补助，单户不超过300万元。' },
  { instrument: '要素', concern: null, text: '工业用地实行标准地出让，指标和评审规则事先公告。' },
  { instrument: '要素', concern: null, text: '园区标准厂房租金按评估价执行，符合条件的企业均可申请。' },
  { instrument: '税收', concern: null, text: '落实国家规定的高新技术企业所得税优惠。' },
  {
    instrument: '税收',
    concern: '第十条（一）',
    text: '自投产年度起三年内，按企业缴纳增值税和所得税区级留成部分的100%予以返还。',
  },
  { instrument: '税收', concern: '第十条（一）', text: '对总部企业高管个人所得税区级留成部分给予全额奖补。' },
  { instrument: '财政', concern: '第十条（二）', text: '对招商引进的链主企业一事一议，单独给予最高1亿元落户奖励。' },
  { instrument: '财政', concern: '第十条（二）', text: '列入本区重点企业种子库的企业优先安排专项资金。' },
  { instrument: '要素', concern: '第十条（三）', text: '对引进企业按不高于基准地价50%供地，差额由平台公司补足。' },
  { instrument: '要素', concern: '第十条（三）', text: '对指定企业用电、用气价格给予每度0.1元的定向补贴。' },
  {
    instrument: '财政',
    concern: '第九条（一）',
    text: '享受本政策的企业十年内不得将注册地迁出本区，迁出的须退还全部扶持资金。',
  },
  { instrument: '财政', concern: '第九条', text: '企业须在本区设立独立法人公司方可申报本政策。' },
  { instrument: '服务', concern: '第九条', text: '政府投资项目优先采购本地企业生产的产品。' },
  { instrument: '服务', concern: '第八条', text: '参与本区示范项目的企业应从区政府推荐名录中选择服务机构。' },
];
