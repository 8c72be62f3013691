/** 政策文本: the text of policy documents, cut into pieces; `ingest/document` reads the files. */
import { PolicyText } from '../../data/schema/policy.ts';
import type { Library } from './declare.ts';

export const policyTexts: Library = {
  id: 'policy_texts',
  title: '政策文本',
  record: PolicyText,
  documents: true,
  fields: {
    policy_id: { headers: ['文号'], clean: 'text', required: true },
    piece_id: { headers: ['片段'], clean: 'text', required: true },
    ordinal: { headers: ['次序'], clean: 'number', required: true },
    kind: { headers: ['类别'], clean: 'text', required: true },
    number: { headers: ['编号'], clean: 'text' },
    path: { headers: ['位置'], clean: 'text', required: true },
    title: { headers: ['文件标题'], clean: 'text' },
    text: { headers: ['正文'], clean: 'text' },
    page: { headers: ['页'], clean: 'number' },
  },
  // the text as it stands, white space included: the pieces joined are the document
  derived: { text: "coalesce(raw_text, '')" },
  rejects: [],
};
