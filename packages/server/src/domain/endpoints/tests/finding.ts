import type { EndpointExpectation, TestedError } from '@atrium/documents'

type Row = readonly unknown[]
/** Some of the rows that something is said of. */
export type SampleRows = { columns: readonly string[]; rows: readonly Row[] }

/** What does not hold: what was expected stands in the expectation, here is what was found. */
export type Finding =
  | { kind: 'answer_failed'; error: TestedError | null; message: string }
  | { kind: 'timed_out'; seconds: number }
  | { kind: 'cut'; rows: number }
  | { kind: 'column_missing'; column: string; has: readonly string[] }
  | { kind: 'row_count'; rows: number }
  | { kind: 'columns'; columns: readonly { name: string; type: string }[] }
  | { kind: 'empty_values'; column: string; count: number; sample: SampleRows }
  | { kind: 'duplicates'; columns: readonly string[]; count: number; sample: SampleRows }
  | { kind: 'other_values'; column: string; count: number; values: readonly unknown[] }
  | { kind: 'out_of_bounds'; column: string; count: number; sample: SampleRows }
  | { kind: 'not_comparable'; column: string; value: unknown }
  | { kind: 'total'; column: string; expected: number | null; got: number }
  | { kind: 'rows'; columns: readonly string[]; expectedRows: number; gotRows: number; differences: readonly RowDifference[] }
  | { kind: 'too_slow'; milliseconds: number }
  | { kind: 'no_error' }

/** A row that is another one, is missing (`got` null), or is too many. `row` counts from 1. */
export type RowDifference = { row: number; expected: Row | null; got: Row | null }

/** A finding and the expectation that it is of, by its place; null: there was no answer to look at. */
export type PlacedFinding = Finding & { expectation: number | null }

/** A finding in one sentence, for whoever reads it where there is no page. `expectation`: what it is of, where it is of one. */
export function findingInWords(finding: Finding, expectation: EndpointExpectation | undefined): string {
  switch (finding.kind) {
    case 'answer_failed':
      return expectation?.kind === 'error' ? `Another error than ${expectation.error}: ${finding.message}` : finding.message
    case 'timed_out':
      return `It took longer than ${finding.seconds} s and was stopped.`
    case 'cut':
      return `There are more than the ${rowsOf(finding.rows)} of an answer, so that nothing can be said of all of them.`
    case 'column_missing':
      return `There is no column ${finding.column}; there are ${finding.has.join(', ')}.`
    case 'row_count':
      return `${rowsOf(finding.rows)} instead of ${expectation?.kind === 'row_count' ? boundsInWords(expectation.atLeast, expectation.atMost) : 'others'}.`
    case 'columns':
      return `The columns are ${finding.columns.map(({ name, type }) => `${name} (${type})`).join(', ')}.`
    case 'empty_values':
      return `${finding.column} is empty in ${rowsOf(finding.count)}.`
    case 'duplicates':
      return `${rowsOf(finding.count)} have values of ${finding.columns.join(', ')} that another row has as well.`
    case 'other_values':
      return `${finding.column} has other values in ${rowsOf(finding.count)}: ${finding.values.map(shown).join(', ')}.`
    case 'out_of_bounds':
      return `${finding.column} is beyond its bounds in ${rowsOf(finding.count)}.`
    case 'not_comparable':
      return `${finding.column} has a value that cannot be compared: ${shown(finding.value)}.`
    case 'total':
      return finding.expected === null
        ? `The metric that the total of ${finding.column} is compared with has no value; the total is ${finding.got}.`
        : `The total of ${finding.column} is ${finding.got} instead of ${finding.expected}.`
    case 'rows':
      return `The rows are others: ${finding.gotRows} instead of ${finding.expectedRows}. ${finding.differences.map(differenceInWords).join(' ')}`
    case 'too_slow':
      return `It took ${finding.milliseconds} ms${expectation?.kind === 'within' ? ` instead of ${expectation.milliseconds} at most` : ''}.`
    case 'no_error':
      return 'It answered where it was to fail.'
  }
}

const rowsOf = (count: number): string => (count === 1 ? '1 row' : `${count} rows`)

const boundsInWords = (least: number | undefined, most: number | undefined): string =>
  least === most ? `${least}` : least === undefined ? `${most} at most` : most === undefined ? `${least} at least` : `${least} to ${most}`

const shown = (value: unknown): string => JSON.stringify(value) ?? 'null'

const differenceInWords = ({ row, expected, got }: RowDifference): string =>
  got === null ? `Missing: ${shown(expected)}.` : expected === null ? `Too many: ${shown(got)}.` : `Row ${row}: ${shown(got)} instead of ${shown(expected)}.`
