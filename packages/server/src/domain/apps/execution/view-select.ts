import { aggregateOf, type CellOf, type SqlChartConfig } from '@atrium/documents'
import { aggregateUserSql, allRows, columnOf, duckdb, pageOfRows, pivotRows, valueOfRows, type Rows } from '@atrium/semantic'

/** Points of one drawing, and cells of one pivot, at most. */
export const mostPoints = 10_000

/** What a drawing needs of a result: its rows put together, or as they are. Throws `QueryError` for columns that are not there. */
export function chartSelect(rows: Rows, config: SqlChartConfig): string {
  const aggregate = aggregateOf(config)
  if (aggregate === null) return pageOfRows(rows, { sorts: [], offset: 0, limit: mostPoints + 1 })
  const read = [...(aggregate.index === undefined ? [] : [aggregate.index]), ...aggregate.groupBy, ...aggregate.values.map(({ reference }) => reference)]
  for (const column of read) columnOf(rows, column)
  return aggregateUserSql(allRows(rows), aggregate, { limit: mostPoints + 1, dialect: duckdb })
}

export const pivotSelect = (rows: Rows, cell: CellOf<'pivot'>): string => pivotRows(rows, pivotOf(cell), mostPoints + 1)

export const pivotOf = ({ rows, columns, values, sorts = [], hasTotals = false }: CellOf<'pivot'>): Parameters<typeof pivotRows>[1] => ({
  rows,
  columns,
  values: values.map(({ column, aggregation }) => ({ reference: column, aggregation })),
  sorts,
  hasTotals,
})

/** One value of so many rows: counted from the first (0) or from the last (-1); null where there is no such row. */
export function valueSelect(rows: Rows, { column, row = 0 }: { column: string; row?: number | undefined }, count: number): string | null {
  columnOf(rows, column)
  const place = row < 0 ? count + row : row
  return place < 0 || place >= count ? null : valueOfRows(rows, { column, place })
}
