import type { Place } from '../../problems/place.ts'
import type { Relation } from '../model-source.ts'

/** A piece of text of a definition and where it stands. */
export type TextAt = { text: string; at: Place }

type Described = { name: string; at: Place; label: string | undefined; description: string | undefined }

export type EntityType = 'primary' | 'unique' | 'foreign' | 'natural'

/** A key of a semantic model; models are joined where entities have the same name. */
export type Entity = Described & { type: EntityType; expr: TextAt }

/** `granularity` only for time dimensions. */
export type SemanticDimension = Described & { expr: TextAt; granularity: string | undefined }

/** What is aggregated: a measure of the legacy spec, or the aggregate of a simple metric of the latest. */
export type Measure = Described & {
  agg: string
  expr: TextAt
  /** 0 to 100. */
  percentile: number | undefined
  discrete: boolean
  /** A time that it must not be added up over; groupings are names of entities or dimensions. */
  nonAdditive: { time: string; choice: 'last' | 'first'; groupings: string[]; at: Place } | undefined
  /** Time dimension of its own, where that is not the model's. */
  time: string | undefined
  filters: TextAt[]
}

/** Where the rows of a semantic model are: those of a dbt model, or a relation of its own. */
export type SemanticRelation = { kind: 'ref'; model: string } | { kind: 'own'; relation: Relation }

export type SemanticModel = Described & {
  relation: SemanticRelation
  /** The name under which its dimensions are spoken of, when no entity is primary. */
  primaryEntity: string | undefined
  /** The time dimension that its metrics are looked at over. */
  time: string | undefined
  entities: Entity[]
  dimensions: SemanticDimension[]
  measures: Measure[]
}

/** One metric that another is made of. */
export type MetricInput = {
  name: string
  at: Place
  alias: string | undefined
  filters: TextAt[]
  /** How much earlier, as written ("1 month"). */
  offset: string | undefined
  /** The grain to whose beginning it goes back, as written. */
  offsetToGrain: string | undefined
}

export type SimpleMetric = Described & {
  type: 'simple'
  hidden: boolean
  filters: TextAt[]
  /** Name of the measure; unique in a project. */
  measure: string
  fillNullsWith: number | undefined
  joinsTimeSpine: boolean
}
export type RatioMetric = Described & { type: 'ratio'; hidden: boolean; filters: TextAt[]; numerator: MetricInput; denominator: MetricInput }
export type DerivedMetric = Described & { type: 'derived'; hidden: boolean; filters: TextAt[]; expr: TextAt; inputs: MetricInput[] }
/** `window` ("7 days") and `toDate` ("month") as written; neither: all time before. */
export type CumulativeMetric = Described & {
  type: 'cumulative'
  hidden: boolean
  filters: TextAt[]
  input: MetricInput
  window: string | undefined
  toDate: string | undefined
  periodAgg: string | undefined
}
/** Events counted by `base` that are followed by one counted by `conversion`; `constant` are pairs of names. */
export type ConversionMetric = Described & {
  type: 'conversion'
  hidden: boolean
  filters: TextAt[]
  base: MetricInput
  conversion: MetricInput
  entity: string
  window: string | undefined
  calculation: 'rate' | 'count'
  constant: { base: string; conversion: string }[]
}
/** A metric that cannot be computed, and why. */
export type RefusedMetric = Described & { type: 'refused'; why: string }

export type MetricDefinition = SimpleMetric | RatioMetric | DerivedMetric | CumulativeMetric | ConversionMetric | RefusedMetric

/** Everything that the files of a project say. */
export type SemanticProject = { models: SemanticModel[]; metrics: MetricDefinition[] }
