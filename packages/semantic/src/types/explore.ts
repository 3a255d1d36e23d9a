import type { FormatReport } from './format-report.ts'
import type { EventsModel } from './insight.ts'
import type { ModelParameter, Spotlight } from './model-notes.ts'
import type { CompiledDimension, CompiledMetric, Guarded, MetricFilterRule, Source } from './field.ts'

export type JoinType = 'inner' | 'full' | 'left' | 'right'
export type Relationship = 'one-to-one' | 'one-to-many' | 'many-to-one' | 'many-to-many'

export type CompiledJoin = {
  /** Alias (or name) of the joined table: the key in `Explore.tables`. */
  table: string
  sqlOn: string
  compiledSqlOn: string
  type?: JoinType
  hidden?: boolean
  always?: boolean
  tablesReferences?: string[]
  parameterReferences?: string[]
  /** From the tables already joined to this one. Absent: unknown, see `plan/fan-out.ts`. */
  relationship?: Relationship
  description?: string
  /**
   * Atrium: joined by the day of this dimension in the query's zone, and not by `compiledSqlOn`. `date` is the calendar's day. The
   * first row of a day counts, by the dimensions `orderedBy`.
   */
  calendar?: { table: string; dimension: string; date: string; orderedBy: string[] }
}

export type CompiledTable = Guarded & {
  name: string
  label: string
  originalName?: string
  description?: string
  database: string
  schema: string
  sqlTable: string
  sqlWhere?: string
  uncompiledSqlWhere?: string
  requiredFilters?: MetricFilterRule[]
  orderFieldsBy?: 'label' | 'index'
  groupLabel?: string
  groupDetails?: Record<string, { label: string; description?: string }>
  /** Names of the dimensions that identify one row; needed to keep this table's metrics right when rows fan out. */
  primaryKey?: string[]
  hidden?: boolean
  aiHint?: string | string[]
  /** Values that who asks may choose, by name. */
  parameters?: Record<string, ModelParameter>
  /** Parameters that its row rule or its place read. */
  parameterReferences?: string[]
  lineageGraph: Record<string, { type: string; name: string }[]>
  dimensions: Record<string, CompiledDimension>
  metrics: Record<string, CompiledMetric>
  source?: Source
}

/** A compiled explore: the JSON that is stored, sent by GET explore, and that queries are planned from. */
export type Explore = Guarded & {
  name: string
  label: string
  tags: string[]
  groupLabel?: string
  baseTable: string
  joinedTables: CompiledJoin[]
  tables: Record<string, CompiledTable>
  /** Name of the dialect that all SQL in here is quoted for. */
  targetDatabase: string
  warehouse?: string
  ymlPath?: string
  sqlPath?: string
  type?: 'default' | 'virtual'
  /** False: text filters of this explore do not look at letter case. */
  caseSensitive?: boolean
  aiHint?: string | string[]
  spotlight?: Spotlight
  /** Says that its base table holds events, and which columns say what. */
  events?: EventsModel
  /** What its SQL may read: parameters of the project by name, those of its models as `model.name`. */
  parameters?: Record<string, ModelParameter>
}

export type InlineErrorType = 'METADATA_PARSE_ERROR' | 'NO_DIMENSIONS_FOUND'
export type InlineError = { type: InlineErrorType; message: string }

/** A model that could not be compiled: it is listed with its errors, the rest of the project works. */
export type ExploreError = {
  name: string
  label: string
  tags: string[]
  groupLabel?: string
  type?: 'default' | 'virtual'
  errors: InlineError[]
  /** What closes it, each of which has to be met: what is broken is no more open than before. */
  guards?: Guarded[]
}

export type AnyExplore = Explore | ExploreError

export const isExploreError = (explore: AnyExplore): explore is ExploreError => 'errors' in explore

/** Something wrong in what people edit: listed, never thrown. `hint` says what to do. */
export type Problem = {
  /** Stable, dotted: `model.unknown_field`, `yaml.syntax`… */
  code: string
  severity: 'error' | 'warning'
  file: string
  line: number
  column: number
  message: string
  hint: string
  /** Model (explore) that is broken by it, when one is. */
  model?: string
}

/** Column types of the warehouse: table (as in sqlTable's last part, lower case) → column → type name. */
export type WarehouseCatalog = Record<string, Record<string, string>>

/** One file of a project folder. `path` is relative to the project's root, with `/`. */
export type SourceFile = { path: string; text: string }

/** Where a model stands. */
export type ModelPlace = { name: string; label: string; file: string; line: number; /** Its table, as far as its file names one. */ table?: string }

export type CompiledProject = {
  explores: AnyExplore[]
  /** Every model that was read, broken ones too. */
  models: ModelPlace[]
  problems: Problem[]
  /** What was read, approximated and refused, one report for each format that was found. */
  reports: FormatReport[]
  /** Hash of everything that went in: same input, same revision. Part of every cache key. */
  revision: string
}
