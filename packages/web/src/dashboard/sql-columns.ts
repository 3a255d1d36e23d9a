import type { ChartResult, DashboardFilterRule, DashboardFilters, ResultRow } from '@atrium/documents'
import { getItemType, type DimensionType, type Item, type ItemsMap } from '@atrium/semantic'
import type { ClickedValue } from './cross-filters.ts'

/** What a target names in place of a table where it is a column of somebody's SQL. */
const sqlTable = 'sql_chart'

/** The column of a SQL tile that holds a filter's values; null where none is chosen. */
export function sqlColumnOf({ tileTargets = {} }: DashboardFilterRule, tileUuid: string): string | null {
  const target = Object.hasOwn(tileTargets, tileUuid) ? tileTargets[tileUuid] : undefined
  return target === undefined || target === false ? null : target.fieldId
}

/** The filter with the column of a SQL tile that holds its values; null for none. */
export function withSqlColumn(rule: DashboardFilterRule, tileUuid: string, column: string | null): DashboardFilterRule {
  const { [tileUuid]: _, ...others } = rule.tileTargets ?? {}
  return { ...rule, tileTargets: column === null ? others : { ...others, [tileUuid]: { fieldId: column, tableName: sqlTable, isSqlColumn: true } } }
}

/** A value of a SQL tile that other tiles can be filtered by, and the column that it stands in. */
export type ClickedColumn = ClickedValue & { column: string }

type Clicked = {
  filters: DashboardFilters
  /** Fields that the other tiles can be filtered by. */
  items: ItemsMap
  tileUuid: string
  row: ResultRow
  /** The columns as they are drawn, with the grain that their dates show. */
  fields: ChartResult['fields']
  /** Columns that tell rows apart: not what was aggregated. */
  columns: readonly string[]
}

/**
 * What a row of SQL is of, as far as the dashboard's filters say so: SQL names columns and not fields, so a filter has to
 * name the column that holds the values of its field. Each field once, in the order of the columns.
 */
export function clickedColumns({ filters, items, tileUuid, row, fields, columns }: Clicked): ClickedColumn[] {
  const found = filters.dimensions.flatMap((rule): ClickedColumn[] => {
    const column = sqlColumnOf(rule, tileUuid)
    const cell = column === null || !columns.includes(column) ? undefined : row[column]
    if (column === null || cell === undefined) return []
    const grain = grainOf(fields[column])
    const target = inGrain(rule.target, items, grain)
    return [{ ...target, tileUuid, column, value: asType(cell.value.raw, items[target.fieldId], grain !== undefined) }]
  })
  const once = found.filter(({ fieldId }, place) => found.findIndex((each) => each.fieldId === fieldId) === place)
  return once.toSorted((a, b) => columns.indexOf(a.column) - columns.indexOf(b.column))
}

const grainOf = (item: Item | undefined): string | undefined => (item !== undefined && 'timeInterval' in item ? item.timeInterval : undefined)

type Target = { fieldId: string; tableName: string }

/** A month that was clicked is a month of the field, also where the filter is about its days; the field itself where it has no such grain. */
function inGrain({ fieldId, tableName }: Target, items: ItemsMap, grain: string | undefined): Target {
  const item = items[fieldId]
  if (grain === undefined || item === undefined || !('fieldType' in item) || item.fieldType !== 'dimension') return { fieldId, tableName }
  const base = item.timeIntervalBaseDimensionName ?? item.name
  const other = `${item.table}_${base}_${grain.toLowerCase()}`
  return { fieldId: items[other] === undefined ? fieldId : other, tableName }
}

/** The value as filters on the field have it: SQL may count with texts, and says moments where it means days. */
function asType(raw: unknown, item: Item | undefined, isPeriod: boolean): unknown {
  if (raw === null || raw === undefined) return null
  if (isPeriod && typeof raw === 'string') return raw.slice(0, 'YYYY-MM-DD'.length)
  const type: DimensionType | undefined = item === undefined ? undefined : getItemType(item)
  if (type === 'string') return typeof raw === 'object' ? JSON.stringify(raw) : String(raw)
  if (type === 'number' && typeof raw === 'string' && raw.trim() !== '' && Number.isSafeInteger(Number(raw))) return Number(raw)
  return raw
}
