/** Shapes of the answers that this page reads. */

export type Form = { form_id: string; library: string; title: string };

export type PreviewColumn = {
  sheet: string;
  header: string;
  field: string | null;
  title: string | null;
  unit: string;
  why: string;
  filled: number;
  readable: number | null;
  samples: { text: string; value: string | null }[];
  suggestions: { field: string; title: string }[];
};

export type Reject = { source_sheet: string; source_line: number; reason: string; reason_zh: string; row_text: string };

export type Preview = {
  file: string;
  encoding: string;
  tables: { sheet: string; header_from: number; header_to: number; rows: number }[];
  ignored: { sheet: string }[];
  columns: PreviewColumn[];
  missing: { field: string; title: string }[];
  fields: { field: string; title: string; required: boolean }[];
  rows_in: number;
  accepted: number;
  rejected: number;
  rejects: Reject[];
};

export type Confirmed = {
  load: { file: string; rows_in: number; accepted: number; rejected: number };
  known: boolean;
  returned: boolean;
};
