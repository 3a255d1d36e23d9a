import type { Conversion, Cumulative, NonAdditive, Offset } from './metric-over-time.ts'
import type { Spotlight } from './model-notes.ts'

/**
 * Fields in the shape in which an explore is stored and sent (the Lightdash explore JSON), so that an explore
 * compiled by a client and one compiled here are the same thing. What Atrium adds is marked as such.
 */

export type DimensionType = 'string' | 'number' | 'timestamp' | 'date' | 'boolean'

/** Metric types that aggregate rows of their own table. */
export type AggregateType =
  | 'average'
  | 'count'
  | 'count_distinct'
  | 'max'
  | 'min'
  | 'sum'
  | 'median'
  | 'percentile'
  | 'sum_distinct'
  | 'average_distinct'
  /** Atrium: an estimate where the engine has one, which the proof says; exact where it has none. */
  | 'count_distinct_approx'

/** Metric types that combine other metrics and do not aggregate by themselves. */
export type ExpressionType = 'number' | 'string' | 'boolean' | 'date' | 'timestamp'

/** Metric types that look at the other rows of the result: what they are made of is another metric. */
export type PostCalculationType = 'percent_of_total' | 'percent_of_previous' | 'running_total'

export type MetricType = AggregateType | ExpressionType | PostCalculationType

/** Intervals of a year that begins with the project's first fiscal month. It is named after the year in which it ends. */
export type FiscalInterval = 'FISCAL_QUARTER' | 'FISCAL_YEAR' | 'FISCAL_QUARTER_NUM' | 'FISCAL_YEAR_NUM'

/** The 26 time intervals a date or timestamp dimension can be cut to. */
export type TimeInterval = CalendarInterval | FiscalInterval

/** Intervals of the clock and of the calendar year. */
export type CalendarInterval =
  | 'RAW'
  | 'MILLISECOND'
  | 'SECOND'
  | 'MINUTE'
  | 'HOUR'
  | 'DAY'
  | 'WEEK'
  | 'MONTH'
  | 'QUARTER'
  | 'YEAR'
  | 'YEAR_NUM'
  | 'QUARTER_NUM'
  | 'MONTH_NUM'
  | 'WEEK_NUM'
  | 'DAY_OF_MONTH_NUM'
  | 'DAY_OF_WEEK_INDEX'
  | 'DAY_OF_YEAR_NUM'
  | 'HOUR_OF_DAY_NUM'
  | 'MINUTE_OF_HOUR_NUM'
  | 'DAY_OF_WEEK_NAME'
  | 'MONTH_NAME'
  | 'QUARTER_NAME'

/** Legacy named formats of a field. */
export type NamedFormat = 'km' | 'mi' | 'usd' | 'gbp' | 'eur' | 'id' | 'percent'

export type Compact = 'thousands' | 'millions' | 'billions' | 'trillions' | 'K' | 'thousand' | 'M' | 'million' | 'B' | 'billion' | 'T' | 'trillion'

export type NumberSeparator = 'default' | 'commaPeriod' | 'spacePeriod' | 'periodComma' | 'noSeparatorPeriod'

/** Format options of table calculations, additional metrics and (Atrium) any field. */
export type CustomFormat = {
  type: 'default' | 'percent' | 'currency' | 'number' | 'id' | 'date' | 'timestamp'
  round?: number
  separator?: NumberSeparator
  currency?: string
  compact?: Compact
  prefix?: string
  suffix?: string
  timeInterval?: TimeInterval
}

export type FieldUrl = { label: string; url: string }

/** User attributes and the values that are accepted of each. */
export type RequiredAttributes = Record<string, string | string[]>

/** What the caller must have to see something: all of the required attributes, and one of any. Neither widens the other. */
export type Guarded = { requiredAttributes?: RequiredAttributes; anyAttributes?: RequiredAttributes }

type FieldBase = Guarded & {
  index: number
  name: string
  label: string
  /** Table name, or the join's alias. A field's id is `<table>_<name>` with dots of the name as `__`. */
  table: string
  tableLabel: string
  /** As written, with `${TABLE}` and `${field}` references. */
  sql: string
  /** References resolved; still quoted for the explore's dialect. */
  compiledSql: string
  /** Tables (aliases) that compiledSql reads, own table included. */
  tablesReferences?: string[]
  /** Parameters that compiledSql reads. */
  parameterReferences?: string[]
  hidden: boolean
  /** Atrium: id of the field that bears another name since; this one answers under the name of before. */
  renamedTo?: string
  description?: string
  groups?: string[]
  groupLabel?: string
  /** A `NamedFormat`, or a spreadsheet-style format text. */
  format?: string
  round?: number
  compact?: Compact
  urls?: FieldUrl[]
  tags?: string[]
  /** What assistants are told about the field. */
  aiHint?: string | string[]
  spotlight?: Spotlight
  source?: Source
}

/** Where in a model file something was defined. Lines and columns count from 1. */
export type Source = { path: string; line: number; column?: number }

export type CompiledDimension = FieldBase & {
  fieldType: 'dimension'
  type: DimensionType
  timeInterval?: TimeInterval
  timeIntervalBaseDimensionName?: string
  /** Atrium: the month, 1 to 12, with which the years of a fiscal interval begin. */
  fiscalYearStart?: number
  isIntervalBase?: boolean
  isAdditionalDimension?: boolean
  colors?: Record<string, string>
  /** False: text filters do not look at letter case. */
  caseSensitive?: boolean
  /** Atrium: an instant (TIMESTAMPTZ) converts to the query's zone; `naive` is wall time in `sourceTimezone`. */
  timestampKind?: 'instant' | 'naive'
  /** Atrium: IANA zone of a naive timestamp; UTC when absent. */
  sourceTimezone?: string
}

export type MetricFilterRule = {
  id: string
  target: { fieldRef: string }
  operator: FilterOperator
  values?: unknown[]
  settings?: FilterSettings
  disabled?: boolean
  required?: boolean
}

export type CompiledMetric = FieldBase & {
  fieldType: 'metric'
  type: MetricType
  isAutoGenerated?: boolean
  filters?: MetricFilterRule[]
  percentile?: number
  formatOptions?: CustomFormat
  showUnderlyingValues?: string[]
  /** Dimensions whose values identify what a sum_distinct or average_distinct takes once; absent: it takes each value once. */
  distinctKeys?: string[]
  nonAdditive?: NonAdditive
  cumulative?: Cumulative
  offset?: Offset
  conversion?: Conversion
}

export type FilterOperator =
  | 'isNull'
  | 'notNull'
  | 'equals'
  | 'notEquals'
  | 'startsWith'
  | 'endsWith'
  | 'include'
  | 'doesNotInclude'
  | 'lessThan'
  | 'lessThanOrEqual'
  | 'greaterThan'
  | 'greaterThanOrEqual'
  | 'inThePast'
  | 'notInThePast'
  | 'inTheNext'
  | 'inTheCurrent'
  | 'notInTheCurrent'
  | 'inBetween'
  | 'notInBetween'

export type UnitOfTime =
  | 'milliseconds'
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'weeks'
  | 'months'
  | 'quarters'
  | 'years'
  | 'fiscalQuarters'
  | 'fiscalYears'

export type FilterSettings = { unitOfTime?: UnitOfTime; completed?: boolean }
