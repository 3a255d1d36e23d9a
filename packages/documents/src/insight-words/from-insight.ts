import { insightSchema } from '../query/insight-schema.ts'
import { type FunnelInsight, type Insight, insightIntervals, type InsightBreakdown, type InsightInterval, lifecycleStates } from '@atrium/semantic'
import { z } from 'zod'
import { eventNode, fromCountedEvent, fromEvent, fromSeries } from './event-node.ts'
import { fromProperties, propertiesRequest } from './property-filters.ts'
import { refused } from './refused.ts'

export const insightKinds = ['TrendsQuery', 'FunnelsQuery', 'RetentionQuery', 'PathsQuery', 'StickinessQuery', 'LifecycleQuery'] as const

const text = z.string().max(400)
const dateRange = z.looseObject({ date_from: text.nullish(), date_to: text.nullish() }).nullish()
const common = {
  properties: propertiesRequest,
  dateRange,
  filterTestAccounts: z.boolean().nullish(),
  samplingFactor: z.number().nullish(),
  aggregation_group_type_index: z.number().nullish(),
  /** Ours: which model of events. */
  model: text.nullish(),
}
const interval = z.string().nullish()
const series = z.array(eventNode).max(26)
const breakdownFilter = z
  .looseObject({
    breakdown: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]).nullish(),
    breakdown_type: z.string().nullish(),
    breakdowns: z
      .array(z.looseObject({ property: text, type: z.string().nullish() }))
      .max(3)
      .nullish(),
    breakdown_limit: z.number().int().nullish(),
    breakdown_hide_other_aggregation: z.boolean().nullish(),
  })
  .nullish()
const compareFilter = z.looseObject({ compare: z.boolean().nullish(), compare_to: text.nullish() }).nullish()

const trends = z.looseObject({
  ...common,
  interval,
  series,
  breakdownFilter,
  compareFilter,
  trendsFilter: z
    .looseObject({
      display: z.string().nullish(),
      formula: z.string().nullish(),
      formulas: z.array(z.string()).nullish(),
      formulaNodes: z.array(z.looseObject({ formula: z.string(), custom_name: text.nullish() })).nullish(),
      smoothingIntervals: z.number().nullish(),
    })
    .nullish(),
})
const exclusion = eventNode.extend({ funnelFromStep: z.number().int(), funnelToStep: z.number().int() })
const funnels = z.looseObject({
  ...common,
  interval,
  series,
  breakdownFilter,
  funnelsFilter: z
    .looseObject({
      funnelOrderType: z.string().nullish(),
      funnelVizType: z.string().nullish(),
      funnelWindowInterval: z.number().nullish(),
      funnelWindowIntervalUnit: z.string().nullish(),
      funnelFromStep: z.number().int().nullish(),
      funnelToStep: z.number().int().nullish(),
      binCount: z.union([z.number(), z.string()]).nullish(),
      breakdownAttributionType: z.string().nullish(),
      breakdownAttributionValue: z.number().int().nullish(),
      exclusions: z.array(exclusion).max(10).nullish(),
    })
    .nullish(),
})
const entity = z
  .looseObject({ id: z.union([z.string(), z.number()]).nullish(), name: text.nullish(), type: z.string().nullish(), properties: propertiesRequest })
  .nullish()
const retention = z.looseObject({
  ...common,
  breakdownFilter,
  retentionFilter: z
    .looseObject({
      period: z.string().nullish(),
      totalIntervals: z.number().nullish(),
      retentionType: z.string().nullish(),
      targetEntity: entity,
      returningEntity: entity,
      cumulative: z.boolean().nullish(),
    })
    .nullish(),
})
const stickiness = z.looseObject({
  ...common,
  interval,
  series,
  compareFilter,
  stickinessFilter: z.looseObject({ computedAs: z.string().nullish(), stickinessCriteria: z.unknown().optional() }).nullish(),
})
const lifecycle = z.looseObject({ ...common, interval, series, lifecycleFilter: z.looseObject({ toggledLifecycles: z.array(z.string()).nullish() }).nullish() })
const paths = z.looseObject({
  ...common,
  pathsFilter: z
    .looseObject({
      includeEventTypes: z.array(z.string()).nullish(),
      startPoint: text.nullish(),
      endPoint: text.nullish(),
      stepLimit: z.number().nullish(),
      edgeLimit: z.number().nullish(),
      excludeEvents: z.array(text).nullish(),
      minEdgeWeight: z.number().nullish(),
      maxEdgeWeight: z.number().nullish(),
      pathGroupings: z.array(z.string()).nullish(),
      pathsHogQLExpression: z.string().nullish(),
    })
    .nullish(),
  funnelPathsFilter: z.unknown().optional(),
})

/** An insight in the words of the format as ours. Throws `invalid` for one that means more than can be answered here. */
export function fromInsight(body: Readonly<Record<string, unknown>>): Insight {
  const insight = read(body)
  const checked = insightSchema.safeParse(insight)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw refused(`Invalid query: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`)
}

function read(body: Readonly<Record<string, unknown>>): Insight {
  switch (body.kind) {
    case 'TrendsQuery':
      return fromTrends(checked(trends, body))
    case 'FunnelsQuery':
      return fromFunnels(checked(funnels, body))
    case 'RetentionQuery':
      return fromRetention(checked(retention, body))
    case 'StickinessQuery': {
      const query = checked(stickiness, body)
      if (query.stickinessFilter?.stickinessCriteria != null) throw refused('stickinessCriteria is not known here.')
      return {
        kind: 'stickiness',
        ...asked(query),
        interval: intervalOf(query.interval),
        series: needed(query.series).map((node) => fromCountedEvent(node, 'stickiness')),
        ...compared(query.compareFilter),
        ...(query.stickinessFilter?.computedAs === 'cumulative' ? { shown: 'cumulative' } : {}),
      }
    }
    case 'LifecycleQuery': {
      const query = checked(lifecycle, body)
      const [node, ...others] = needed(query.series)
      if (node === undefined || others.length > 0) throw refused('A lifecycle has one series.')
      const states = query.lifecycleFilter?.toggledLifecycles
      return {
        kind: 'lifecycle',
        ...asked(query),
        interval: intervalOf(query.interval),
        series: fromCountedEvent(node, 'a lifecycle'),
        ...(states == null ? {} : { states: lifecycleStates.filter((state) => states.includes(state)) }),
      }
    }
    default:
      return fromPaths(checked(paths, body))
  }
}

function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw refused(`Invalid query: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`)
}

type Common = Pick<z.infer<typeof trends>, 'properties' | 'dateRange' | 'filterTestAccounts' | 'samplingFactor' | 'aggregation_group_type_index' | 'model'>

/** What all kinds have in common. What would give other numbers than are meant is refused, not passed over. */
function asked(query: Common): Pick<Insight, 'range' | 'model' | 'filters'> {
  if (query.filterTestAccounts === true) throw refused('Test accounts are not known here. Filter them with "properties".')
  if (query.samplingFactor != null && query.samplingFactor !== 1) throw refused('Samples are not taken here: leave samplingFactor out.')
  if (query.aggregation_group_type_index != null) throw refused('Groups are not known here: leave aggregation_group_type_index out.')
  const filters = fromProperties(query.properties)
  const { date_from: from, date_to: to } = query.dateRange ?? {}
  return {
    range: { ...(from == null || from === '' ? {} : { from }), ...(to == null || to === '' ? {} : { to }) },
    ...(filters === undefined ? {} : { filters }),
    ...(query.model == null ? {} : { model: query.model }),
  }
}

function intervalOf(word: string | null | undefined): InsightInterval {
  const wanted = (word ?? 'day').toLowerCase()
  const found = insightIntervals.find((one) => one === wanted)
  if (found === undefined) throw refused(`Interval ${wanted.slice(0, 60)} is not known here. Use one of ${insightIntervals.join(', ')}.`)
  return found
}

function needed<T>(list: readonly T[]): readonly T[] {
  if (list.length === 0) throw refused('A series is needed: [{"kind": "EventsNode", "event": "…"}].')
  return list
}

const compared = (filter: z.infer<typeof compareFilter>): { compare?: string } => (filter?.compare === true ? { compare: filter.compare_to ?? 'previous' } : {})

const defaultValues = 25

function broken(filter: z.infer<typeof breakdownFilter>): { breakdown?: InsightBreakdown } {
  if (filter == null) return {}
  const { breakdown, breakdown_type: type, breakdowns } = filter
  const legacy = breakdown == null ? [] : (Array.isArray(breakdown) ? breakdown : [breakdown]).map((property) => ({ property: String(property), type }))
  const wanted = breakdowns != null && breakdowns.length > 0 ? breakdowns : legacy
  if (wanted.length === 0) return {}
  const properties = wanted.map((one) => {
    if (one.type != null && one.type !== 'event' && one.type !== 'person')
      throw refused(`Breakdowns of type ${one.type.slice(0, 60)} are not known here. Use event or person.`)
    return one.type === 'person' ? `person.${one.property}` : one.property
  })
  const limit = filter.breakdown_limit ?? defaultValues
  return { breakdown: { properties, limit, ...(filter.breakdown_hide_other_aggregation === true ? { hidesOther: true } : {}) } }
}

/** Ways to show a trend that are one number for the whole range. */
const wholes: readonly string[] = ['BoldNumber', 'ActionsPie', 'ActionsBarValue', 'ActionsTable', 'WorldMap']

function fromTrends(query: z.infer<typeof trends>): Insight {
  const filter = query.trendsFilter ?? {}
  if (filter.smoothingIntervals != null && filter.smoothingIntervals > 1) throw refused('Lines are not smoothed here: leave smoothingIntervals out.')
  const formulas = [
    ...(filter.formulaNodes ?? []).map(({ formula, custom_name: label }) => ({ formula, ...(label == null ? {} : { label }) })),
    ...(filter.formulas ?? []).map((formula) => ({ formula })),
    ...(filter.formula == null || filter.formula === '' ? [] : [{ formula: filter.formula }]),
  ]
  const display = filter.display ?? ''
  return {
    kind: 'trends',
    ...asked(query),
    interval: intervalOf(query.interval),
    series: needed(query.series).map(fromSeries),
    ...broken(query.breakdownFilter),
    ...compared(query.compareFilter),
    ...(formulas.length === 0 ? {} : { formulas }),
    ...(wholes.includes(display) ? { shown: 'total' } : display === 'ActionsLineGraphCumulative' ? { shown: 'cumulative' } : {}),
  }
}

const windowUnits = ['second', 'minute', 'hour', 'day', 'week', 'month'] as const
const orders = ['ordered', 'strict', 'unordered'] as const

function fromFunnels(query: z.infer<typeof funnels>): Insight {
  const filter = query.funnelsFilter ?? {}
  const order = orders.find((one) => one === (filter.funnelOrderType ?? 'ordered'))
  const unit = windowUnits.find((one) => one === (filter.funnelWindowIntervalUnit ?? 'day'))
  if (order === undefined) throw refused(`funnelOrderType is one of ${orders.join(', ')}.`)
  if (unit === undefined) throw refused(`funnelWindowIntervalUnit is one of ${windowUnits.join(', ')}.`)
  return {
    kind: 'funnel',
    ...asked(query),
    interval: intervalOf(query.interval),
    steps: query.series.map((node) => fromCountedEvent(node, 'a funnel')),
    order,
    window: { count: filter.funnelWindowInterval ?? 14, unit },
    shown: shownFunnel(filter, query.series.length),
    ...broken(query.breakdownFilter),
    ...attributed(filter),
    ...(filter.exclusions == null || filter.exclusions.length === 0
      ? {}
      : { exclusions: filter.exclusions.map((node) => ({ ...fromEvent(node), fromStep: node.funnelFromStep, toStep: node.funnelToStep })) }),
  }
}

const attributions = { first_touch: {}, last_touch: { attribution: { by: 'last' } }, all_events: { attribution: { by: 'all' } } } as const

/** Without a breakdown it means nothing, and is kept as it is. */
function attributed({
  breakdownAttributionType: type,
  breakdownAttributionValue: step,
}: NonNullable<z.infer<typeof funnels>['funnelsFilter']>): Pick<FunnelInsight, 'attribution'> {
  if (type === 'step') return { attribution: { by: 'step', step: step ?? 0 } }
  const known = Object.entries(attributions).find(([name]) => name === (type ?? 'first_touch'))
  if (known === undefined) throw refused(`breakdownAttributionType is one of ${[...Object.keys(attributions), 'step'].join(', ')}.`)
  return known[1]
}

function shownFunnel(filter: NonNullable<z.infer<typeof funnels>['funnelsFilter']>, steps: number): FunnelInsight['shown'] {
  const pair = { fromStep: filter.funnelFromStep ?? 0, toStep: filter.funnelToStep ?? steps - 1 }
  switch (filter.funnelVizType ?? 'steps') {
    case 'steps':
      return { kind: 'steps' }
    case 'time_to_convert': {
      const bins = typeof filter.binCount === 'number' ? filter.binCount : undefined
      return { kind: 'times', ...pair, ...(bins === undefined ? {} : { bins }) }
    }
    case 'trends':
      return { kind: 'rates', ...pair }
    default:
      throw refused('funnelVizType is one of steps, time_to_convert, trends.')
  }
}

function fromRetention(query: z.infer<typeof retention>): Insight {
  const filter = query.retentionFilter ?? {}
  if (filter.cumulative === true) throw refused('Retention is told for each period by itself here: leave cumulative out.')
  const who = { retention_first_time: 'first_time', retention_recurring: 'recurring' }[filter.retentionType ?? 'retention_first_time'] as
    | 'first_time'
    | 'recurring'
    | undefined
  if (who === undefined) throw refused('retentionType is one of retention_first_time, retention_recurring.')
  return {
    kind: 'retention',
    ...asked(query),
    period: intervalOf(filter.period),
    periods: filter.totalIntervals ?? 8,
    target: fromEntity(filter.targetEntity),
    returning: fromEntity(filter.returningEntity),
    who,
    ...broken(query.breakdownFilter),
  }
}

function fromEntity(given: z.infer<typeof entity>): ReturnType<typeof fromEvent> {
  if (given == null) return { event: '$pageview' }
  if (given.type != null && given.type !== 'events') throw refused(`Entities of type ${given.type.slice(0, 60)} are not known here. Use events.`)
  return fromEvent({ event: given.id == null ? null : String(given.id), properties: given.properties })
}

/** What steps of a path are called by, for each kind of event that the format tells apart. */
const steppedBy: Readonly<Record<string, { events: readonly string[]; property: string }>> = {
  $pageview: { events: ['$pageview'], property: '$current_url' },
  $screen: { events: ['$screen'], property: '$screen_name' },
}

function fromPaths(query: z.infer<typeof paths>): Insight {
  const filter = query.pathsFilter ?? {}
  if (query.funnelPathsFilter != null) throw refused('Paths of a funnel are not known here: leave funnelPathsFilter out.')
  if (filter.pathGroupings != null && filter.pathGroupings.length > 0) throw refused('Steps of paths are not grouped here: leave pathGroupings out.')
  if (filter.pathsHogQLExpression != null && filter.pathsHogQLExpression !== '')
    throw refused('Steps of paths are not SQL here: leave pathsHogQLExpression out.')
  const [type = 'custom_event', ...others] = filter.includeEventTypes ?? []
  if (others.length > 0) throw refused('One of includeEventTypes at a time is possible here.')
  if (type !== 'custom_event' && !Object.hasOwn(steppedBy, type)) throw refused(`includeEventTypes knows custom_event, ${Object.keys(steppedBy).join(', ')}.`)
  return {
    kind: 'paths',
    ...asked(query),
    ...steppedBy[type],
    ...(filter.excludeEvents == null || filter.excludeEvents.length === 0 ? {} : { leftOut: filter.excludeEvents }),
    ...(filter.startPoint == null || filter.startPoint === '' ? {} : { from: filter.startPoint }),
    ...(filter.endPoint == null || filter.endPoint === '' ? {} : { to: filter.endPoint }),
    steps: filter.stepLimit ?? 5,
    edges: filter.edgeLimit ?? 50,
    ...(filter.minEdgeWeight == null ? {} : { least: filter.minEdgeWeight }),
    ...(filter.maxEdgeWeight == null ? {} : { most: filter.maxEdgeWeight }),
  }
}
