import { aggregatedName, formatItemValue, type CompiledDimension, type DimensionType, type Item, type MetricQuery, type MetricType } from '@atrium/semantic'
import type { ChartConfig, ChartDocument, TableConfig } from '../chart/chart-document.ts'
import { ownValue } from '../own-value.ts'
import type { ChartResult, ResultRow } from '../result/chart-result.ts'
import { plainNumbers } from '../result/plain-numbers.ts'
import { aggregateOf, type SqlChartConfig } from './sql-chart-document.ts'

/** Rows of SQL with their columns, as the warehouse gave them. */
export type SqlAnswer = {
  columns: readonly { reference: string; type: DimensionType }[]
  rows: readonly Readonly<Record<string, unknown>>[]
}

/** The same of rows that are lists of values in the order of their columns. */
export const sqlAnswerOf = (columns: readonly { name: string; type: DimensionType }[], rows: readonly (readonly unknown[])[]): SqlAnswer => ({
  columns: columns.map(({ name, type }) => ({ reference: name, type })),
  rows: rows.map((row) => Object.fromEntries(columns.map(({ name }, place) => [name, row[place]]))),
})

/** The columns of an answer that tell its rows apart, which is all but those that the warehouse put together. */
export function namingColumns(config: SqlChartConfig, { columns }: Pick<SqlAnswer, 'columns'>): string[] {
  const values = new Set((aggregateOf(config)?.values ?? []).map((value) => aggregatedName(value)))
  return columns.flatMap(({ reference }) => (values.has(reference) ? [] : [reference]))
}

/**
 * A SQL chart as a chart that everything else here can draw: columns are its fields, and what was aggregated its metrics.
 * Rows without an aggregation, and drawings that name none, are a table. In tables numbers stand under each other.
 */
export function sqlChartDrawing(
  config: SqlChartConfig,
  answer: SqlAnswer,
  { asTable = config.type === 'table' } = {},
): { document: ChartDocument; result: ChartResult } {
  const aggregate = aggregateOf(config)
  const types = new Map(answer.columns.map(({ reference, type }) => [reference, type]))
  const values = aggregate === null ? [] : aggregate.values.map((value) => ({ id: aggregatedName(value), ...value }))
  const isValue = new Set(values.map(({ id }) => id))
  const fields: Record<string, Item> = {}
  const plain = (reference: string, type: DimensionType) =>
    asTable && type === 'number'
      ? plainNumbers(
          reference,
          answer.rows.map((row) => ownValue(row, reference)),
        )
      : {}
  for (const { reference, type } of answer.columns)
    if (!isValue.has(reference)) fields[reference] = { ...dimensionItem(reference, grainOf(answer, reference, type)), ...plain(reference, type) }
  for (const { id, reference, aggregation } of values) {
    const label = ownValue(config.display?.series, id)?.label ?? `${reference} (${aggregation})`
    fields[id] = {
      table: '',
      name: id,
      label,
      sql: '',
      type: metricType(types.get(id) ?? 'number', aggregation),
      fieldType: 'metric',
      ...plain(id, types.get(id) ?? 'number'),
    }
  }
  const query: MetricQuery = {
    exploreName: '',
    dimensions: namingColumns(config, answer),
    metrics: values.map(({ id }) => id),
    filters: {},
    sorts: [],
    limit: answer.rows.length,
    tableCalculations: [],
  }
  const pivot = aggregate === null || aggregate.index === undefined ? [] : aggregate.groupBy
  return {
    document: {
      tableName: '',
      metricQuery: query,
      chartConfig: chartConfigOf(config, query),
      tableConfig: { columnOrder: columnOrder(config, query) },
      ...(config.type === 'table' || config.type === 'pie' || pivot.length === 0 ? {} : { pivotConfig: { columns: [...pivot] } }),
    },
    result: { rows: answer.rows.map((row) => cellsOf(row, fields)), fields },
  }
}

function chartConfigOf(config: SqlChartConfig, { dimensions, metrics }: MetricQuery): ChartConfig {
  const [firstMetric] = metrics
  if (config.type === 'table' || firstMetric === undefined) {
    const columns = Object.entries(config.columns ?? {}).map(([reference, { visible, label }]) => [
      reference,
      { ...(visible === undefined ? {} : { visible }), ...(label === undefined ? {} : { name: label }) },
    ])
    return { type: 'table', config: { columns: Object.fromEntries(columns) as NonNullable<TableConfig['columns']> } }
  }
  if (config.type === 'pie') {
    return { type: 'pie', config: { groupFieldIds: dimensions, metricId: firstMetric, ...(config.display?.isDonut === true ? { isDonut: true } : {}) } }
  }
  const xField = config.fieldConfig?.x?.reference ?? dimensions[0]
  const type = config.type === 'line' ? 'line' : 'bar'
  return {
    type: 'cartesian',
    config: {
      layout: { ...(xField === undefined ? {} : { xField }), yField: [...metrics] },
      eChartsConfig: {
        series: metrics.map((id) => {
          const { label, color } = ownValue(config.display?.series, id) ?? {}
          return {
            type,
            encode: { xRef: { field: xField ?? '' }, yRef: { field: id } },
            ...(label === undefined ? {} : { name: label }),
            ...(color === undefined ? {} : { color }),
            ...(type === 'bar' && config.display?.stack === true ? { stack: id } : {}),
          }
        }),
      },
    },
  }
}

function columnOrder({ columns = {} }: SqlChartConfig, query: MetricQuery): string[] {
  const all = [...query.dimensions, ...query.metrics]
  const placeOf = (reference: string): number => ownValue(columns, reference)?.order ?? all.indexOf(reference)
  return all.toSorted((a, b) => placeOf(a) - placeOf(b))
}

type Grain = Pick<CompiledDimension, 'type' | 'timeInterval'>

/**
 * What the values of a column are cut to, as far as they show it: midnights are days, and days that are all the first of
 * their month are months. SQL does not say.
 */
function grainOf({ rows }: SqlAnswer, reference: string, type: DimensionType): Grain {
  if (type !== 'date' && type !== 'timestamp') return { type }
  const values = rows.flatMap((row) => ownValue(row, reference) ?? []).map(String)
  const areAll = (pattern: RegExp): boolean => values.length > 0 && values.every((value) => pattern.test(value))
  const isDay = areAll(/^\d{4}-\d{2}-\d{2}(?:$|[T ]00:00:00(?:\.0+)?(?:Z|$))/)
  if (!isDay) return { type }
  return { type: 'date', timeInterval: values.length > 1 && areAll(/^\d{4}-\d{2}-01/) ? 'MONTH' : 'DAY' }
}

const dimensionItem = (reference: string, grain: Grain): CompiledDimension => ({
  fieldType: 'dimension',
  ...grain,
  index: 0,
  name: reference,
  label: reference,
  table: '',
  tableLabel: '',
  sql: '',
  compiledSql: '',
  hidden: false,
})

/** Sums and counts add up; whatever else is a number does not. */
function metricType(type: DimensionType, aggregation: string): MetricType {
  if (type !== 'number') return type
  return aggregation === 'sum' || aggregation === 'count' ? aggregation : 'number'
}

const cellsOf = (row: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, Item>>): ResultRow =>
  Object.fromEntries(
    Object.entries(fields).map(([id, item]) => {
      const raw = ownValue(row, id) ?? null
      return [id, { value: { raw, formatted: formatItemValue(item, raw) } }]
    }),
  )
