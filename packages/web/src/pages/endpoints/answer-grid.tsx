import type { GridCell } from '../../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../../components/results-grid/results-grid.tsx'
import { valueText } from './variable-wishes.ts'

type Props = {
  label: string
  columns: readonly string[]
  /** What the engine calls each kind of value. */ types?: readonly string[]
  rows: readonly unknown[][]
}

/** Rows as an endpoint answers them. */
export function AnswerGrid({ label, columns, types = [], rows }: Props) {
  const cellAt = (row: number, column: number): GridCell => {
    const value = rows[row]?.[column]
    if (value === null || value === undefined) return { text: '∅', isNull: true }
    return { text: valueText(value), isNull: false }
  }
  return (
    <ResultsGrid
      label={label}
      height={Math.min(480, 60 + rows.length * 30)}
      columns={columns.map((id, place) => ({ id, label: id, hint: types[place] ?? '', numeric: typeof rows[0]?.[place] === 'number' }))}
      rowCount={rows.length}
      cellAt={cellAt}
    />
  )
}
