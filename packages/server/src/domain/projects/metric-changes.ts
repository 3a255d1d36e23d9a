import { isExploreError, type AnyExplore, type CompiledMetric } from '@atrium/semantic'

/** What a metric means: everything about it but where it stands and how its SQL was put together. */
export type MetricDefinition = Pick<CompiledMetric, (typeof meaning)[number]>

const meaning = [
  'label',
  'description',
  'type',
  'sql',
  'filters',
  'percentile',
  'distinctKeys',
  'nonAdditive',
  'cumulative',
  'offset',
  'conversion',
  'format',
  'formatOptions',
  'round',
  'compact',
  'requiredAttributes',
  'anyAttributes',
] as const

/** A metric of an explore's own table that two models define otherwise; null where a model has none of that name. */
export type MetricChange = { tableName: string; fieldName: string; before: MetricDefinition | null; after: MetricDefinition | null }

/**
 * The metrics that changed from one model to the next, in the order of the first and then of the second. What only a broken
 * model hides is as it was: nobody changed its meaning.
 */
export function metricChanges(before: Iterable<AnyExplore>, after: Iterable<AnyExplore>): MetricChange[] {
  const [older, newer] = [byTable(before), byTable(after)]
  const tables = [...new Set([...older.keys(), ...newer.keys()])]
  return tables.flatMap((tableName) => {
    const [was, is] = [older.get(tableName), newer.get(tableName)]
    if (was === 'broken' || is === 'broken') return []
    const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
    return names.flatMap((fieldName) => {
      const change = { tableName, fieldName, before: definitionOf(was?.[fieldName]), after: definitionOf(is?.[fieldName]) }
      return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change]
    })
  })
}

function byTable(explores: Iterable<AnyExplore>): Map<string, Record<string, CompiledMetric> | 'broken'> {
  return new Map([...explores].map((explore) => [explore.name, isExploreError(explore) ? 'broken' : (explore.tables[explore.baseTable]?.metrics ?? {})]))
}

/** Keys in one order, absent ones left out, so that equal definitions are equal texts. */
function definitionOf(metric: CompiledMetric | undefined): MetricDefinition | null {
  if (metric === undefined) return null
  const { label, type, sql } = metric
  return { label, type, sql, ...Object.fromEntries(meaning.filter((key) => metric[key] !== undefined).map((key) => [key, metric[key]])) }
}
