import { insightKinds, isRecord, kindOf, type InsightKind, type InsightWords } from './insight-words.ts'

/** A part of an insight's words. */
export type Part = Readonly<Record<string, unknown>>

/** How the series of each kind are said: several, so many at least, one, the two of retention, or none. */
export const seriesOf: Record<InsightKind, 'several' | 'steps' | 'one' | 'pair' | 'none'> = {
  TrendsQuery: 'several',
  FunnelsQuery: 'steps',
  RetentionQuery: 'pair',
  StickinessQuery: 'several',
  LifecycleQuery: 'one',
  PathsQuery: 'none',
}

/** Kinds that are broken down by properties. */
export const brokenKinds: readonly InsightKind[] = ['TrendsQuery', 'FunnelsQuery', 'RetentionQuery']

/** Maths that need a property. */
export const mathsOfProperties: readonly string[] = ['unique_property', 'sum', 'avg', 'min', 'max', 'median', 'p75', 'p90', 'p95', 'p99']
export const maths: readonly string[] = ['total', 'dau', 'weekly_active', 'monthly_active', ...mathsOfProperties]

const allEvents: Part = { kind: 'EventsNode', event: null }

/** An insight to begin with. */
export const newInsight = (model?: string): InsightWords => ({
  kind: 'TrendsQuery',
  ...(model === undefined ? {} : { model }),
  dateRange: { date_from: '-30d' },
  interval: 'day',
  series: [allEvents],
})

/** A part by its name; empty where it is none. */
export const partOf = (words: Part, name: string): Part => (isRecord(words[name]) ? words[name] : {})

/** Words with other values; what is undefined goes, and so does a part that has nothing any more. */
export function withValues<P extends Part>(words: P, values: Part): P {
  const next = Object.entries({ ...words, ...values }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(next) as P
}

/** The same for values of a part. */
export function withPart(words: InsightWords, name: string, values: Part): InsightWords {
  const part = withValues(partOf(words, name), values)
  return withValues(words, { [name]: Object.keys(part).length === 0 ? undefined : part })
}

/** The events of an insight, in order, all of them as nodes of a series. */
export function nodesOf(words: InsightWords): Part[] {
  if (kindOf(words) === 'RetentionQuery') {
    const { targetEntity, returningEntity } = partOf(words, 'retentionFilter')
    return [targetEntity, returningEntity].map((entity) => (isRecord(entity) ? fromEntity(entity) : { kind: 'EventsNode', event: '$pageview' }))
  }
  return Array.isArray(words['series']) ? words['series'].filter(isRecord) : []
}

/** An insight with other events. */
export function withNodes(words: InsightWords, nodes: readonly Part[]): InsightWords {
  if (kindOf(words) !== 'RetentionQuery') return withValues(words, { series: [...nodes] })
  const [target = allEvents, returning = target] = nodes
  return withPart(words, 'retentionFilter', { targetEntity: toEntity(target), returningEntity: toEntity(returning) })
}

const fromEntity = ({ id, type: _, ...rest }: Part): Part => ({ kind: 'EventsNode', event: id ?? null, ...rest })
const toEntity = ({ event, kind: _, ...rest }: Part): Part => ({ id: event ?? null, type: 'events', ...rest })

/** What an insight of one kind alone says. */
const ownParts = [
  'trendsFilter',
  'funnelsFilter',
  'retentionFilter',
  'stickinessFilter',
  'lifecycleFilter',
  'pathsFilter',
  'compareFilter',
  'series',
  'interval',
]

/** The same events in the same time, as an insight of another kind. */
export function asKind(words: InsightWords, kind: InsightKind): InsightWords {
  if (words.kind === kind) return words
  const nodes = nodesOf(words)
  const [first = allEvents, second = first] = nodes
  const common = Object.fromEntries(
    Object.entries(words).filter(([name]) => !ownParts.includes(name) && (name !== 'breakdownFilter' || brokenKinds.includes(kind))),
  )
  const bare: InsightWords = { ...common, kind }
  const interval = typeof words['interval'] === 'string' ? words['interval'] : 'day'
  switch (seriesOf[kind]) {
    case 'none':
      return bare
    case 'pair':
      return withNodes(bare, [withoutMath(first), withoutMath(second)])
    case 'one':
      return { ...bare, interval, series: [withoutMath(first)] }
    case 'steps':
      return { ...bare, interval, series: (nodes.length > 1 ? nodes : [first, second]).map(withoutMath) }
    case 'several':
      return { ...bare, interval, series: (nodes.length === 0 ? [first] : nodes).map((node) => (kind === 'TrendsQuery' ? node : withoutMath(node))) }
  }
}

const withoutMath = (node: Part): Part => withValues(node, { math: undefined, math_property: undefined, math_property_type: undefined })

/** A property as words have it: of events, of people, or of something that only other programs know. */
export type NamedProperty = { property: string; type: string }
/** One text for a property, to choose it by. */
export const propertyKey = ({ property, type }: NamedProperty): string => `${type}:${property}`
export const keyedProperty = (key: string): NamedProperty => ({
  property: key.slice(key.indexOf(':') + 1),
  type: key.slice(0, key.indexOf(':')),
})

const typeOf = (type: unknown): string => (typeof type === 'string' && type !== '' ? type : 'event')

/** What an insight is broken down by, with whatever else its words say of each. */
export function breakdownsOf(words: InsightWords): (NamedProperty & Part)[] {
  const { breakdowns, breakdown, breakdown_type: type } = partOf(words, 'breakdownFilter')
  const several = Array.isArray(breakdowns) ? breakdowns.filter(isRecord) : []
  const found: Part[] =
    several.length > 0 ? several : [breakdown].flat().map((property) => ({ property: typeof property === 'number' ? String(property) : property, type }))
  return found.flatMap(({ property, type: of, ...rest }) => (typeof property === 'string' ? [{ ...rest, property, type: typeOf(of) }] : []))
}

/** An insight that is broken down by these properties, by their keys; those that it was broken down by stay as they were. */
export function withBreakdowns(words: InsightWords, keys: readonly string[]): InsightWords {
  const known = breakdownsOf(words)
  const breakdowns = keys.map((key) => known.find((one) => propertyKey(one) === key) ?? keyedProperty(key))
  return withPart(words, 'breakdownFilter', {
    breakdown: undefined,
    breakdown_type: undefined,
    breakdowns: breakdowns.length === 0 ? undefined : breakdowns,
    ...(breakdowns.length === 0 ? { breakdown_limit: undefined, breakdown_hide_other_aggregation: undefined } : {}),
  })
}

/** A condition on a property. */
export type PropertyRule = { key: string; operator: string; value?: unknown; type: string }

/** Conditions as a list, with whatever else their words say; null where they are in groups, which only their text can say. */
export function rulesOf(properties: unknown): PropertyRule[] | null {
  if (properties === undefined || properties === null) return []
  if (!Array.isArray(properties)) return null
  return properties.filter(isRecord).map(({ key, operator, value, type, ...rest }) => ({
    ...rest,
    key: typeof key === 'string' ? key : '',
    operator: typeof operator === 'string' ? operator : 'exact',
    ...(value === undefined ? {} : { value }),
    type: typeOf(type),
  }))
}

const forText = ['exact', 'is_not', 'icontains', 'not_icontains', 'is_set', 'is_not_set'] as const
const forNumber = ['exact', 'is_not', 'gt', 'gte', 'lt', 'lte', 'is_set', 'is_not_set'] as const
const forTime = ['is_date_exact', 'is_date_before', 'is_date_after', 'is_set', 'is_not_set'] as const

/** Ways to compare a property, by its type. */
export const operatorsFor = (type: string | undefined): readonly RuleOperator[] =>
  type === 'number' ? forNumber : type === 'date' || type === 'timestamp' ? forTime : type === 'boolean' ? ['exact', 'is_set', 'is_not_set'] : forText
export type RuleOperator = (typeof forText)[number] | (typeof forNumber)[number] | (typeof forTime)[number]
export const needsValue = (operator: string): boolean => operator !== 'is_set' && operator !== 'is_not_set'

/** Stretches of time to choose from, as words have their beginning. */
export const rangePresets = ['-24h', '-7d', '-14d', '-30d', '-90d', 'mStart', 'yStart', '-12m', 'all'] as const

/** The preset that a range is; null for another one. */
export function presetOf(words: InsightWords): (typeof rangePresets)[number] | null {
  const { date_from: from = '-7d', date_to: to } = partOf(words, 'dateRange')
  return to == null || to === '' ? (rangePresets.find((preset) => preset === from) ?? null) : null
}

export const isInsightKind = (text: string): text is InsightKind => insightKinds.some((kind) => kind === text)
