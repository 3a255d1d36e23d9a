import type { FieldId } from '@atrium/semantic'
import type { CellValue, ChartPointSource, ResultRow } from './chart-result.ts'
import type { PivotValue } from './pivot-rows.ts'
import type { PivotLine } from './pivot-subtotals.ts'
import type { TotalCell } from './total-cells.ts'

/**
 * A place in a pivot table; all counts begin at 0. `heading`: above a value column, lines from the top; `index`: at the left
 * of a line; `value`: in a line, row totals after the values; `total`: in one of the last lines, the same way.
 */
export type PivotPlace = { part: 'heading' | 'index' | 'value' | 'total'; line: number; column: number }

type Cells = readonly (TotalCell | null)[]

export type PivotParts = {
  lines: readonly PivotLine[]
  columns: readonly PivotValue[]
  /** Dimensions of the lines, in the order of their cells. */
  groups: readonly FieldId[]
  pivotFields: readonly FieldId[]
  /** Dimensions of the lines that have a column. */
  shownIndex: readonly FieldId[]
  /** Those of which the lines of subtotals speak, and the lines below not. */
  saidByGroups: readonly FieldId[]
  /** Metrics and calculations in sight. */
  values: readonly FieldId[]
  /** Each line is there once for each of the values. */
  isByRows: boolean
  rowAt(lineKey: string, columnKey: string): ResultRow | undefined
  cells: readonly { readonly cells: Cells }[]
  rowTotals: { cells: readonly Cells[] } | null
  columnTotals: readonly { cells: Cells; grand: Cells }[] | null
}

/** Says of each place of a pivot table what it stands for, as a chart does of its marks. */
export function pivotSource(parts: PivotParts): (place: PivotPlace) => ChartPointSource | null {
  const { lines, columns, groups, pivotFields, shownIndex, saidByGroups, values, isByRows } = parts
  const width = columns.length * (isByRows ? 1 : values.length)
  const columnOf = (column: number): PivotValue | undefined => columns[isByRows ? column : Math.floor(column / values.length)]
  const lineOf = (line: number): PivotLine | undefined => lines[isByRows ? Math.floor(line / values.length) : line]
  const valueOf = (line: number, column: number): FieldId | undefined => {
    if (isByRows) return values[line % values.length]
    return column < width ? values[column % values.length] : values[column - width]
  }
  /** A total is of what its line and column are of, and of nothing else. */
  const total = (fieldId: FieldId | undefined, cell: TotalCell | null | undefined, ...of: readonly ResultRow[]): ChartPointSource | null =>
    fieldId === undefined || cell === null || cell === undefined || cell.why !== undefined
      ? null
      : { fieldId, row: Object.assign({}, ...of, { [fieldId]: { value: { raw: cell.raw, formatted: cell.formatted } } }) as ResultRow }
  const ofLine = (line: PivotLine): ResultRow => {
    const dimensions = 'group' in line ? line.level.dimensions : groups
    return rowOf(dimensions.map((fieldId) => [fieldId, line.cells[groups.indexOf(fieldId)]]))
  }
  const ofColumn = (column: PivotValue | undefined, levels = pivotFields.length): ResultRow =>
    rowOf((column?.values ?? []).slice(0, levels).map(({ field, cell }) => [field, cell]))

  const heading = (level: number, place: number): ChartPointSource | null => {
    const [fieldId, column] = [pivotFields[level], columnOf(place)]
    return fieldId === undefined || place >= width || column === undefined ? null : { fieldId, row: ofColumn(column, level + 1) }
  }
  const index = (place: number, column: number): ChartPointSource | null => {
    const [line, fieldId] = [lineOf(place), shownIndex[column]]
    if (line === undefined || 'group' in line || fieldId === undefined || saidByGroups.includes(fieldId)) return null
    return { fieldId, row: ofLine(line) }
  }
  const value = (place: number, column: number): ChartPointSource | null => {
    const [line, fieldId] = [lineOf(place), valueOf(place, column)]
    if (line === undefined || fieldId === undefined) return null
    if (column >= width) return total(fieldId, parts.rowTotals?.cells[place]?.[column - width], ofLine(line))
    const under = columnOf(column)
    if ('group' in line) return total(fieldId, parts.cells[place]?.cells[column], ofLine(line), ofColumn(under))
    const row = parts.rowAt(line.key, under?.key ?? '')
    return row === undefined ? null : { fieldId, row }
  }
  const below = (place: number, column: number): ChartPointSource | null => {
    const line = parts.columnTotals?.[place]
    return column < width
      ? total(valueOf(place, column), line?.cells[column], ofColumn(columnOf(column)))
      : total(valueOf(place, column), line?.grand[column - width])
  }
  return ({ part, line, column }) => {
    switch (part) {
      case 'heading':
        return heading(line, column)
      case 'index':
        return index(line, column)
      case 'value':
        return value(line, column)
      case 'total':
        return below(line, column)
    }
  }
}

const rowOf = (cells: readonly (readonly [FieldId, CellValue | undefined])[]): ResultRow =>
  Object.fromEntries(cells.flatMap(([fieldId, cell]) => (cell === undefined ? [] : [[fieldId, { value: cell }]])))
