import type { Cte } from '../plan/select-parts.ts'
import type { DimensionType } from '../types/field.ts'

/** What a planner gives: named queries, the one that answers, and what its columns hold, in order. */
export type InsightPlan = {
  ctes: readonly Cte[]
  answer: string
  columns: readonly { name: string; type: DimensionType }[]
  /** What the answer is sorted by; false: as it comes. */
  order?: readonly { column: string; descending: boolean }[]
  /** Rows at most, where that is part of the question. */
  rows?: number
  frame: InsightFrame
}

/** The times that the rows of an answer are laid out on. */
export type InsightFrame = {
  /** The stretch asked for and, in a comparison, the earlier one. `buckets` is null where all there is was asked for. */
  spans: readonly {
    from: string | null
    to: string
    buckets: readonly string[] | null
    /** The last day of each, by which rows are named that look at the days before it. */
    ends?: readonly string[]
  }[]
}

/** One row of the answer, by column. */
export type InsightRow = Readonly<Record<string, unknown>>
