import type { FilterGroup } from './metric-query.ts'

/** Which table of an explore holds events, and which dimensions say what happened, when and to whom. */
export type EventsModel = {
  /** Names of dimensions of the explore's base table. */
  event: string
  time: string
  person: string
  /** Tells events of one moment apart, and puts them in an order. */
  id?: string
  /** A joined table with what is known of the person. */
  people?: string
  /** Properties under names that are no names of dimensions: the ids of the dimensions that hold them. */
  properties: Readonly<Record<string, string>>
}

/** How long the stretches are that an insight counts in. */
export const insightIntervals = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type InsightInterval = (typeof insightIntervals)[number]

/**
 * From when to when. Days (`2026-01-31`), moments (ISO 8601), `all`, or a way back from now: `-7d`, `-24h`, `-1mStart` (the
 * start of last month), `-1mEnd`. Absent: the last seven days, up to now.
 */
export type InsightRange = { from?: string; to?: string }

/** Events by name; null: all of them. The `fieldId` of a filter's target is the name of a property. */
export type EventChoice = { event: string | null; label?: string; filters?: FilterGroup }

export const trendMaths = [
  'total',
  'people',
  'weekly_people',
  'monthly_people',
  'distinct',
  'sum',
  'average',
  'min',
  'max',
  'median',
  'p75',
  'p90',
  'p95',
  'p99',
] as const
export type TrendMath = (typeof trendMaths)[number]
/** One line of numbers. `property`: what `distinct`, sums and the like are of. */
export type TrendSeries = EventChoice & { math: TrendMath; property?: string }

/** A part of the events for each value (of several properties: each combination); what goes beyond `limit` is put together, or left out. */
export type InsightBreakdown = { properties: readonly string[]; limit: number; hidesOther?: boolean }

type Asked = {
  /** The explore with the events; may be absent where a project has one. */
  model?: string
  range: InsightRange
  filters?: FilterGroup
}

export type TrendsInsight = Asked & {
  kind: 'trends'
  interval: InsightInterval
  series: readonly TrendSeries[]
  breakdown?: InsightBreakdown
  /** Arithmetic over the series, which are called A, B, C…: they stand in place of them. */
  formulas?: readonly { formula: string; label?: string }[]
  /** Beside each line the same of the time before (`previous`), or of that much earlier (`-1y`). */
  compare?: string
  /** One number for the whole range, or numbers that add up. */
  shown?: 'total' | 'cumulative'
}

export const funnelOrders = ['ordered', 'strict', 'unordered'] as const
/**
 * `last`: that of the last step which they come to. `step`: of that one (from 0), none when they do not come to it. `all`: each
 * value is a funnel by itself, of which all events have it.
 */
export type FunnelAttribution = { by: 'first' | 'last' | 'all' } | { by: 'step'; step: number }

export type FunnelInsight = Asked & {
  kind: 'funnel'
  interval: InsightInterval
  steps: readonly EventChoice[]
  order: (typeof funnelOrders)[number]
  /** How long after the first step the last one still counts. */
  window: { count: number; unit: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' }
  /** Whoever does this after the one step (from 0) and before the other leaves the funnel. */
  exclusions?: readonly (EventChoice & { fromStep: number; toStep: number })[]
  breakdown?: InsightBreakdown
  /** Whose value of the breakdown somebody goes by; the first step's when absent. */
  attribution?: FunnelAttribution
  /** The steps, how long it took from one to the other, or the rate by when people came in. */
  shown: { kind: 'steps' } | { kind: 'times'; fromStep: number; toStep: number; bins?: number } | { kind: 'rates'; fromStep: number; toStep: number }
}

export type RetentionInsight = Asked & {
  kind: 'retention'
  period: InsightInterval
  /** Columns of the table: the first period itself, and those after it. */
  periods: number
  target: EventChoice
  returning: EventChoice
  /** `first_time`: whoever did it for the first time ever; `recurring`: in each period whoever did it. */
  who: 'first_time' | 'recurring'
  breakdown?: InsightBreakdown
}

export type StickinessInsight = Asked & {
  kind: 'stickiness'
  interval: InsightInterval
  series: readonly EventChoice[]
  compare?: string
  shown?: 'cumulative'
}
export type LifecycleInsight = Asked & {
  kind: 'lifecycle'
  interval: InsightInterval
  series: EventChoice
  /** Absent: all. */ states?: readonly ('new' | 'returning' | 'resurrecting' | 'dormant')[]
}

export type PathsInsight = Asked & {
  kind: 'paths'
  /** What a step is called by, instead of the event's name, where it has a value. */
  property?: string
  /** Only these events; absent: all. */
  events?: readonly string[]
  leftOut?: readonly string[]
  from?: string
  to?: string
  /** Steps of one path at most. */
  steps: number
  /** Edges at most, those of most people. */
  edges: number
  /** Edges of fewer people, or more, are left out. */
  least?: number
  most?: number
}

/** A question about what people did. */
export type Insight = TrendsInsight | FunnelInsight | RetentionInsight | StickinessInsight | LifecycleInsight | PathsInsight
export type InsightKind = Insight['kind']
