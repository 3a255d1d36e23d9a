import type { Bucket, KeepPlan, KeptColumn, ResultColumn } from '@atrium/semantic'
import type { KeptTables } from '../../../warehouses/kept-tables.ts'
import type { Warehouses } from '../../../warehouses/warehouse.ts'
import type { ExploreCtx } from '../../explore/explore-target.ts'

/** Part of the time between readings after which the next one begins: so the old table is good until the new one is there. */
export const early = 0.9

/** What operations on tables of answers need. */
export type MaterializationCtx = ExploreCtx & { keptTables: KeptTables; warehouses: Warehouses }

/** How a version is kept as a table, as its author wishes it. */
export type MaterializationSettings = {
  /** How often it is read anew, seconds. */
  everySeconds: number
  /** By column: what moments are cut to for range variables. */
  buckets: Readonly<Record<string, Bucket>>
  /** Only rows from the highest value of this column on are read, and those of some time before it; null: all rows, every time. */
  watermark: { column: string; lookbackSeconds: number } | null
}

/** A wish for a change: what is not said stays. */
export type MaterializationWish = { isEnabled?: boolean } & Partial<MaterializationSettings>

export type MaterializationStatus = 'Unknown' | 'Running' | 'Completed' | 'Failed' | 'Cancelled'

/** A table of answers: where it is, how it is asked, and of what it was made. */
export type KeptAnswers = {
  file: string
  /** Of what it was made: another one is another question. */
  fingerprint: string
  plan: KeepPlan
  columns: KeptColumn[]
  /** Columns of the answer as queries describe them. */
  resultColumns: ResultColumn[]
  /** What is answered when no row is found; null: no row. */
  empty: { data: string; rowCount: number } | null
  rows: number
  bytes: number
  /** Highest value of the watermark's column; null: none, or not of all rows. */
  mark: string | null
}

/** A version of an endpoint that is kept as a table. */
export type Materialization = MaterializationSettings & {
  endpointId: string
  version: number
  enabledAt: Date
  nextAt: Date
  runId: string | null
  status: MaterializationStatus
  /** Of the last reading; null: none. */
  error: string | null
  kept: KeptAnswers | null
  readAt: Date | null
  madeAt: Date | null
  usedAt: Date | null
}

/** Whether a version is kept as a table; of one that is not, why it can't be (null: it can). */
export type VersionMaterialization = { kept: Materialization | null; whyNot: string | null }

/** Why no table can be made, for the author. */
export type NotMaterializable = { reason: string }
