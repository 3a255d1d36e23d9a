import type { Place } from '../problems/place.ts'
import type { ModelParameter, Spotlight } from '../types/model-notes.ts'
import type { Conversion, Cumulative, NonAdditive, Offset } from '../types/metric-over-time.ts'
import type { FieldSets } from './field-sets.ts'
import type { CompiledJoin, JoinType, Problem, Relationship } from '../types/explore.ts'
import type {
  Compact,
  CustomFormat,
  DimensionType,
  FieldUrl,
  FilterOperator,
  FilterSettings,
  MetricType,
  RequiredAttributes,
  TimeInterval,
} from '../types/field.ts'

/** The neutral form of one model: what every reader gives and the only thing the compiler knows of its source. */
export type ModelSource = {
  name: string
  at: Place
  /** What was found while reading it; one error makes the model unusable. */
  problems: Problem[]
  relation: Relation
  label: string | undefined
  description: string | undefined
  tags: string[]
  groupLabel: string | undefined
  groupDetails: Record<string, { label: string; description?: string }> | undefined
  orderFieldsBy: 'label' | 'index' | undefined
  sqlFilter: SqlSource | undefined
  requiredFilters: FilterSource[]
  requiredAttributes: RequiredAttributes | undefined
  anyAttributes: RequiredAttributes | undefined
  primaryKey: { names: string[]; at: Place } | undefined
  columns: ColumnSource[]
  /** Dimensions that belong to no column. */
  dimensions: DimensionSource[]
  /** Metrics of the model itself, which belong to no column. */
  metrics: MetricSource[]
  joins: JoinSource[]
  /** What it is built from, nearest only. */
  dependsOn: { type: string; name: string }[]
  sqlPath: string | undefined
  aiHint: string | string[] | undefined
  /** False: text filters do not look at letter case. */
  caseSensitive: boolean | undefined
  spotlight: Spotlight | undefined
  parameters: ParameterSource[] | undefined
  sets: FieldSets | undefined
  /** Further explores of the same rows. */
  explores: ModelExploreSource[]
  /** What makes it a calendar that dates of other models count in. */
  calendar?: CalendarSource | undefined
  /** Its rows are events. */
  events?: EventsSource | undefined
  /** True for a model that others join and that is no explore of its own. */
  joinOnly: boolean
}

/** A further explore of a model; what it does not say is as the model has it. */
export type ModelExploreSource = Pick<
  ModelSource,
  'name' | 'at' | 'label' | 'description' | 'groupLabel' | 'sqlFilter' | 'requiredAttributes' | 'anyAttributes' | 'caseSensitive' | 'dimensions'
> & {
  /** What was found while reading it; one error makes this explore unusable, and no other. */
  problems: Problem[]
  joins: JoinSource[] | undefined
  requiredFilters: FilterSource[] | undefined
}

/** A parameter of a model or of the project; `optionsAt` is where it names the dimension of its options. */
export type ParameterSource = { name: string; at: Place; optionsAt: Place; parameter: ModelParameter }

/** Where the rows are: a name to be quoted, or SQL that stands after FROM as it is written. */
export type Relation =
  | { kind: 'name'; database: string | undefined; schema: string | undefined; name: string }
  | { kind: 'sql'; sql: string; database: string | undefined; schema: string | undefined; name: string | undefined }

/** A table with one row for each day. `intervals` name the weeks, months and years that its dimensions hold. */
export type CalendarSource = { date: string; intervals: { name: string; dimension: string }[]; at: Place }
/** The calendar model that a date counts in. */
export type CalendarUse = { model: string; at: Place }

/** Says which dimensions of a model are events, in their names; see `EventsModel`. */
export type EventsSource = {
  event: string
  time: string
  person: string
  id: string | undefined
  people: string | undefined
  properties: Readonly<Record<string, string>>
  at: Place
}

export type SqlSource = { sql: string; at: Place }
export type { RequiredAttributes }

export type ColumnSource = {
  name: string
  at: Place
  /** Type as the warehouse names it. */
  dataType: string | undefined
  /** Written in quotes in SQL. */
  quoted: boolean
  dimension: DimensionSource
  additional: DimensionSource[]
  metrics: MetricSource[]
}

type FieldSource = {
  name: string
  at: Place
  label: string | undefined
  description: string | undefined
  sql: SqlSource | undefined
  hidden: boolean
  groups: string[]
  groupLabel: string | undefined
  format: string | undefined
  round: number | undefined
  compact: Compact | undefined
  urls: FieldUrl[] | undefined
  tags: string[] | undefined
  requiredAttributes: RequiredAttributes | undefined
  anyAttributes: RequiredAttributes | undefined
  aiHint: string | string[] | undefined
  spotlight: Spotlight | undefined
}

export type DimensionSource = FieldSource & {
  type: DimensionType | undefined
  intervals: IntervalsSource
  colors: Record<string, string> | undefined
  /** IANA zone of a naive timestamp. */
  timezone: string | undefined
  calendar?: CalendarUse | undefined
  caseSensitive: boolean | undefined
}

/** The intervals a model asks for: those of the type, none, or its own list. */
export type IntervalsSource =
  | { kind: 'default' }
  | { kind: 'off' }
  | { kind: 'list'; intervals: TimeInterval[]; at: Place; /** Names that only the project may know. */ others?: { name: string; at: Place }[] }

/** An interval of the project's own: SQL over `${COLUMN}`. Its name is in lower case. */
export type GranularitySource = { name: string; label: string | undefined; type: DimensionType; sql: string }

/** What a metric says about time: one of the four. */
export type OverTimeSource = { at: Place; nonAdditive?: NonAdditive; cumulative?: Cumulative; offset?: Offset; conversion?: Conversion }

export type MetricSource = FieldSource & {
  type: MetricType
  filters: FilterSource[]
  /** 0 to 100. */
  percentile: number | undefined
  formatOptions: CustomFormat | undefined
  showUnderlyingValues: string[] | undefined
  /** Dimensions, `name` or `table.name`, whose values identify what is aggregated once; absent when they are the key of the model. */
  distinctKeys: { names: string[]; at: Place } | undefined
  overTime: OverTimeSource | undefined
}

/** One condition on a dimension, from the filter grammar. */
export type FilterSource = {
  at: Place
  /** `name`, or `table.name`. */
  fieldRef: string
  operator: FilterOperator
  values: unknown[]
  settings: FilterSettings | undefined
  required: boolean | undefined
}

export type JoinSource = {
  at: Place
  model: string
  alias: string | undefined
  label: string | undefined
  type: JoinType | undefined
  hidden: boolean
  always: boolean
  fields: string[] | undefined
  sqlOn: SqlSource
  relationship: Relationship | undefined
  description: string | undefined
  /** Of a join to a calendar: the date that is looked up, and the calendar's day. */
  calendar?: CompiledJoin['calendar']
}
