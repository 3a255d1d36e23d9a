import { present } from '../../types/present.ts'
import { foreignSql, ownSql, type SqlNames } from './hashboard-sql.ts'
import { objectAt, type Plain, textAt } from './plain-node.ts'

/** A field in the words of model YAML; `column` and `quote` say which column of the table a dimension is. */
export type FieldMeta = Record<string, unknown>

type Outcome = { meta: FieldMeta } | { why: string }

/** Whether a column is counted; `metric` is the word of before. */
export const isMeasure = (column: Plain): boolean => column['type'] === 'measure' || column['type'] === 'metric'

/** Aggregates, as they are called here. `row_count` counts rows and has no column. */
export const aggregates: Readonly<Record<string, string>> = {
  row_count: 'count',
  count: 'count',
  count_distinct: 'count_distinct',
  sum: 'sum',
  min: 'min',
  max: 'max',
  avg: 'average',
}

/** What the words of the format say of an attribute or a measure, or why nothing can be made of them. */
export function fieldMeta(column: Plain, names: SqlNames): Outcome {
  const shared = {
    name: textAt(column, 'id'),
    label: textAt(column, 'name'),
    description: textAt(column, 'description'),
    hidden: column['isHiddenByDefault'] === true ? true : undefined,
  }
  const found = isMeasure(column) ? measureOf(column, names) : attributeOf(column, names)
  return 'why' in found ? found : { meta: present({ ...shared, ...found.meta }) }
}

const plainName = /^[a-z_][a-z0-9_$]*$/
/** Whether a column has to stand in quotes to be the one that is meant, whatever the warehouse makes of letter case. */
export const needsQuotes = (name: string): boolean => !plainName.test(name)

function attributeOf(column: Plain, names: SqlNames): Outcome {
  const physical = textAt(column, 'physicalName')
  const sql = physical === undefined ? sqlOf(column, names) : { sql: undefined }
  if ('why' in sql) return sql
  return {
    meta: {
      column: physical,
      quote: physical !== undefined && needsQuotes(physical) ? true : undefined,
      sql: sql.sql,
      // A column has the type that it has in the warehouse; of SQL nothing but its settings says what it gives.
      type: physical === undefined ? typeOf(column) : undefined,
      time_intervals: intervalsOf(column),
      ...dimensionFormat(column),
    },
  }
}

/** Grains, from the finest on. */
export const grains = ['SECOND', 'MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const

function intervalsOf(column: Plain): string[] | undefined {
  const options = objectAt(column, 'aggregationOptions')
  const place = (key: string): number => grains.findIndex((grain) => grain === textAt(options, key)?.toUpperCase())
  const [from, to] = [place('minGranularity'), place('maxGranularity')]
  if (from === -1 && to === -1) return undefined
  return grains.slice(Math.max(from, 0), to === -1 ? grains.length : to + 1)
}

function typeOf(column: Plain): string {
  const options = objectAt(column, 'aggregationOptions')
  if (column['type'] === 'datetime' || options['minGranularity'] !== undefined || options['maxGranularity'] !== undefined) return 'timestamp'
  const isNumber = options['defaultBinWidth'] !== undefined || column['numberFormat'] !== undefined || column['formattingOptions'] !== undefined
  return isNumber ? 'number' : 'string'
}

function measureOf(column: Plain, names: SqlNames): Outcome {
  const word = textAt(column, 'aggregate')
  const type = word === undefined ? 'number' : aggregates[word]
  if (type === undefined) return { why: `there is no aggregate "${word}" here` }
  const sql = word === 'row_count' ? { sql: '1' } : expressionOf(column, names)
  return 'why' in sql ? sql : { meta: { type, sql: sql.sql, ...metricFormat(column) } }
}

function expressionOf(column: Plain, names: SqlNames): { sql: string } | { why: string } {
  const physical = textAt(column, 'physicalName')
  if (physical !== undefined) return { sql: `\${TABLE}.${needsQuotes(physical) ? `"${physical}"` : physical}` }
  return sqlOf(column, names)
}

/** The SQL of a field: as we wrote it ourselves, when it still says what stands beside it. */
function sqlOf(column: Plain, names: SqlNames): { sql: string } | { why: string } {
  const text = textAt(column, 'sql')
  if (text === undefined) return { why: 'it names neither a column (physicalName) nor sql' }
  const own = textAt(objectAt(column, 'atrium'), 'sql')
  return own !== undefined && foreignSql(own).trim() === text ? { sql: own } : ownSql(text, names)
}

type Format = {
  style: 'number' | 'percent' | 'currency' | undefined
  decimals: number | undefined
  currency: string | undefined
  isGrouped: boolean | undefined
}

/** Both ways in which numbers are formatted: the newer `numberFormat`, and `formattingOptions`. */
function formatOf(column: Plain): Format {
  const [newer, older] = [objectAt(column, 'numberFormat'), objectAt(column, 'formattingOptions')]
  const digits = objectAt(newer, 'decimals')
  const style = textAt(newer, 'style')
  const isCurrency = style === 'currency' || older['formatAsDollars'] === true || older['formatAsCurrency'] === true
  const decimals = [newer['decimals'], digits['max'], digits['min'], older['fixedDecimals']].find((value) => typeof value === 'number')
  const isPercent = style === 'percent' || older['formatAsPercent'] === true
  return {
    style: isPercent ? 'percent' : isCurrency ? 'currency' : decimals === undefined ? undefined : 'number',
    decimals,
    currency: isCurrency ? (textAt(newer, 'currency') ?? 'USD') : undefined,
    isGrouped: typeof older['commaThousandsSeparators'] === 'boolean' ? older['commaThousandsSeparators'] : undefined,
  }
}

/** Formats that dimensions have a word for; of others only the digits. */
function dimensionFormat(column: Plain): FieldMeta {
  const { style, decimals, currency } = formatOf(column)
  const named = style === 'percent' ? 'percent' : ['USD', 'EUR', 'GBP'].includes(currency ?? '') ? currency?.toLowerCase() : undefined
  return present({ format: named, round: decimals })
}

function metricFormat(column: Plain): FieldMeta {
  const { style, decimals, currency, isGrouped } = formatOf(column)
  if (style === undefined && isGrouped === undefined) return {}
  const separator = isGrouped === undefined ? undefined : isGrouped ? 'commaPeriod' : 'noSeparatorPeriod'
  return { format_options: present({ type: style ?? 'number', round: decimals, currency, separator }) }
}
