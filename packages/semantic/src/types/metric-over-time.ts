export type CalendarUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** A length of time. */
export type TimeSpan = { count: number; unit: CalendarUnit }

/**
 * Atrium: a metric that must not be added up over time, such as a balance. Of the rows of each group only those of the
 * latest (or first) value of `time` are aggregated; with `groupings`, the latest for each of their values.
 * Names are those of dimensions of the metric's own table, or `table.name` of a joined one.
 */
export type NonAdditive = { time: string; choice: 'last' | 'first'; groupings?: string[] }

/** Grains to whose beginning a metric can be accumulated. */
export const grainsToDate = ['WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'] as const
export type GrainToDate = (typeof grainsToDate)[number]

/**
 * Atrium: the metric in `sql` over all days up to the end of each period: over `window` before it, since `toDate` began, or
 * since ever. `time` is a date or timestamp of the metric's own table, or `table.name`; `at` the day of a period whose value
 * stands for it, the last when absent, or the average of the values of its days.
 */
export type Cumulative = { time: string; window?: TimeSpan; toDate?: GrainToDate; at?: 'first' | 'last' | 'average' }

/** Atrium: the metric in `sql` as it was `by` earlier. */
export type Offset = { time: string; by: TimeSpan }

/**
 * Atrium: of the events that the metric in `sql` counts, how many were followed, within `window` and for the same entity, by one that
 * `metric` counts. `time` and `entity` are dimensions on either side; `constant` must be the same on both.
 */
export type Conversion = {
  /** `table.metric` of the events that follow. */
  metric: string
  entity: DimensionPair
  time: DimensionPair
  window?: TimeSpan
  constant?: DimensionPair[]
  calculation: 'rate' | 'count'
}

/** A dimension of the metric's own table, and one of the other's. */
export type DimensionPair = { from: string; to: string }
