import { columnKind } from '../../compile/column-type.ts'
import type { Dialect } from '../../types/dialect.ts'
import type { DimensionType, TimeInterval } from '../../types/field.ts'
import type { SchemaColumn } from './database-schema.ts'
import { wordsOf } from './plan-models.ts'

/** A value to write and why; the reason becomes a comment when there is one. */
export type Guess<T> = { value: T; reason: string | undefined }

export type PlannedColumn = {
  type: DimensionType
  hidden: Guess<true> | undefined
  intervals: Guess<TimeInterval[]> | undefined
  /** Format and decimals, which its metrics share. */
  format: Guess<{ format?: string; round?: number }> | undefined
  /** How it is aggregated; a reason without aggregates says why there are none. */
  metrics: Guess<('sum' | 'average' | 'count_distinct')[]> | undefined
}

/** What a column is in its table. */
export type ColumnRole = 'key' | 'foreign key' | 'other'

const nothing = { hidden: undefined, intervals: undefined, format: undefined, metrics: undefined }

const fiscalIntervals = ['FISCAL_QUARTER', 'FISCAL_YEAR', 'FISCAL_QUARTER_NUM', 'FISCAL_YEAR_NUM'] as const

/** What to make of a column, by its type, its role and its name. */
export function planColumn(
  column: SchemaColumn,
  role: ColumnRole,
  { rowCount, dialect, fiscal }: { rowCount: number | undefined; dialect: Dialect; fiscal: boolean },
): PlannedColumn {
  const { type } = columnKind(column.type, dialect)
  const reason = unreadable(column.type)
  if (reason !== undefined) return { ...nothing, type, hidden: { value: true, reason } }
  if (role === 'key') return { ...nothing, type, format: idFormat(type, 'A key is shown without separators.') }
  if (role === 'foreign key') {
    return {
      ...nothing,
      type,
      hidden: { value: true, reason: 'It only leads to another table; that is shown instead.' },
      metrics: { value: ['count_distinct'], reason: undefined },
    }
  }
  if (type === 'date')
    return { ...nothing, type, intervals: { value: ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', ...(fiscal ? fiscalIntervals : [])], reason: undefined } }
  if (type === 'timestamp')
    return {
      ...nothing,
      type,
      intervals: { value: ['RAW', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', ...(fiscal ? fiscalIntervals : [])], reason: undefined },
    }
  return type === 'number' ? { ...nothing, type, ...planNumber(column, rowCount) } : { ...nothing, type }
}

function unreadable(typeName: string): string | undefined {
  const [, kind] =
    /^(jsonb?|variant|object|array|struct|map|blob|bytea|binary|varbinary|bytes|geography|geometry|xml|super|list)\b/i.exec(typeName.trim()) ?? []
  const nested = kind ?? (typeName.trim().endsWith('[]') ? 'list' : undefined)
  return nested === undefined ? undefined : `Values of type ${nested.toLowerCase()} cannot be grouped by. Add dimensions for their parts.`
}

const idFormat = (type: DimensionType, reason: string): PlannedColumn['format'] => (type === 'number' ? { value: { format: 'id' }, reason } : undefined)

const has = (words: readonly string[], ...wanted: readonly string[]): boolean => wanted.some((word) => words.includes(word))
const isWhole = (typeName: string): boolean => /int|serial|\(\d+,\s*0\)/i.test(typeName)

function planNumber({ name, type, distinctCount }: SchemaColumn, rowCount: number | undefined): Pick<PlannedColumn, 'format' | 'metrics'> {
  const words = wordsOf(name)
  const last = words.at(-1) ?? ''
  const none = (reason: string): PlannedColumn['metrics'] => ({ value: [], reason })
  if (['id', 'key', 'code', 'number', 'no', 'sk', 'zip', 'postcode', 'phone'].includes(last)) {
    return { format: idFormat('number', 'By its name a number that is not counted with.'), metrics: none('Adding up identifiers means nothing.') }
  }
  if (last === 'year') return { format: idFormat('number', 'A year is shown without separators.'), metrics: none('Adding up years means nothing.') }
  if (['is', 'has', 'flag'].includes(words[0] ?? '') || last === 'flag') return { format: undefined, metrics: none('By its name a yes or no.') }
  if (has(words, 'lat', 'latitude', 'lon', 'lng', 'longitude')) return { format: undefined, metrics: none('Adding up coordinates means nothing.') }
  if (['month', 'day', 'hour', 'week', 'quarter', 'weekday', 'rank', 'position', 'line', 'version', 'level', 'order'].includes(last)) {
    return { format: undefined, metrics: none(`By its name a place in an order, which is not added up.`) }
  }
  if (isWhole(type) && distinctCount !== undefined && rowCount !== undefined && distinctCount <= 2 && rowCount > 100) {
    return { format: undefined, metrics: none(`It has ${distinctCount} different values: more a mark than an amount.`) }
  }
  if (has(words, 'rate', 'ratio', 'share')) {
    return {
      format: { value: { format: 'percent', round: 1 }, reason: 'By its name a share: 0.25 is shown as 25%. Remove it if 25 is meant.' },
      metrics: { value: ['average'], reason: 'Shares are averaged and not added up.' },
    }
  }
  const currency = words.find((word) => ['usd', 'eur', 'gbp'].includes(word))
  const isMoney =
    currency !== undefined || has(words, 'amount', 'price', 'cost', 'revenue', 'total', 'subtotal', 'tax', 'fee', 'discount', 'balance', 'salary', 'payment')
  const format: PlannedColumn['format'] =
    currency !== undefined
      ? { value: { format: currency, round: 2 }, reason: 'The currency is in its name.' }
      : isMoney && !isWhole(type)
        ? { value: { round: 2 }, reason: 'By its name money; add "format: usd" or another currency.' }
        : undefined
  if (has(words, 'price', 'age', 'score', 'rating', 'temperature', 'percent', 'pct', 'avg', 'average', 'mean', 'duration', 'balance', 'salary')) {
    return { format, metrics: { value: ['average'], reason: 'By its name a value of one row, which is averaged and not added up.' } }
  }
  return { format, metrics: { value: ['sum', 'average'], reason: undefined } }
}
