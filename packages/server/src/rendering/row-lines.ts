import { csvCell, csvLine, csvText } from './csv.ts'
import { distinctlyNamed, type AnswerColumn } from './typed-columns.ts'

/** Rows that are written at once: enough to be quick, little enough to wait for a slow reader. */
const rowsAtOnce = 1000

/** The rows as lines of JSON, an object each. */
export async function* toJsonLines(columns: readonly AnswerColumn[]): AsyncIterable<string> {
  const named = distinctlyNamed(columns)
  const keys = named.map(({ name }) => JSON.stringify(name))
  yield* inParts(columns, (row) => `{${named.map(({ values }, index) => `${keys[index]}:${JSON.stringify(values[row] ?? null)}`).join(',')}}\n`)
}

/** The rows as CSV under their names, guarded against spreadsheets that would run a text. */
export async function* toCsv(columns: readonly AnswerColumn[]): AsyncIterable<string> {
  yield csvLine(columns.map(({ name }) => csvText(name)))
  yield* inParts(columns, (row) => csvLine(columns.map(({ values }) => csvCell(values[row]))))
}

async function* inParts(columns: readonly AnswerColumn[], write: (row: number) => string): AsyncIterable<string> {
  const rows = columns[0]?.values.length ?? 0
  for (let from = 0; from < rows; from += rowsAtOnce) {
    yield Array.from({ length: Math.min(rowsAtOnce, rows - from) }, (_, row) => write(from + row)).join('')
  }
}
