import type { Explore, JoinType, Relationship } from '../src/types/explore.ts'
import type { DimensionType, MetricFilterRule, MetricType, PostCalculationType } from '../src/types/field.ts'
import type { Conversion, Cumulative, NonAdditive, Offset } from '../src/types/metric-over-time.ts'

/**
 * A shop said twice: in the SQL of a model, for the planner, and as plain functions over rows, for the evaluator that
 * checks the planner. Dates are `YYYY-MM-DD`, instants milliseconds since the epoch.
 */
export type Value = string | number | boolean | null
export type Row = Readonly<Record<string, Value>>
/** One row of the joined tables: a row of each, or null where the join found none. */
export type Joined = Readonly<Record<string, Row | null>>

export type ShopDimension = {
  table: string
  name: string
  type: DimensionType
  /** Tables that its SQL reads. */
  reads: readonly string[]
  sql?: string
  instant?: true
  value(at: Joined): Value
}

type MetricBase = { table: string; name: string; type: MetricType; sql: string; filters?: MetricFilterRule[]; percentile?: number; distinctKeys?: string[] }
/**
 * Aggregates one value of each row of its table, or, with keys, of each key: a key has one value, or none where a filter says so.
 * What is not added up over time takes of each group the rows of one moment, among those that `counts` lets through.
 */
export type Aggregate = MetricBase & {
  kind: 'aggregate'
  reads: readonly string[]
  value(at: Joined): Value
  key?(at: Joined): Value
  nonAdditive?: NonAdditive
  counts?(at: Joined): boolean
}
/** SQL that aggregates by itself, over the rows of its table. */
export type OverRows = MetricBase & { kind: 'rows'; over(rows: readonly Row[]): Value }
/** A formula over other metrics. */
export type Formula = MetricBase & { kind: 'formula'; of: readonly string[]; calculate(values: readonly Value[]): Value }
/** One that looks at other times than those of its group: what it says about time, and the metric that it is made of. */
export type Accumulated = MetricBase & { kind: 'cumulative'; of: string; cumulative: Cumulative }
export type Earlier = MetricBase & { kind: 'offset'; of: string; offset: Offset }
export type Converted = MetricBase & { kind: 'conversion'; of: string; followedBy: string; conversion: Conversion }
/** One that looks at the other rows of the result. */
export type OverResult = MetricBase & { kind: 'result'; type: PostCalculationType; of: string }
export type ShopMetric = Aggregate | OverRows | Formula | Accumulated | Earlier | Converted | OverResult

/** An explore with what the evaluator has to know of its joins. */
export type ShopExplore = { explore: Explore; base: string; joins: ShopJoin[]; keyless: readonly string[]; declared: boolean }
export type ShopJoin = { table: string; parent: string; type: JoinType; relationship: Relationship; meets(parent: Row, row: Row): boolean }
