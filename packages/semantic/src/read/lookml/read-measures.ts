import type { AggregateType, DimensionType, ExpressionType, PostCalculationType } from '../../types/field.ts'
import type { FilterSource, MetricSource } from '../model-source.ts'
import { metricSource } from '../source-parts.ts'
import type { FilterKind } from './lookml-filter.ts'
import { lookmlFilter } from './lookml-filter.ts'
import { blocksOf, flagOf, itemsOf, type LookmlBlock, type LookmlItem, textOf } from './lookml-node.ts'
import { lookmlSql } from './lookml-sql.ts'
import { linksOf } from './read-dimensions.ts'
import { formatOf } from './value-format.ts'
import { grantsOf, placeOf, type ViewReading } from './view-reading.ts'
import { fieldsOfSet } from './field-sets.ts'

const aggregates: Record<string, AggregateType> = {
  count: 'count',
  count_distinct: 'count_distinct',
  sum: 'sum',
  average: 'average',
  min: 'min',
  max: 'max',
  median: 'median',
  percentile: 'percentile',
}
const expressions: Record<string, ExpressionType | PostCalculationType> = {
  number: 'number',
  string: 'string',
  yesno: 'boolean',
  date: 'date',
  percent_of_total: 'percent_of_total',
  percent_of_previous: 'percent_of_previous',
  running_total: 'running_total',
}

/** Finds the type of a field of any view by its name here; for filters. */
export type TypeOf = (view: string, field: string) => DimensionType | undefined

/** The measures of a view, added to its model as metrics; those that cannot be computed are refused. */
export function readMeasures(reading: ViewReading, typeOf: TypeOf): void {
  const { view, model, notes } = reading
  for (const block of blocksOf(view.block, 'measure')) {
    const what = `measure ${view.name}.${block.name ?? ''}`
    const at = view.place(block.nameOffset)
    const metric = readMeasure(reading, block, what, typeOf)
    if ('why' in metric) {
      notes.refused({ what, at, why: metric.why, hint: 'Define it by plain aggregates, and do the rest in a table calculation.' })
      continue
    }
    model.metrics.push(metric)
    notes.read(what, at)
  }
}

function readMeasure(reading: ViewReading, block: LookmlBlock, what: string, typeOf: TypeOf): MetricSource | { why: string } {
  const typeName = textOf(block, 'type') ?? 'string'
  const aggregate = Object.hasOwn(aggregates, typeName) ? aggregates[typeName] : undefined
  const estimated = aggregate === 'count_distinct' && (flagOf(block, 'approximate') ?? false)
  const type = (estimated ? 'count_distinct_approx' : aggregate) ?? (Object.hasOwn(expressions, typeName) ? expressions[typeName] : undefined)
  if (type === undefined) return { why: `measures of type ${typeName} are not computed yet` }
  if (textOf(block, 'sql_distinct_key') !== undefined) return { why: 'a key of its own to count by (sql_distinct_key) is not known here' }
  const grants = grantsOf(block, reading.grants)
  if ('why' in grants) return grants
  const sql = valueSql(reading, block, typeName)
  if ('why' in sql) return sql
  const filters = filtersOf(reading, block, what, typeOf)
  if ('why' in filters) return filters
  if (filters.length > 0 && aggregate === undefined) return { why: 'filters are possible for aggregates only' }
  const groupLabel = textOf(block, 'group_label')
  const drill = itemsOf(block, 'drill_fields').flatMap(({ text }) => fieldsOfSet(reading, text))
  const percentile = textOf(block, 'percentile')
  return metricSource({
    name: block.name ?? '',
    at: reading.view.place(block.nameOffset),
    type,
    label: textOf(block, 'label'),
    description: textOf(block, 'description'),
    sql: { sql: sql.sql, at: placeOf(reading, block, 'sql') },
    hidden: flagOf(block, 'hidden') ?? flagOf(reading.view.block, 'fields_hidden_by_default') ?? false,
    groups: groupLabel === undefined ? [] : [groupLabel],
    groupLabel,
    urls: linksOf(reading, block, what),
    percentile: percentile === undefined ? undefined : Number(percentile),
    filters,
    showUnderlyingValues: drill.length === 0 ? undefined : drill,
    requiredAttributes: grants.required,
    ...formatOf(reading, block, what).metric,
  })
}

function valueSql(reading: ViewReading, block: LookmlBlock, typeName: string): { sql: string } | { why: string } {
  const text = textOf(block, 'sql')
  if (text !== undefined) return lookmlSql(text, reading.sqlPlace)
  if (typeName !== 'count') return { why: 'it has no sql' }
  const [key, ...others] = reading.model.primaryKey?.names ?? []
  return { sql: key === undefined || others.length > 0 ? '1' : `\${${key}}` }
}

const kinds: Record<DimensionType, FilterKind> = { string: 'string', number: 'number', boolean: 'yesno', date: 'time', timestamp: 'time' }

/** `filters: [field: "value"]`, and the older `filters: { field: … value: … }`. */
function filtersOf(reading: ViewReading, block: LookmlBlock, what: string, typeOf: TypeOf): FilterSource[] | { why: string } {
  const old = blocksOf(block, 'filters').map((filter): LookmlItem => ({
    key: textOf(filter, 'field'),
    text: textOf(filter, 'value') ?? '',
    offset: filter.offset,
  }))
  return filterSources(reading, [...itemsOf(block, 'filters'), ...old], { what, typeOf })
}

/** Looker's filters as conditions on fields; `why` when one of them cannot be read. */
export function filterSources(
  reading: ViewReading,
  items: readonly LookmlItem[],
  { what, typeOf }: { what: string; typeOf: TypeOf },
): FilterSource[] | { why: string } {
  const filters: FilterSource[] = []
  for (const item of items) {
    const target = fieldOf(reading, item.key ?? '')
    const type = target === undefined ? undefined : typeOf(target.view, target.field)
    if (target === undefined || type === undefined) return { why: `it filters by ${item.key ?? 'nothing'}, which is not a dimension here` }
    const rule = lookmlFilter(item.text, kinds[type])
    const at = reading.view.place(item.offset)
    if ('why' in rule) return rule
    if (rule.differs !== undefined)
      reading.notes.approximated({ what, at, why: rule.differs, hint: 'Filter by a date of the explore where the exact span matters.' })
    const fieldRef = target.view === reading.view.name ? target.field : `${target.view}.${target.field}`
    filters.push({ at, fieldRef, operator: rule.operator, values: rule.values, settings: rule.settings, required: undefined })
  }
  return filters
}

/** The field that a filter names. */
function fieldOf({ view, sqlPlace }: ViewReading, reference: string): { view: string; field: string } | undefined {
  const dot = reference.indexOf('.')
  const table = dot === -1 ? view.name : reference.slice(0, dot)
  const field = sqlPlace.names.get(table)?.get(reference.slice(dot + 1))
  return field === undefined ? undefined : { view: table, field }
}
