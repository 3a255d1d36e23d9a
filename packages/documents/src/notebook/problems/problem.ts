/** Where in the text of a cell something stands, counted from 1. */
export type TextPlace = { line: number; column: number }

/** What is wrong with a notebook, as data: words are made of it in the language of whoever reads. */
export type NotebookFinding =
  /** Other cells give the same name. */
  | { code: 'name_taken'; name: string; definedBy: readonly string[] }
  /** The name means something else to SQL, Python, JavaScript or templates. */
  | { code: 'name_reserved'; name: string; by: 'SQL' | 'Python' | 'JavaScript' | 'templates' }
  | { code: 'name_unknown'; name: string; as: 'table' | 'value'; near: readonly string[] }
  /** A cell has the name, but gives a value where rows are read, or rows where a value is. */
  | { code: 'name_of_other_kind'; name: string; as: 'table' | 'value'; definedBy: string }
  /** A range of dates is read by its two ends. */
  | { code: 'name_of_range'; name: string; start: string; end: string }
  /** SQL of the warehouse reads rows that are not there. */
  | { code: 'not_in_warehouse'; name: string; definedBy: string }
  /** Each reads the next, by these names, and the last reads the first. */
  | { code: 'circle'; way: readonly { cellId: string; name: string }[] }
  | { code: 'template'; message: string; at: TextPlace }
  | { code: 'value_in_quotes'; text: string; at: TextPlace }
  | { code: 'code_unreadable'; at: TextPlace }
  | { code: 'changes_other'; name: string; definedBy: string; at: TextPlace }
  | { code: 'nothing_written' }
  | { code: 'wrong_bounds'; min: number; max: number }
  | { code: 'default_not_taken'; value: string }
  | { code: 'nothing_to_choose' }
  | { code: 'section_missing' }
  | { code: 'element_without_cell'; uuid: string; missing: string }
  | { code: 'tab_missing'; uuid: string }

/** A finding at a cell; null: at the layout of the app. An error keeps the cell from being computed, a warning does not. */
export type NotebookProblem = NotebookFinding & { cellId: string | null; severity: 'error' | 'warning' }

/** What a code of a finding means for the cell. */
export const severities: Readonly<Record<NotebookFinding['code'], NotebookProblem['severity']>> = {
  name_taken: 'error',
  name_reserved: 'error',
  name_unknown: 'error',
  name_of_other_kind: 'error',
  name_of_range: 'error',
  not_in_warehouse: 'error',
  circle: 'error',
  template: 'error',
  value_in_quotes: 'error',
  code_unreadable: 'error',
  changes_other: 'warning',
  nothing_written: 'warning',
  wrong_bounds: 'error',
  default_not_taken: 'warning',
  nothing_to_choose: 'warning',
  section_missing: 'warning',
  element_without_cell: 'warning',
  tab_missing: 'warning',
}
