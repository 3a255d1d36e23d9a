import { AppError } from '../../platform/errors.ts'
import { csvLine, csvText } from '../../rendering/csv.ts'
import type { CsvColumn } from './csv-columns.ts'

/** Values that may become columns of a pivoted file: more would be read by nobody, and dropping some would be silent. */
const maxPivotValues = 2000

type Pivot = { pivot: string[]; metrics: ReadonlySet<string> }

/**
 * A pivoted file: one heading line per pivoted field, one more with the metrics, then a line per combination of the
 * other dimensions, in the order in which the query gave them. Rows are held in memory: the cell cap bounds them.
 * Throws `limit_exceeded` for more columns than anybody reads.
 */
export async function* pivotedLines(rows: AsyncIterable<(string | null)[]>, columns: CsvColumn[], { pivot, metrics }: Pivot): AsyncGenerator<string> {
  const pivoted = pivot.flatMap((fieldId) => columns.filter((column) => column.fieldId === fieldId))
  const values = columns.filter((column) => metrics.has(column.fieldId))
  const index = columns.filter((column) => !pivoted.includes(column) && !values.includes(column))
  const headings = new Map<string, string[]>()
  const lines = new Map<string, { cells: string[]; byHeading: Map<string, string[]> }>()
  for await (const row of rows) {
    const heading = pivoted.map((column) => column.write(row[column.index] ?? null))
    const headingKey = JSON.stringify(heading)
    if (!headings.has(headingKey)) {
      if (headings.size >= maxPivotValues) {
        const named = pivoted.map(({ heading: name }) => name).join(', ')
        throw new AppError('limit_exceeded', `Pivoting by ${named} gives more than ${maxPivotValues} columns. Filter it, or export without the pivot.`, {
          reason: 'pivot_columns',
        })
      }
      headings.set(headingKey, heading)
    }
    const cells = index.map((column) => column.write(row[column.index] ?? null))
    const key = JSON.stringify(cells)
    const line = lines.get(key) ?? { cells, byHeading: new Map<string, string[]>() }
    line.byHeading.set(
      headingKey,
      values.map((column) => column.write(row[column.index] ?? null)),
    )
    lines.set(key, line)
  }
  const blank = index.map(() => '')
  const all = [...headings]
  for (const [position, column] of pivoted.entries()) {
    const lead = index.length === 0 ? [] : [...blank.slice(1), csvText(column.heading)]
    yield csvLine([...lead, ...all.flatMap(([, heading]) => values.map(() => heading[position] ?? ''))])
  }
  yield csvLine([...index.map((column) => csvText(column.heading)), ...all.flatMap(() => values.map((column) => csvText(column.heading)))])
  const empty = values.map(() => '')
  for (const { cells, byHeading } of lines.values()) yield csvLine([...cells, ...all.flatMap(([key]) => byHeading.get(key) ?? empty)])
}
