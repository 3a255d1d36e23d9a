import type { Comparison, FilterGroup, FilterGroupItem } from '../src/types/metric-query.ts'
import { isOver } from './evaluate-over-time.ts'
import { dimensionIds, dimensionOf } from './joined-rows.ts'
import type { Random } from './random.ts'
import { type RandomQuery, randomClock, randomRule, randomTree } from './random-query.ts'
import { idOf, metricOf, timeIdOf } from './shop-fields.ts'
import { rowMetrics } from './shop-metrics.ts'
import { timedMetrics } from './shop-over-time.ts'

/** Id of the time that a metric, or what it is made of, accumulates or looks back over; `undefined` when it does not. */
export function timeOf(id: string): string | undefined {
  const metric = metricOf(id)
  switch (metric.kind) {
    case 'cumulative':
      return timeIdOf(metric.table, metric.cumulative.time)
    case 'offset':
      return timeIdOf(metric.table, metric.offset.time)
    case 'result':
      return timeOf(metric.of)
    case 'formula':
      return metric.of.map(timeOf).find((time) => time !== undefined)
    default:
      return undefined
  }
}

/** True for a metric that is, or is made of, one as it was earlier. */
export function looksBack(id: string): boolean {
  const metric = metricOf(id)
  if (metric.kind === 'offset') return true
  return 'of' in metric && (typeof metric.of === 'string' ? [metric.of] : metric.of).some(looksBack)
}

const isPeriod = (id: string): boolean => {
  const { dimension, interval } = dimensionOf(id)
  return interval === undefined ? dimension.type === 'date' : ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'].includes(interval)
}

/**
 * A question at random with metrics that look at other times or rows, beside others. Where a metric goes along a time,
 * groups of that time are whole days, and rules on it stand by themselves.
 */
export function randomOverTime(random: Random): RandomQuery {
  const clock = randomClock(random)
  const timed = random.pick(timedMetrics)
  const others = [...random.some(timedMetrics, 2), ...random.some(plain, 1)].map(idOf)
  const metrics = [idOf(timed), ...others].filter((id, at, all) => all.indexOf(id) === at)
  const times = [...new Set(metrics.flatMap((id) => timeOf(id) ?? []))]
  const isOfTimes = (id: string): boolean => times.some((time) => isOver(time, id))
  const grouped = times.flatMap((time) =>
    random.some(
      dimensionIds.map(({ id }) => id).filter((id) => isOver(time, id) && isPeriod(id)),
      1,
    ),
  )
  const free = dimensionIds.map(({ id }) => id).filter((id) => !isOfTimes(id) && !isOfMoments(id, times))
  const dimensions = [...grouped, ...random.some(free, 2)]
  const rules = times.flatMap((time): FilterGroupItem[] => {
    const needed = metrics.some((id) => looksBack(id) && timeOf(id) === time) && !grouped.some((id) => isOver(time, id))
    const base = dimensionIds.map(({ id }) => id).filter((id) => isOver(time, id) && dimensionOf(id).interval !== 'HOUR')
    // Moments that are moved onto a change of the clock mean two things; days do not.
    const fields = base.filter((id) => (metrics.some(looksBack) ? isPeriod(id) : isPeriod(id) || dimensionOf(id).interval !== undefined || random.chance(0.3)))
    if (!needed && random.chance(0.5)) return []
    const moments = fields.filter((id) => dimensionOf(id).dimension.type === 'timestamp' && dimensionOf(id).interval === undefined)
    if (moments.length > 0 && random.chance(0.3)) return [randomRule(random, clock, random.pick(moments))]
    return [
      randomTree(
        random,
        clock,
        1,
        () => true,
        fields.filter((id) => !moments.includes(id)),
      ),
    ]
  })
  const ofTheClock = dimensionIds.map(({ id }) => id).filter((id) => isOfMoments(id, times) && dimensionOf(id).interval === 'HOUR_OF_DAY_NUM')
  const rest = random.chance(0.5) ? [randomTree(random, clock, 1, (kind) => kind !== 'timestamp' || !metrics.some(looksBack), [...free, ...ofTheClock])] : []
  const items = [...rules, ...rest]
  const filter: FilterGroup | undefined = items.length === 0 ? undefined : { id: 'all', and: items }
  const comparisons = metrics.some(looksBack) || random.chance(0.5) ? [] : comparisonsOf(random, dimensions, times)
  const compared = metrics.some((id) => metricOf(id).kind === 'result') ? [] : comparisons
  return {
    dimensions,
    metrics,
    ...(filter === undefined ? {} : { filter }),
    comparisons: compared,
    clock,
    ...(compared.length === 0 && random.chance(0.25) ? { having: randomHaving(random, metrics) } : {}),
    ...(random.chance(0.3) ? { sorts: random.some(dimensions, dimensions.length) } : {}),
  }
}

const plain = rowMetrics.filter(
  ({ kind, type, name }) => kind !== 'rows' && ['sum', 'count', 'average', 'count_distinct', 'number'].includes(type) && name !== 'mixed',
)

/** Hours and moments of a time that a metric goes along. */
const isOfMoments = (id: string, times: readonly string[]): boolean => times.includes(idOf(dimensionOf(id).dimension))

function comparisonsOf(random: Random, dimensions: readonly string[], times: readonly string[]): Comparison[] {
  const bases = [...times, 'orders_ordered_on', 'customers_since'].filter((base) =>
    dimensions.some((id) => idOf(dimensionOf(id).dimension) === base && isPeriod(id)),
  )
  if (bases.length === 0) return []
  const base = random.pick(bases)
  return [{ fieldId: base, to: { count: 1 + random.whole(3), unit: random.pick(['day', 'week', 'month', 'quarter', 'year'] as const) } }]
}

function randomHaving(random: Random, metrics: readonly string[]): NonNullable<RandomQuery['having']> {
  const fieldId = random.pick(metrics)
  const operator = random.pick(['greaterThan', 'lessThan', 'notNull', 'isNull'] as const)
  return { id: 'having', target: { fieldId }, operator, values: operator.endsWith('Null') ? [] : [random.whole(60)] }
}
