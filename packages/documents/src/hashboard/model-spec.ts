import type { CompiledDimension, CompiledMetric, CompiledTable, CustomFormat, Explore } from '@atrium/semantic'
import { aliasGrn, specHead, type Spec } from './spec.ts'

/** An explore as a data model. `connectionName`: what its warehouse is called. */
export function modelSpec(explore: Explore, { connectionName, grn }: { connectionName: string; grn?: string }): Spec {
  const base = explore.tables[explore.baseTable]
  return {
    ...specHead('model', {
      ...(grn === undefined ? {} : { grn }),
      alias: explore.name,
      name: explore.label,
      ...(base?.description === undefined ? {} : { description: base.description }),
      labels: explore.tags,
    }),
    source: { connectionName, ...(base === undefined ? {} : sourceOf(base)) },
    cols: base === undefined ? [] : [...attributesOf(base, explore), ...Object.values(base.metrics).map(measureOf)],
  }
}

/** A table by its name, or else what stands for it in SQL. */
function sourceOf({ sqlTable, schema }: CompiledTable): object {
  const parts = /^(?:["`]?[\w$ -]+["`]?\.)*["`]?([\w$ -]+)["`]?$/.exec(sqlTable.trim())
  if (parts?.[1] === undefined) return { sql: `SELECT * FROM ${sqlTable}` }
  return { physicalName: parts[1], ...(schema === '' ? {} : { schema }) }
}

/** A column by its name, or else the SQL of a field with other fields as `{{ name }}`. */
function expressionOf(sql: string): { physicalName: string } | { sql: string } {
  const [, physicalName] = /^\$\{TABLE\}\.\s*["`]?([\w$ ]+?)["`]?$/.exec(sql.trim()) ?? []
  return physicalName === undefined ? { sql: sqlOf(sql) } : { physicalName }
}

const sqlOf = (sql: string): string => sql.replaceAll('${TABLE}.', '').replaceAll(/\$\{([\w.]+)\}/g, '{{ $1 }}')

function attributesOf(table: CompiledTable, explore: Explore): object[] {
  return Object.values(table.dimensions)
    .filter(({ timeInterval }) => timeInterval === undefined)
    .map((dimension) => ({
      id: dimension.name,
      name: dimension.label,
      ...(dimension.description === undefined ? {} : { description: dimension.description }),
      type: 'attribute',
      ...expressionOf(dimension.sql),
      ...(table.primaryKey?.length === 1 && table.primaryKey[0] === dimension.name ? { primaryKey: true } : {}),
      ...foreignModels(dimension, explore),
      ...(dimension.hidden ? { isHiddenByDefault: true } : {}),
      ...numberFormat(dimension),
    }))
}

/** The tables that are joined by their key being this column. */
function foreignModels({ table, name }: CompiledDimension, explore: Explore): object {
  const own = `\${${table}.${name}}`
  const joined = explore.joinedTables.filter(({ table: other, sqlOn }) => {
    const [key, ...more] = explore.tables[other]?.primaryKey ?? []
    const theirs = `\${${other}.${key ?? ''}}`
    const on = sqlOn.replaceAll(/\s/g, '')
    return more.length === 0 && (on === `${own}=${theirs}` || on === `${theirs}=${own}`)
  })
  return joined.length === 0 ? {} : { foreignModels: joined.map(({ table: other }) => aliasGrn('m', other)) }
}

/** Aggregates that the format knows by name. */
const aggregates: Partial<Record<CompiledMetric['type'], string>> = {
  count: 'count',
  count_distinct: 'count_distinct',
  count_distinct_approx: 'count_distinct',
  sum: 'sum',
  average: 'avg',
  min: 'min',
  max: 'max',
}

/** Metrics that the format has no word for say what they are in ours. */
const isPlain = (metric: CompiledMetric): boolean =>
  metric.filters === undefined &&
  metric.cumulative === undefined &&
  metric.offset === undefined &&
  metric.nonAdditive === undefined &&
  metric.conversion === undefined

function measureOf(metric: CompiledMetric): object {
  const aggregate = aggregates[metric.type]
  const expression = expressionOf(metric.sql)
  const combines = ['number', 'string', 'boolean', 'date', 'timestamp'].includes(metric.type)
  return {
    id: metric.name,
    name: metric.label,
    ...(metric.description === undefined ? {} : { description: metric.description }),
    type: 'measure',
    ...(aggregate !== undefined ? { aggregate, ...expression } : combines ? { sql: sqlOf(metric.sql) } : expression),
    ...(metric.hidden ? { isHiddenByDefault: true } : {}),
    ...numberFormat(metric),
    ...((aggregate === undefined && !combines) || !isPlain(metric) ? { atrium: ownWords(metric) } : {}),
  }
}

function ownWords({ type, percentile, distinctKeys, filters, cumulative, offset, nonAdditive, conversion }: CompiledMetric): object {
  const words = { type, percentile, distinctKeys, filters, cumulative, offset, nonAdditive, conversion }
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
}

function numberFormat(field: { format?: string; round?: number; formatOptions?: CustomFormat }): object {
  const decimals = field.formatOptions?.round ?? field.round
  const isPercent = field.format === 'percent' || field.formatOptions?.type === 'percent'
  const isCurrency = field.formatOptions?.type === 'currency' || ['usd', 'eur', 'gbp'].includes(field.format ?? '')
  if (decimals === undefined && !isPercent && !isCurrency) return {}
  return {
    formattingOptions: {
      ...(decimals === undefined ? {} : { fixedDecimals: decimals }),
      ...(isPercent ? { formatAsPercent: true } : {}),
      ...(isCurrency ? (isDollars(field) ? { formatAsDollars: true } : { formatAsCurrency: true }) : {}),
    },
  }
}

const isDollars = ({ format, formatOptions }: { format?: string; formatOptions?: CustomFormat }): boolean =>
  format === 'usd' || (formatOptions?.type === 'currency' && (formatOptions.currency ?? 'USD') === 'USD')

/** A metric of an explore as a metric of the project: over time when there is a date to count by. */
export function metricSpec(explore: Explore, metric: CompiledMetric, { alias, grn }: { alias: string; grn?: string }): Spec {
  const date = Object.values(explore.tables[explore.baseTable]?.dimensions ?? {}).find(
    ({ type, timeInterval, hidden }) => timeInterval === undefined && !hidden && (type === 'date' || type === 'timestamp'),
  )
  return {
    ...specHead('metric', {
      ...(grn === undefined ? {} : { grn }),
      alias,
      name: metric.label,
      ...(metric.description === undefined ? {} : { description: metric.description }),
      labels: metric.tags ?? [],
    }),
    config: {
      dataModel: aliasGrn('m', explore.name),
      measureId: metric.name,
      ...(date === undefined ? { metricType: 'simple' } : { metricType: 'timeseries', dimensionId: date.name, granularity: 'month' }),
    },
  }
}
