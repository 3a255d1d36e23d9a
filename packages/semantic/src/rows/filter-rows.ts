import { duckdb } from '../dialects/duckdb.ts'
import { planContext, type PlanContext } from '../plan/plan-context.ts'
import type { FilterTarget } from '../plan/filters/filter-target.ts'
import { renderGroup } from '../plan/filters/render-group.ts'
import type { CompileOptions } from '../types/compiled-query.ts'
import type { Explore } from '../types/explore.ts'
import type { FilterGroup, MetricQuery } from '../types/metric-query.ts'
import { columnOf, type Rows, type RowsColumn } from './rows.ts'

/** Of what filters mean: "now", the zone of days, the first day of weeks. */
export type RowsCalendar = Pick<CompileOptions, 'now' | 'timezone' | 'startOfWeek' | 'fiscalYearStart'>

/**
 * The rows that pass, whole and in their order. Rules name columns, and mean what they mean in explores. Throws `invalid_query` for
 * columns that are not there and values that do not fit.
 */
export function filterRows(rows: Rows, group: FilterGroup, calendar: RowsCalendar): string {
  const ctx = contextOf(calendar)
  const condition = renderGroup(ctx, group, ({ target: { fieldId } }) => ({ ...targetOf(columnOf(rows, fieldId)), tables: [] }))
  return `SELECT * FROM ${duckdb.quote(rows.name)}${condition === undefined ? '' : ` WHERE ${condition.sql}`}`
}

/** What of a type has words of its own is compared as text. */
function targetOf({ name, type, engineType }: RowsColumn): FilterTarget {
  const sql = duckdb.quote(name)
  if (type === 'string') return { type, sql: engineType === 'VARCHAR' ? sql : duckdb.cast(sql, 'string') }
  if (type !== 'date' && type !== 'timestamp') return { type, sql }
  return { type, sql, time: { sql, type, kind: duckdb.isInstant(engineType) ? 'instant' : 'naive', sourceZone: 'UTC' } }
}

const nothing: Explore = { name: '', label: '', tags: [], baseTable: '', tables: {}, joinedTables: [], targetDatabase: duckdb.name }
const noQuery: MetricQuery = { exploreName: '', dimensions: [], metrics: [], filters: {}, sorts: [], limit: 0, tableCalculations: [] }

const contextOf = (calendar: RowsCalendar): PlanContext => planContext(nothing, noQuery, { ...calendar, dialect: duckdb, policy: { userAttributes: {} } })
