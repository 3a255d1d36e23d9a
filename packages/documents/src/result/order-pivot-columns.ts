import type { FieldId, SortField } from '@atrium/semantic'
import { isDateField } from '../chart/value-fields.ts'
import { momentOf, type ChartResult } from './chart-result.ts'
import { keyOfValues, type PivotValue } from './pivot-rows.ts'

/**
 * Columns of a pivot so that equal values of an upper line stand together. Dates stand in the order of time, backwards
 * where the query sorts them so; other values in the order in which the answer first shows them, which is that of its
 * sorts. What has no date comes last.
 */
export function orderPivotColumns(columns: readonly PivotValue[], sorts: readonly SortField[], { fields }: ChartResult): PivotValue[] {
  const ranks = (columns[0]?.values ?? []).map(({ field }, line) => {
    const rankOf = isDateField(field, fields) ? rankInTime(isDescending(field, sorts)) : rankByAppearance()
    return columns.map((column) => rankOf(column.values[line]))
  })
  const places = columns.map((_, place) => place)
  const byRanks = (a: number, b: number): number => ranks.map((rank) => (rank[a] ?? 0) - (rank[b] ?? 0)).find((difference) => difference !== 0) ?? a - b
  return places.toSorted(byRanks).flatMap((place) => columns[place] ?? [])
}

type Rank = (value: PivotValue['values'][number] | undefined) => number

const isDescending = (field: FieldId, sorts: readonly SortField[]): boolean => sorts.some(({ fieldId, descending }) => fieldId === field && descending)

const rankInTime =
  (isBackwards: boolean): Rank =>
  (value) => {
    const moment = value === undefined ? null : momentOf(value.cell)
    return moment === null ? Number.MAX_VALUE : isBackwards ? -moment : moment
  }

function rankByAppearance(): Rank {
  const seen = new Map<string, number>()
  return (value) => {
    const key = value === undefined ? '' : keyOfValues([value.cell])
    const rank = seen.get(key) ?? seen.size
    seen.set(key, rank)
    return rank
  }
}
