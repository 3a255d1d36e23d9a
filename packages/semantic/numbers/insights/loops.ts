import type { FunnelInsight, InsightInterval, TrendMath } from '../../src/index.ts'
import { dayAfter, periodOf } from './calendar.ts'
import type { Event } from './events.ts'

/** One number of a series: what a math makes of some events. Null: nothing. */
export function numberBy(math: TrendMath, events: readonly Event[]): number | null {
  const amounts = events.flatMap(({ amount }) => amount ?? []).toSorted((a, b) => a - b)
  const percentile = (share: number): number | null => {
    if (amounts.length === 0) return null
    const place = share * (amounts.length - 1)
    const low = amounts[Math.floor(place)] ?? 0
    const high = amounts[Math.ceil(place)] ?? 0
    return low + (high - low) * (place - Math.floor(place))
  }
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  switch (math) {
    case 'total':
      return events.length
    case 'people':
    case 'weekly_people':
    case 'monthly_people':
      return new Set(events.flatMap(({ person }) => person ?? [])).size
    case 'distinct':
      return new Set(events.flatMap(({ country }) => country ?? [])).size
    case 'sum':
      return sum
    case 'average':
      return amounts.length === 0 ? null : sum / amounts.length
    case 'min':
      return amounts[0] ?? null
    case 'max':
      return amounts.at(-1) ?? null
    case 'median':
      return percentile(0.5)
    default:
      return percentile(Number(math.slice(1)) / 100)
  }
}

/** Events by person, in time; of one moment in the order of the steps they are, then of their ids. */
function walks(events: readonly Event[], stepOf: (event: Event) => number): Map<number, Event[]> {
  const found = new Map<number, Event[]>()
  for (const event of events) if (event.person !== null) found.set(event.person, [...(found.get(event.person) ?? []), event])
  for (const [person, own] of found)
    found.set(
      person,
      own.toSorted((a, b) => a.at - b.at || stepOf(a) - stepOf(b) || a.id - b.id),
    )
  return found
}

/** `events`: those that are its steps. */
export type Attempt = { start: Event; times: number[]; events: Event[] }

/** The attempt of each person that comes furthest, of equals the first. */
export function bestAttempts(insight: FunnelInsight, events: readonly Event[], windowMs: number): Attempt[] {
  const { steps, order, exclusions = [] } = insight
  const is = (event: Event, step: number): boolean => steps[step]?.event === null || steps[step]?.event === event.event
  const stepOf = (event: Event): number => steps.findIndex((_, step) => is(event, step)) + (steps.some((_, step) => is(event, step)) ? 0 : steps.length + 1)
  const best: Attempt[] = []
  for (const own of walks(events, stepOf).values()) {
    const attempts = own.flatMap((start, place): Attempt[] => {
      if (order === 'unordered') {
        if (!steps.some((_, step) => is(start, step))) return []
        const soonest = steps.flatMap((_, step) => own.slice(place).find((event) => is(event, step)) ?? [])
        const reached = soonest.filter(({ at }) => at <= start.at + windowMs).toSorted((a, b) => own.indexOf(a) - own.indexOf(b))
        return [{ start, times: reached.map(({ at }) => at), events: reached }]
      }
      if (!is(start, 0)) return []
      const times = [start.at]
      const reached = [start]
      let at = place
      while (times.length < steps.length) {
        const next = order === 'strict' ? at + 1 : own.findIndex((event, later) => later > at && is(event, times.length))
        const event = own[next]
        if (next === -1 || event === undefined || !is(event, times.length) || event.at > start.at + windowMs) break
        times.push(event.at)
        reached.push(event)
        at = next
      }
      return [{ start, times, events: reached }]
    })
    if (exclusions.length > 0 && attempts.some((attempt) => leaves(insight, own, attempt, windowMs, is))) continue
    const [first, ...others] = attempts
    if (first !== undefined) best.push(others.reduce((known, one) => (one.times.length > known.times.length ? one : known), first))
  }
  return best
}

/** People at each step by country, as a breakdown that goes by one of their events. */
export function peopleByCountry(insight: FunnelInsight, events: readonly Event[], windowMs: number): Record<string, number[]> {
  const { attribution = { by: 'first' }, steps } = insight
  const found: Record<string, number[]> = {}
  const count = (country: string | null | undefined, attempts: readonly Attempt[]): void => {
    for (const { times } of attempts) {
      const people = (found[String(country ?? null)] ??= steps.map(() => 0))
      for (const [step] of times.entries()) people[step] = (people[step] ?? 0) + 1
    }
  }
  if (attribution.by === 'all') {
    for (const country of new Set(events.map((event) => event.country))) {
      const own = events.filter((event) => event.country === country)
      count(country, bestAttempts(insight, own, windowMs))
    }
    return found
  }
  for (const attempt of bestAttempts(insight, events, windowMs)) {
    const event = attribution.by === 'step' ? attempt.events[attribution.step] : attribution.by === 'last' ? attempt.events.at(-1) : attempt.start
    count(event?.country, [attempt])
  }
  return found
}

/** Whether somebody does what is excluded after one step of an attempt and before the other. */
function leaves(
  { exclusions = [], order, steps }: FunnelInsight,
  own: readonly Event[],
  { start }: Attempt,
  windowMs: number,
  is: (event: Event, step: number) => boolean,
): boolean {
  return exclusions.some(({ event: name, fromStep, toStep }) => {
    let at = own.indexOf(start)
    // Followed without the window: what is excluded has to be in it itself.
    const places = [at]
    for (let step = 1; step < steps.length; step++) {
      const next = order === 'strict' ? at + 1 : own.findIndex((event, later) => later > at && is(event, step))
      const event = own[next]
      if (next === -1 || event === undefined || !is(event, step)) break
      places.push(next)
      at = next
    }
    const from = places[fromStep]
    if (from === undefined) return false
    const excluded = own.slice(from + 1).find((event) => event.event === name)
    if (excluded === undefined || excluded.at > start.at + windowMs) return false
    const reached = places[toStep] === undefined ? undefined : own[places[toStep]]
    return reached === undefined || reached.at > start.at + windowMs || excluded.at < reached.at
  })
}

/** How many people are in which state of a period; `periods` are all up to the end, and those before `first` are not told. */
export function lifecycleOf(
  events: readonly Event[],
  interval: InsightInterval,
  periods: readonly string[],
  known: readonly string[],
): Record<string, number[]> {
  const active = new Map<number, Set<string>>()
  for (const { person, at } of events) if (person !== null) active.set(person, (active.get(person) ?? new Set()).add(periodOf(at, interval)))
  const count = (test: (own: Set<string>, period: string, before: string | undefined) => boolean): number[] =>
    periods.map((period) => [...active.values()].filter((own) => test(own, period, known[known.indexOf(period) - 1])).length)
  const isNew = (own: Set<string>, period: string): boolean => own.has(period) && [...own].every((other) => other >= period)
  const was = (own: Set<string>, before: string | undefined): boolean => before !== undefined && own.has(before)
  return {
    new: count(isNew),
    returning: count((own, period, before) => own.has(period) && was(own, before)),
    resurrecting: count((own, period, before) => own.has(period) && !was(own, before) && !isNew(own, period)),
    dormant: count((own, period, before) => !own.has(period) && was(own, before)).map((number) => (number === 0 ? 0 : -number)),
  }
}

/** Edges of paths with how often they are gone, as `step|source|target`. */
export function edgesOf(
  events: readonly Event[],
  { steps, from, to }: { steps: number; from?: string | undefined; to?: string | undefined },
): Map<string, number> {
  const edges = new Map<string, number>()
  for (const own of walks(events, () => 0).values()) {
    const ordered = own.toSorted((a, b) => a.at - b.at || a.id - b.id)
    const paths: string[][] = []
    for (const [place, { at, event }] of ordered.entries()) {
      const before = ordered[place - 1]
      if (before === undefined || at - before.at > 30 * 60_000) paths.push([event])
      else if (before.event !== event) paths.at(-1)?.push(event)
    }
    for (const path of paths) {
      let cut = path
      if (from !== undefined) cut = cut.includes(from) ? cut.slice(cut.indexOf(from)) : []
      if (to !== undefined) cut = cut.includes(to) ? cut.slice(0, cut.indexOf(to) + 1) : []
      if (to !== undefined && from === undefined) cut = cut.slice(-steps)
      for (let step = 1; step < Math.min(cut.length, steps); step++) {
        const key = `${step}|${cut[step - 1] ?? ''}|${cut[step] ?? ''}`
        edges.set(key, (edges.get(key) ?? 0) + 1)
      }
    }
  }
  return edges
}

export const lastDayOf = (period: string, next: string | undefined, end: string): string => {
  const last = next === undefined ? end : dayAfter(next, -1)
  return last < end ? last : end
}
