import type { Finding } from '../problems/finding.ts'
import type { Place } from '../problems/place.ts'
import type { DimensionSource, MetricSource, ModelSource } from '../read/model-source.ts'
import type { DimensionType, TimeInterval } from '../types/field.ts'

/** A dimension before its SQL is resolved; it belongs to a model and not yet to a table of an explore. */
export type DimensionDraft = {
  name: string
  at: Place
  index: number
  label: string
  type: DimensionType
  sql: string
  source: DimensionSource
  isAdditional: boolean
  isIntervalBase: boolean
  /** Set for one interval of another dimension. */
  interval: { base: string; interval: TimeInterval } | undefined
  timestampKind: 'instant' | 'naive' | undefined
}

export type MetricDraft = { name: string; at: Place; index: number; label: string; description: string; sql: string; source: MetricSource }

/** Everything that a model's table is made of, in the order of its file. */
export type TableDraft = {
  source: ModelSource
  label: string
  sqlTable: string
  database: string
  schema: string
  dimensions: ReadonlyMap<string, DimensionDraft>
  metrics: ReadonlyMap<string, MetricDraft>
  /** True when its SQL reads no other table, so that it compiles to the same in every explore. */
  selfContained: boolean
  findings: Finding[]
  /** The same without the intervals that its dates have in calendars, when they have any. */
  withoutCalendars?: TableDraft
}
