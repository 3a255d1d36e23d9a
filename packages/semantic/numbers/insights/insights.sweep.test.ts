import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileInsight, duckdb, type FunnelInsight, type Insight, type InsightInterval, type InsightResult, readInsight, trendMaths } from '../../src/index.ts'
import { duckdbSession, type DuckdbSession } from '../../golden/duckdb-session.ts'
import { sliceOf } from '../../../../tests/harness/sweep.ts'
import { randomOf, type Random } from '../random.ts'
import { dayAfter, dayStart, periodOf, periodsBetween } from './calendar.ts'
import { type Event, eventsExplore, fillTables, names, now, planOf, randomEvents, zone } from './events.ts'
import { bestAttempts, edgesOf, lastDayOf, lifecycleOf, numberBy, peopleByCountry } from './loops.ts'

const explores = { TIMESTAMP: eventsExplore('TIMESTAMP'), TIMESTAMPTZ: eventsExplore('TIMESTAMPTZ') }
let explore = explores.TIMESTAMP
let session: DuckdbSession

beforeAll(async () => {
  session = await duckdbSession()
})
afterAll(() => session.close())

/** The dialect's own percentile, and the one of engines that have none. */
const withoutPercentile = { ...duckdb, supports: { ...duckdb.supports, percentileAggregate: false } }

async function ask(insight: Insight, dialect = duckdb): Promise<InsightResult> {
  const options = { dialect, now, timezone: zone, startOfWeek: null, policy: { userAttributes: {} }, limit: 100_000 }
  const { sql, frame } = compileInsight(explore, insight, options)
  return readInsight(insight, frame, await session.rows(sql))
}

type Range = { from: string; to: string }

function randomRange(random: Random): Range {
  const from = dayAfter('2026-10-10', random.whole(18))
  return { from, to: dayAfter(from, random.whole(10)) }
}

const during = (events: readonly Event[], { from, to }: Range): Event[] => events.filter(({ at }) => at >= dayStart(from) && at < dayStart(dayAfter(to)))
const stretch = ({ from, to }: Range, interval: InsightInterval): string[] => periodsBetween(dayStart(from), dayStart(dayAfter(to)), interval)
const rounded = (values: readonly (number | null)[]): (number | null)[] => values.map((value) => (value === null ? null : Math.round(value * 1e6) / 1e6))

async function filled(seed: number): Promise<{ random: Random; events: Event[]; range: Range }> {
  const random = randomOf(seed)
  const events = randomEvents(random, random.pick([0, 1, 5, 40, 200]))
  const type = random.pick(['TIMESTAMP', 'TIMESTAMPTZ'] as const)
  explore = explores[type]
  await session.run(fillTables(events, type))
  return { random, events, range: randomRange(random) }
}

const seeds = sliceOf(
  Array.from({ length: 25 }, (_, seed) => seed + 1),
  6,
)
const intervals = ['hour', 'day', 'week', 'month'] as const

describe('insights are what plain loops over the events say', () => {
  test.each(seeds)('trends, seed %i', async (seed) => {
    const { random, events, range } = await filled(seed)
    for (const math of trendMaths) {
      const looksBack = math === 'weekly_people' ? 6 : math === 'monthly_people' ? 29 : 0
      const interval = random.pick(looksBack > 0 ? (['day', 'week', 'month'] as const) : intervals)
      const name = random.chance(0.3) ? null : random.pick(names)
      const property = math === 'distinct' ? 'country' : 'amount'
      const insight: Insight = {
        kind: 'trends',
        interval,
        range,
        series: [{ event: name, math, property }],
        ...(random.chance(0.3) ? { filters: { id: 'f', and: [{ id: 'r', target: { fieldId: '$geo' }, operator: 'equals', values: ['DE', 'AT'] }] } } : {}),
      }
      const own = events.filter((one) => (name === null || one.event === name) && (!('filters' in insight) || one.country === 'DE' || one.country === 'AT'))
      const result = await ask(insight, random.chance(0.5) ? duckdb : withoutPercentile)
      const periods = stretch(range, interval)
      const wanted = periods.map((period, place) => {
        if (looksBack === 0)
          return numberBy(
            math,
            during(own, range).filter(({ at }) => periodOf(at, interval) === period),
          )
        const last = lastDayOf(period, periods[place + 1], range.to)
        return numberBy(math, during(own, { from: dayAfter(last, -looksBack), to: last }))
      })
      if (result.kind !== 'trends') throw new Error(result.kind)
      expect(
        result.lines.map(({ buckets, values }) => [buckets, rounded(values)]),
        `${math} by ${interval}`,
      ).toEqual([[periods, rounded(wanted)]])
    }
  })

  test.each(seeds)('parts of a breakdown and what is beyond its limit, seed %i', async (seed) => {
    const { random, events, range } = await filled(seed)
    const limit = 1 + random.whole(4)
    const own = during(events, range).filter(({ event }) => event === 'view' || event === 'buy')
    const sizes = new Map<string | null, number>()
    for (const { country } of own) sizes.set(country, (sizes.get(country) ?? 0) + 1)
    const sorted = [...sizes].toSorted((a, b) => b[1] - a[1] || (a[0] ?? 'ZZ').localeCompare(b[0] ?? 'ZZ')).map(([country]) => country)
    const series = (['view', 'buy'] as const).map((event) => ({ event, math: 'people' as const }))
    const result = await ask({ kind: 'trends', interval: 'day', range, series, breakdown: { properties: ['country'], limit } })
    if (result.kind !== 'trends') throw new Error(result.kind)
    const found = Object.fromEntries(
      result.lines.map(({ place, breakdown, values }) => [`${place} ${breakdown?.kind === 'values' ? String(breakdown.values[0]) : 'other'}`, values]),
    )
    const wanted = Object.fromEntries(
      ['view', 'buy'].flatMap((event, place) =>
        [...sorted.slice(0, limit), ...(sorted.length > limit ? ['other'] : [])].map((part) => {
          const rows = own.filter((one) => one.event === event && (part === 'other' ? !sorted.slice(0, limit).includes(one.country) : one.country === part))
          return [
            `${place} ${String(part)}`,
            stretch(range, 'day').map((day) =>
              numberBy(
                'people',
                rows.filter(({ at }) => periodOf(at, 'day') === day),
              ),
            ),
          ]
        }),
      ),
    )
    expect(found).toEqual(wanted)
  })

  test.each(seeds)('comparison, formulas, sums and properties of people, seed %i', async (seed) => {
    const { events, range } = await filled(seed)
    const filters = {
      id: 'f',
      or: [
        { id: 'r', target: { fieldId: 'person.plan' }, operator: 'equals' as const, values: ['paid'] },
        { id: 'n', target: { fieldId: 'amount' }, operator: 'greaterThan' as const, values: [200] },
      ],
    }
    const own = events.filter(({ person, amount }) => planOf(person) === 'paid' || (amount ?? 0) > 200)
    const series = (['view', 'buy'] as const).map((event) => ({ event, math: 'total' as const }))
    const result = await ask({
      kind: 'trends',
      interval: 'day',
      range,
      series,
      filters,
      compare: 'previous',
      formulas: [{ formula: '(B / A + 1) * 100 - A' }],
      shown: 'cumulative',
    })
    if (result.kind !== 'trends') throw new Error(result.kind)
    const days = stretch(range, 'day')
    const count = (event: string, day: string): number => own.filter((one) => one.event === event && periodOf(one.at, 'day') === day).length
    const line = (shift: number): number[] => {
      let sum = 0
      return days.map((day) => {
        const [views, buys] = [count('view', dayAfter(day, -shift)), count('buy', dayAfter(day, -shift))]
        return (sum += ((views === 0 ? 0 : buys / views) + 1) * 100 - views)
      })
    }
    expect(result.lines.map(({ isEarlier, values }) => [isEarlier, rounded(values)])).toEqual([
      [false, rounded(line(0))],
      [true, rounded(line(days.length))],
    ])
  })

  test.each(seeds)('funnels, seed %i', async (seed) => {
    const { random, events, range } = await filled(seed)
    for (const order of ['ordered', 'strict', 'unordered'] as const) {
      const steps = Array.from({ length: 2 + random.whole(3) }, () => ({ event: random.chance(0.1) ? null : random.pick(names) }))
      const hours = random.pick([1, 5, 48])
      const exclusions =
        order !== 'unordered' && random.chance(0.5)
          ? { exclusions: [{ event: 'leave', fromStep: random.whole(steps.length - 1), toStep: steps.length - 1 }] }
          : {}
      const insight: FunnelInsight = {
        kind: 'funnel',
        interval: 'day',
        range,
        steps,
        order,
        window: { count: hours, unit: 'hour' },
        shown: { kind: 'steps' },
        ...exclusions,
      }
      const best = bestAttempts(insight, during(events, range), hours * 3_600_000)
      const result = await ask(insight, random.chance(0.5) ? duckdb : withoutPercentile)
      if (result.kind !== 'funnel') throw new Error(result.kind)
      const wanted = steps.map((_, step) => {
        const through = best.filter(({ times }) => times.length > step)
        const took = through.map(({ times }) => ((times[step] ?? 0) - (times[step - 1] ?? 0)) / 1000).toSorted((a, b) => a - b)
        const middle = ((took[Math.floor((took.length - 1) / 2)] ?? 0) + (took[Math.ceil((took.length - 1) / 2)] ?? 0)) / 2
        const isNone = step === 0 || took.length === 0
        return [through.length, ...rounded(isNone ? [null, null] : [took.reduce((sum, one) => sum + one, 0) / took.length, middle])]
      })
      const found = (result.parts[0]?.steps ?? steps.map(() => ({ people: 0, average: null, median: null }))).map(({ people, average, median }) => [
        people,
        ...rounded([average, median]),
      ])
      expect(found, `${order} ${JSON.stringify(insight)}`).toEqual(wanted)
    }
  })

  test.each(seeds)('whose value a funnel is broken down by, seed %i', async (seed) => {
    const { random, events, range } = await filled(seed)
    for (const order of ['ordered', 'strict', 'unordered'] as const) {
      const steps = Array.from({ length: 2 + random.whole(3) }, () => ({ event: random.pick(names) }))
      const exclusions = order !== 'unordered' && random.chance(0.3) ? { exclusions: [{ event: 'leave', fromStep: 0, toStep: steps.length - 1 }] } : {}
      const hours = random.pick([1, 5, 48])
      for (const attribution of [{ by: 'first' }, { by: 'last' }, { by: 'all' }, { by: 'step', step: random.whole(steps.length) }] as const) {
        const insight: FunnelInsight = {
          kind: 'funnel',
          interval: 'day',
          range,
          steps,
          order,
          window: { count: hours, unit: 'hour' },
          breakdown: { properties: ['country'], limit: 200 },
          attribution,
          shown: { kind: 'steps' },
          ...exclusions,
        }
        const result = await ask(insight)
        if (result.kind !== 'funnel') throw new Error(result.kind)
        const found = result.parts.map(({ breakdown, steps: own }) => [
          breakdown?.kind === 'values' ? String(breakdown.values[0]) : 'none',
          own.map(({ people }) => people),
        ])
        expect(Object.fromEntries(found), JSON.stringify(insight)).toEqual(peopleByCountry(insight, during(events, range), hours * 3_600_000))
      }
    }
  })

  test.each(seeds)('retention, seed %i', async (seed) => {
    const { random, events, range } = await filled(seed)
    for (const who of ['recurring', 'first_time'] as const) {
      const period = random.pick(['day', 'week'] as const)
      const [target, returning] = [random.pick(names), random.chance(0.3) ? null : random.pick(names)]
      const result = await ask({ kind: 'retention', range, period, periods: 5, who, target: { event: target }, returning: { event: returning } })
      if (result.kind !== 'retention') throw new Error(result.kind)
      const periods = stretch(range, period)
      const until = events.filter(({ at }) => (periods.at(-1) ?? '') >= periodOf(at, period))
      const did = (name: string | null, bucket: string): Set<number> =>
        new Set(until.flatMap(({ event, at, person }) => ((name === null || name === event) && periodOf(at, period) === bucket ? (person ?? []) : [])))
      const firsts = (person: number): string =>
        until
          .filter((one) => one.person === person && one.event === target)
          .map(({ at }) => periodOf(at, period))
          .toSorted()[0] ?? ''
      const wanted = periods.map((bucket, place) => {
        const cohort = [...did(target, bucket)].filter((person) => who === 'recurring' || firsts(person) === bucket)
        return periods
          .slice(place, place + 5)
          .map((later, column) => (column === 0 ? cohort.length : cohort.filter((person) => did(returning, later).has(person)).length))
      })
      // Without anybody there is no table.
      const found = result.parts[0]?.cohorts.map(({ people }) => people) ?? wanted.map((row) => row.map(() => 0))
      expect(found, `${who} ${period}`).toEqual(wanted)
    }
  })

  test.each(seeds)('stickiness and lifecycle, seed %i', async (seed) => {
    const { random, events, range } = await filled(seed)
    const interval = random.pick(['hour', 'day', 'week'] as const)
    const name = random.pick(names)
    const periods = stretch(range, interval)
    const own = events.filter(({ event }) => event === name)
    const sticky = await ask({ kind: 'stickiness', range, interval, series: [{ event: name }] })
    if (sticky.kind !== 'stickiness') throw new Error(sticky.kind)
    const active = new Map<number, Set<string>>()
    for (const { person, at } of during(own, range)) if (person !== null) active.set(person, (active.get(person) ?? new Set()).add(periodOf(at, interval)))
    expect(sticky.lines[0]?.people).toEqual(periods.map((_, place) => [...active.values()].filter(({ size }) => size === place + 1).length))
    const cycle = await ask({ kind: 'lifecycle', range, interval, series: { event: name } })
    if (cycle.kind !== 'lifecycle') throw new Error(cycle.kind)
    const known = periodsBetween(dayStart('2026-10-06'), dayStart('2026-11-08'), interval)
    const until = own.filter(({ at }) => periodOf(at, interval) <= (periods.at(-1) ?? ''))
    expect(Object.fromEntries(cycle.states.map(({ state, people }) => [state, people]))).toEqual(lifecycleOf(until, interval, periods, known))
  })

  test.each(seeds)('paths, seed %i', async (seed) => {
    const { random, events, range } = await filled(seed)
    const cut = {
      steps: 2 + random.whole(4),
      from: random.chance(0.4) ? random.pick(names) : undefined,
      to: random.chance(0.4) ? random.pick(names) : undefined,
    }
    const { from, to, steps } = cut
    const result = await ask({ kind: 'paths', range, steps, edges: 1000, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })
    if (result.kind !== 'paths') throw new Error(result.kind)
    const found = new Map(result.edges.map(({ step, source, target, times }) => [`${step}|${source}|${target}`, times]))
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(edgesOf(during(events, range), cut)))
  })
})
