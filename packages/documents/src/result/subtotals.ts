import { formatItemValue, type FieldId } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { cellOf, shownCell, type CellValue, type ChartResult } from './chart-result.ts'
import { keyOfValues } from './pivot-rows.ts'
import { orderedColumns, shownColumns, tableSettingsOf } from './table-columns.ts'
import { totalCells, type TotalCell } from './total-cells.ts'

/** Subtotals as the warehouse computed them: by the dimensions they are told apart by, `country:city`, raw values by field id. */
export type Subtotals = Readonly<Record<string, readonly Readonly<Record<FieldId, unknown>>[]>>

/** A line of a table with subtotals: a row of the answer, or a group of them with its subtotals. */
export type TableLine = { kind: 'row'; row: number } | TableGroup

export type TableGroup = {
  kind: 'group'
  /** Tells it from all other groups of the table. */
  key: string
  /** 0 for the groups of the first dimension. */
  depth: number
  /** The dimension that it is a group of, and its value there. */
  fieldId: FieldId
  value: CellValue
  /** Rows of the answer in it: fewer than there are, where the limit cut some off. */
  rowCount: number
  /** Its subtotal of a field; null where the warehouse gave none (yet). */
  totalOf(fieldId: FieldId): TotalCell | null
}

/** The key of the subtotals that are told apart by some dimensions. */
export const subtotalKey = (dimensions: readonly FieldId[]): string => dimensions.join(':')

/** Dimensions of a table that are no columns of its pivot, from the left, hidden ones last: those that it is grouped by, and the last one that is not. */
export function subtotalOrder(document: ChartDocument, result: ChartResult): FieldId[] {
  const { dimensions, customDimensions = [] } = document.metricQuery
  const pivoted = new Set(document.pivotConfig?.columns ?? [])
  const isGroup = (fieldId: FieldId): boolean => !pivoted.has(fieldId) && (dimensions.includes(fieldId) || customDimensions.some(({ id }) => id === fieldId))
  const shown = shownColumns(document, result).map(({ fieldId }) => fieldId)
  return [...new Set([...shown, ...orderedColumns(document)])].filter(isGroup)
}

/** Dimensions that a table has subtotals of, from the left; empty when it wants none, or has fewer than two. */
export function subtotalDimensions(document: ChartDocument, result: ChartResult): FieldId[] {
  if (tableSettingsOf(document).showSubtotals !== true) return []
  const shown = new Set(shownColumns(document, result).map(({ fieldId }) => fieldId))
  return subtotalOrder(document, result)
    .slice(0, -1)
    .filter((fieldId) => shown.has(fieldId))
}

/**
 * The lines of a table with subtotals: each group before its rows, groups in the order in which their first rows stand
 * in the answer. Of groups in `folded` (by key) only their own line is there.
 */
export function subtotalLines(document: ChartDocument, result: ChartResult, subtotals: Subtotals, folded: ReadonlySet<string>): TableLine[] {
  const levels = subtotalDimensions(document, result)
  const readers = levels.map((_, depth) => groupReader(document, result, subtotals, levels.slice(0, depth + 1)))
  const linesOf = (rows: readonly number[], depth: number): TableLine[] => {
    const read = readers[depth]
    if (read === undefined) return rows.map((row) => ({ kind: 'row', row }))
    const groups = groupRows(rows, read.keyOf)
    return [...groups].flatMap(([key, members]): TableLine[] => [read.group(key, members), ...(folded.has(key) ? [] : linesOf(members, depth + 1))])
  }
  return linesOf([...result.rows.keys()], 0)
}

function groupReader(document: ChartDocument, result: ChartResult, subtotals: Subtotals, dimensions: readonly FieldId[]) {
  const depth = dimensions.length - 1
  const fieldId = dimensions[depth] ?? ''
  const totalIn = totalCells(document, result, dimensions)
  const given = subtotals[subtotalKey(dimensions)] ?? []
  const byKey = new Map(given.map((totals) => [keyOfValues(dimensions.map((dimension) => rawCell(totals[dimension]))), totals]))
  return {
    keyOf: (row: number): string => keyOfValues(dimensions.map((dimension) => cellOf(result.rows[row], dimension))),
    group(key: string, members: readonly number[]): TableGroup {
      const totals = byKey.get(key) ?? {}
      const value = shownCell(result, result.rows[members[0] ?? 0], fieldId)
      return { kind: 'group', key, depth, fieldId, value, rowCount: members.length, totalOf: (asked) => totalIn(totals, asked) }
    },
  }
}

/** Rows by key, in the order in which the keys come. */
export function groupRows<R>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [row])
    else known.push(row)
  }
  return groups
}

const rawCell = (raw: unknown): CellValue => ({ raw: raw ?? null, formatted: formatItemValue(undefined, raw) })
