/** A sheet as read from a workbook, whichever reader read it. */

export type XlsxCell = string | number | boolean | Date | null;

/** Rows and columns count from 0, both ends inclusive. */
export type Merge = { startRow: number; startCol: number; endRow: number; endCol: number };

export type SheetIn = {
  sheet: string;
  /** Rows with at least one value. `line` counts from 1 as Excel shows it; dates are UTC midnights. */
  rows: { line: number; cells: XlsxCell[] }[];
  merges: Merge[];
};
