/** How a library is declared: for each field the headings offices use and the cleaner that reads the cell. */
import type { TObject } from 'typebox';
import type { ListId } from '../../data/schema/library.ts';

/** A cleaner is a SQL macro `clean_<name>(text)` in ../clean; NULL out of non-empty text means «could not be read». */
/** `date`: what happened, a period is its first day. `deadline`: what was promised or ends, a period is its last day. */
export type Cleaner = 'text' | 'name' | 'code' | 'date' | 'deadline' | 'money' | 'number' | 'flag' | 'list' | 'grade';

export type Field = {
  /**
   * Headings seen in real files, compared without spaces, brackets and units. The first is the canonical one. A heading under
   * merged ones is their path: `协议总投资/合作方/省外`.
   */
  headers: readonly string[];
  clean: Cleaner;
  /** A row without it is rejected. */
  required?: boolean;
};

export type Library = {
  id: ListId;
  title: string;
  record: TObject;
  fields: Record<string, Field>;
  /** Further columns of the record: name → SQL over the cleaned fields. `<field>_cny` of an amount needs no line here. */
  derived: Record<string, string>;
  /** SQL of the day whose exchange rate foreign amounts take; the data date where it is NULL or absent. */
  moneyDay?: string;
  /** Values that are read but not believed: the field, when, and what the sender should look at. The row stays, with an issue. */
  doubts?: { field: string; when: string; reason: string }[];
  /** Row checks: reject code → SQL condition that holds for a bad row, over raw and cleaned fields. */
  rejects: { code: string; when: string; reason: string }[];
  /** Its files are documents (.docx, .txt, .html, .pdf), not tables. */
  documents?: true;
  /** Fields whose cells a rejected row may quote; all columns of the file without it. For libraries about people. */
  quotable?: string[];
  /** A library that the same file feeds in the same breath, where the file has its headings: personal data kept apart. */
  companion?: Library;
};
