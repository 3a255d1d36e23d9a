import type { FieldId } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import type { CellValue, ChartResult } from './chart-result.ts'
import { keyOfValues, type Pivot, type PivotValue } from './pivot-rows.ts'
import { groupRows, subtotalKey, type Subtotals } from './subtotals.ts'
import { totalCells, type TotalCell } from './total-cells.ts'

/** Lines that stand together under a line of subtotals. */
export type PivotGroup = {
  /** Tells it from all other groups of the table. */
  key: string
  /** Place of the index column that holds its value. */
  column: number
  /** Lines in it, were none folded. */
  rowCount: number
}

/** Subtotals by one dimension of the index and those before it. `cells` are those of any line of a group, in the order of the index. */
export type SubtotalLevel = {
  fieldId: FieldId
  /** What its groups are told apart by, its own dimension last. */
  dimensions: readonly FieldId[]
  keyOf(cells: readonly CellValue[]): string
  value(cells: readonly CellValue[]): CellValue | undefined
  /** Below one pivoted column. */
  at(cells: readonly CellValue[], column: PivotValue, fieldId: FieldId): TotalCell | null
  /** Over all columns. */
  beside(cells: readonly CellValue[], fieldId: FieldId): TotalCell | null
}

type LevelParts = {
  document: ChartDocument
  result: ChartResult
  totals: { subtotals?: Subtotals; subtotalsBeside?: Subtotals }
  pivotFields: readonly FieldId[]
  /** Those that the level's groups are told apart by. */
  dimensions: readonly FieldId[]
  /** All index fields, in the order of a line's cells. */
  groups: readonly FieldId[]
}

/** Finds the warehouse's subtotals of one level. */
export function subtotalLevel({ document, result, totals, pivotFields, dimensions, groups }: LevelParts): SubtotalLevel {
  const fieldId = dimensions.at(-1) ?? ''
  const own = (cells: readonly CellValue[]): CellValue[] => dimensions.map((dimension) => cells[groups.indexOf(dimension)] ?? { raw: null, formatted: '' })
  const rowsBy = (given: Subtotals | undefined, fields: readonly FieldId[]) =>
    new Map((given?.[subtotalKey(dimensions)] ?? []).map((row) => [keyOfValues(fields.map((field) => ({ raw: row[field] ?? null, formatted: '' }))), row]))
  const byColumn = rowsBy(totals.subtotals, [...dimensions, ...pivotFields])
  const overAll = rowsBy(totals.subtotalsBeside, dimensions)
  const totalIn = totalCells(document, result, [...dimensions, ...pivotFields])
  const totalBeside = totalCells(document, result, dimensions)
  return {
    fieldId,
    dimensions,
    keyOf: (cells) => keyOfValues(own(cells)),
    value: (cells) => own(cells).at(-1),
    at: (cells, column, asked) => totalIn(byColumn.get(keyOfValues([...own(cells), ...column.values.map(({ cell }) => cell)])) ?? {}, asked),
    beside: (cells, asked) => totalBeside(overAll.get(keyOfValues(own(cells))) ?? {}, asked),
  }
}

/** A line of the pivot, or the subtotals of a group of them. */
export type PivotLine =
  | { key: string; cells: readonly CellValue[] }
  | { group: Omit<PivotGroup, 'column'>; level: SubtotalLevel; value: CellValue; cells: readonly CellValue[] }

/** Lines with each group before its own, groups in the order in which their first lines stand in the answer. */
export function pivotLines(index: Pivot['index'], levels: readonly SubtotalLevel[], folded: ReadonlySet<string>): PivotLine[] {
  const linesOf = (lines: Pivot['index'], depth: number): PivotLine[] => {
    const level = levels[depth]
    if (level === undefined) return [...lines]
    return [...groupRows(lines, ({ cells }) => level.keyOf(cells))].flatMap(([key, members]): PivotLine[] => {
      const cells = members[0]?.cells ?? []
      const value = level.value(cells) ?? { raw: null, formatted: '' }
      return [{ group: { key, rowCount: members.length }, level, value, cells }, ...(folded.has(key) ? [] : linesOf(members, depth + 1))]
    })
  }
  return linesOf(index, 0)
}
