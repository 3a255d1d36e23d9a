import { parseDocument } from 'yaml'
import type { AdditionalMetric } from '../types/metric-query.ts'
import { filterText } from './filter-text.ts'
import { placesOfModels } from './model-form.ts'
import { setYamlValue, type YamlData, type YamlQuote } from './yaml-text.ts'

/** Why a metric is not written: `unreadable_file`, `no_such_model`, `name_taken`, and `filter` for a condition that YAML has no words for. */
export type AddMetricRefusal = 'unreadable_file' | 'no_such_model' | 'name_taken' | 'filter'

/**
 * The text of a model file with a metric that somebody made in a chart: below the column that it is made of, or else below
 * the model. Comments, order and spelling of everything else stay.
 */
export function addMetric(text: string, model: string, metric: AdditionalMetric, quote: YamlQuote = '"'): { text: string } | { refusal: AddMetricRefusal } {
  const document = parseDocument(text)
  if (document.errors.length > 0) return { refusal: 'unreadable_file' }
  const places = placesOfModels(document).find(({ name }) => name === model)
  if (places === undefined) return { refusal: 'no_such_model' }
  const isTaken = [[...places.meta, 'metrics'], ...places.columns.map(({ metrics }) => metrics)].some((path) => document.hasIn([...path, metric.name]))
  if (isTaken) return { refusal: 'name_taken' }
  const filters = filtersOf(metric)
  if (filters === null) return { refusal: 'filter' }
  const column = places.columns.find(({ name }) => name === metric.baseDimensionName)
  const path = [...(column?.metrics ?? [...places.meta, 'metrics']), metric.name]
  const keys = keysOf(metric, column !== undefined && isColumn(metric.sql, column.name))
  const all: [string, YamlData][] = filters.length === 0 ? keys : [...keys, ['filters', filters]]
  return { text: all.reduce((written, [key, value]) => setYamlValue(written, [...path, key], value, quote), text) }
}

/** Keys in the order in which people write them. */
function keysOf(metric: AdditionalMetric, isOfColumn: boolean): [string, YamlData][] {
  const { type, label, description, sql, percentile, round, compact, format, hidden, formatOptions } = metric
  const { timeInterval, ...options } = formatOptions ?? {}
  const written: Record<string, YamlData | undefined> = {
    type,
    label,
    description,
    sql: isOfColumn ? undefined : sql,
    percentile,
    round,
    compact,
    format,
    hidden: hidden === true ? true : undefined,
    format_options: formatOptions === undefined ? undefined : { ...withoutNothing({ ...options }), ...withoutNothing({ time_interval: timeInterval }) },
  }
  return Object.entries(withoutNothing(written))
}

const withoutNothing = (map: Record<string, YamlData | undefined>): Record<string, YamlData> =>
  Object.fromEntries(Object.entries(map).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, value]])))

/** Whether SQL is nothing but the column that the metric is written below: then it need not be said. */
const isColumn = (sql: string, column: string): boolean => {
  const plain = sql.trim().replaceAll(/["`]/g, '')
  return plain === `\${TABLE}.${column}` || plain === `\${${column}}`
}

function filtersOf({ table, filters = [] }: AdditionalMetric): YamlData[] | null {
  const active = filters.filter(({ disabled }) => disabled !== true)
  const written = active.map((rule) => {
    const condition = filterText(rule)
    const { fieldRef } = rule.target
    return condition === null ? null : { [fieldRef.startsWith(`${table}.`) ? fieldRef.slice(table.length + 1) : fieldRef]: condition }
  })
  return written.some((one) => one === null) ? null : written.flatMap((one) => (one === null ? [] : [one]))
}
