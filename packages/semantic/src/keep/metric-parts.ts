import type { Explore } from '../types/explore.ts'
import type { CompiledMetric } from '../types/field.ts'
import type { MetricQuery } from '../types/metric-query.ts'
import { exploreIndex } from '../plan/explore-index.ts'
import { dimensionOf } from '../plan/find-dimension.ts'
import type { KeepPlan, KeepRefusal, Reaggregation } from './types.ts'

/** How rows that are kept by value of some fields become those of several values again. */
export type MetricParts = { outputs: Reaggregation[]; cutMoments: number[]; names: string[]; orders: KeepPlan['orders']; sorts: MetricQuery['sorts'] }

const kinds: Readonly<Partial<Record<string, Reaggregation>>> = { count: 'count', sum: 'sum', min: 'min', max: 'max' }

/** A reason where metrics of some values cannot be put together to that of all of them with certainty. */
export function metricParts(explore: Explore, query: MetricQuery, keys: readonly string[]): MetricParts | KeepRefusal {
  if (query.filters.metrics !== undefined)
    return { reason: 'Filters on metrics look at whole groups, which a table for several values of a variable does not have' }
  const metrics: Reaggregation[] = []
  for (const id of query.metrics) {
    const metric = exploreIndex(explore).metrics.get(id)
    const kind = metric === undefined ? undefined : kindOf(metric)
    if (metric === undefined || kind === undefined) {
      return { reason: `The metric ${id} cannot be put together from those of single values: with such a filter count, sum, min and max can` }
    }
    const repeating = keys.find((key) => !isOncePerRow(explore, metric, key))
    if (repeating !== undefined) {
      return { reason: `A row that ${id} counts may have several values of ${repeating}, and would be counted with each: filter by a field of ${metric.table}` }
    }
    metrics.push(kind)
  }
  const dimensions = [...new Set(query.dimensions)]
  const names = [...dimensions, ...new Set(query.metrics)]
  const outputs = [...dimensions.map(() => 'key' as const), ...metrics]
  const cutMoments = dimensions.flatMap((field, index) => (isCut(explore, field) ? [index] : []))
  const sorted = sortsOf(query, names, outputs)
  return sorted === null
    ? { reason: 'With such a filter the sorts may begin with metrics, and then have all dimensions' }
    : { outputs, cutMoments, names, ...sorted }
}

function kindOf({ type, table, tablesReferences, nonAdditive, cumulative, offset, conversion }: CompiledMetric): Reaggregation | undefined {
  const isOfRows = nonAdditive === undefined && cumulative === undefined && offset === undefined && conversion === undefined
  return isOfRows && (tablesReferences ?? []).every((one) => one === table) ? kinds[type] : undefined
}

/** Whether each row of a metric's table has one value of a field: its own, or that of the one row that is joined to it. */
function isOncePerRow(explore: Explore, { table }: CompiledMetric, field: string): boolean {
  const dimension = dimensionOf(explore, field)
  if (dimension === undefined) return false
  if ([dimension.table, ...(dimension.tablesReferences ?? [])].every((one) => one === table)) return true
  return table === explore.baseTable && explore.joinedTables.every(({ relationship }) => relationship === 'many-to-one' || relationship === 'one-to-one')
}

/** Whether moments of a field are cut to a stretch of time. */
const isCut = (explore: Explore, field: string): boolean => {
  const interval = dimensionOf(explore, field)?.timeInterval
  return interval !== undefined && interval !== 'RAW'
}

/** Sorts by metrics are those of what is put together; sorts by dimensions are the order of the table. */
function sortsOf(
  { sorts, dimensions }: MetricQuery,
  names: readonly string[],
  outputs: readonly Reaggregation[],
): Pick<MetricParts, 'orders' | 'sorts'> | null {
  const left = new Set(dimensions)
  const orders: MetricParts['orders'][number][] = []
  const kept: MetricQuery['sorts'] = []
  for (const sort of sorts) {
    if (left.size === 0) break
    const output = names.indexOf(sort.fieldId)
    const kind = outputs[output]
    if (kind === undefined) return null
    if (kind === 'key') {
      kept.push(sort)
      left.delete(sort.fieldId)
    } else if (kept.length > 0) return null
    else orders.push({ output, isDescending: sort.descending, nullsFirst: sort.nullsFirst === true })
  }
  return left.size === 0 ? { orders, sorts: kept } : null
}
