import type { ParameterValues } from './model-notes.ts'
import type { CompiledDimension, CompiledMetric, CustomFormat, DimensionType, FilterOperator, FilterSettings, MetricFilterRule, MetricType } from './field.ts'
import type { CalendarUnit } from './metric-over-time.ts'

export type { CalendarUnit } from './metric-over-time.ts'

/** `<table>_<name>`; the id of a custom dimension or the name of a table calculation are field ids too. */
export type FieldId = string

export type FilterRule = {
  id: string
  target: { fieldId: FieldId }
  operator: FilterOperator
  values?: unknown[]
  settings?: FilterSettings
  disabled?: boolean
  required?: boolean
}
export type FilterGroup = { id: string; and: FilterGroupItem[] } | { id: string; or: FilterGroupItem[] }
export type FilterGroupItem = FilterGroup | FilterRule

/** True for a group among the items of another one. */
export const isFilterGroup = (item: FilterGroupItem): item is FilterGroup => 'and' in item || 'or' in item
export type Filters = { dimensions?: FilterGroup; metrics?: FilterGroup; tableCalculations?: FilterGroup }

export type SortField = { fieldId: FieldId; descending: boolean; nullsFirst?: boolean }

export type TableCalculation = {
  index?: number
  name: string
  displayName: string
  /** `${table.field}` references to selected fields; other table calculations by `${name}`. */
  sql: string
  format?: CustomFormat
  type?: 'number' | 'string' | 'date' | 'timestamp' | 'boolean'
}

export type AdditionalMetric = {
  table: string
  name: string
  label?: string
  description?: string
  type: MetricType
  sql: string
  hidden?: boolean
  round?: number
  compact?: string
  format?: string
  index?: number
  filters?: MetricFilterRule[]
  baseDimensionName?: string
  uuid?: string
  percentile?: number
  formatOptions?: CustomFormat
}

export type BinRange = { from?: number; to?: number }
export type GroupValueMatch = 'exact' | 'startsWith' | 'endsWith' | 'includes'
/** A named group of text values; a value belongs to the first group that has a rule for it. */
export type ValueGroup = { name: string; values: { matchType: GroupValueMatch; value: string }[] }
export type CustomBinDimension = {
  id: string
  name: string
  table: string
  type: 'bin'
  dimensionId: FieldId
  binType: 'fixed_number' | 'fixed_width' | 'custom_range' | 'custom_group'
  binNumber?: number
  binWidth?: number
  customRange?: BinRange[]
  /** Of `custom_group`, in the order in which they are sorted. */
  customGroups?: ValueGroup[]
  /** Of `custom_group`: where values without a group go; "Other" when absent. */
  otherLabel?: string
}
export type CustomSqlDimension = {
  id: string
  name: string
  table: string
  type: 'sql'
  sql: string
  dimensionType: DimensionType
}
export type CustomDimension = CustomBinDimension | CustomSqlDimension

/**
 * The metrics of a query once more, a stretch of time earlier, beside the present ones: each gets its earlier value,
 * the change and the change in percent. Rows of a period that has not ended are compared with the same elapsed part.
 */
export type Comparison = {
  /** A date or timestamp dimension, by any of its intervals; grouped by, or filtered on. */
  fieldId: FieldId
  /**
   * `previous_period`: one bucket of the interval that the query groups by, else the length of the stretch its filter
   * keeps. `previous_year`: a year, of weeks 52, so that weekdays meet weekdays.
   */
  to: 'previous_period' | 'previous_year' | { count: number; unit: CalendarUnit }
}

/** One question asked of an explore. Relative dates stay symbolic in here until the query is compiled. */
export type MetricQuery = {
  exploreName: string
  dimensions: FieldId[]
  metrics: FieldId[]
  filters: Filters
  sorts: SortField[]
  /** Rows. The caller has already checked it against the instance's limit. */
  limit: number
  tableCalculations: TableCalculation[]
  additionalMetrics?: AdditionalMetric[]
  customDimensions?: CustomDimension[]
  comparisons?: Comparison[]
  /** Chosen values of parameters. Names that nothing in the query reads are left alone; the default counts for names left out. */
  parameters?: ParameterValues
  /** IANA zone in which buckets, filters and "today" are cut; the project's zone when absent. */
  timezone?: string
  metadata?: { hasADateDimension: { label: string; name: string } }
}

/** What describes one column of a result to whoever shows it. */
export type Item = CompiledDimension | CompiledMetric | CustomDimension | TableCalculation | (AdditionalMetric & { fieldType?: 'metric' })
export type ItemsMap = Record<FieldId, Item>
