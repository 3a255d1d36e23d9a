import { QueryError } from '../types/compiled-query.ts'
import type { FunnelInsight } from '../types/insight.ts'
import type { Cte } from '../plan/select-parts.ts'
import type { DimensionType } from '../types/field.ts'
import { breakdownColumns, breakdownNames, limitedBreakdown } from './breakdown.ts'
import {
  bucketColumn,
  type EventColumn,
  type EventPlan,
  eventRows,
  filtersOn,
  flagColumn,
  idColumns,
  isOneOf,
  momentColumn,
  personColumn,
  within,
} from './event-rows.ts'
import { frameOf } from './frame.ts'
import { spanOf } from './insight-range.ts'
import { quantile } from './quantile.ts'
import type { InsightPlan } from './types.ts'

const mostSteps = 20
export const defaultBins = 10
const mostBins = 90

/**
 * How far people come. Each event that is a first step begins an attempt; of a person's attempts the one counts that comes furthest,
 * of equals the first. An event is one step only, and events of one moment are in the order of the steps that they are.
 */
export function planFunnel(plan: EventPlan, insight: FunnelInsight): InsightPlan {
  const { ctx } = plan
  const q = (name: string): string => ctx.dialect.quote(name)
  checkSteps(insight)
  const span = spanOf(ctx, insight.range, insight.interval)
  const steps = insight.steps.map((_, step) => step)
  const isRates = insight.shown.kind === 'rates'
  const columns: EventColumn[] = [
    personColumn(plan),
    momentColumn(plan),
    ...idColumns(plan),
    ...(isRates ? [bucketColumn(plan, insight.interval)] : []),
    ...insight.steps.map((step, place) => flagColumn(plan, step, `s${place}`)),
    ...(insight.exclusions ?? []).map((exclusion, place) => flagColumn(plan, exclusion, `x${place}`)),
    ...breakdownColumns(plan, insight.breakdown),
  ]
  const choices = [...insight.steps, ...(insight.exclusions ?? [])]
  const person = personColumn(plan).expression
  const known = { sql: `(${person.sql}) IS NOT NULL`, tables: person.tables }
  // In a strict funnel whatever happens between two steps counts.
  const chosen = insight.order === 'strict' ? undefined : isOneOf(plan, choices)
  const read = eventRows(plan, columns, [within(plan, span), known, filtersOn(plan, insight.filters), chosen])
  const values = breakdownNames(insight.breakdown)
  const isLater = isByLaterStep(insight)
  const carried = [...(isRates ? ['bucket'] : []), ...(isLater ? [] : values)]
  const attempts = insight.order === 'unordered' ? unorderedAttempts(plan, insight, carried) : orderedAttempts(plan, insight, carried)
  const limited = limitedBreakdown(plan, insight.breakdown, {
    from: isLater ? 'touched' : 'best',
    columns: ['reached', ...(isRates ? ['bucket'] : []), ...steps.map((step) => `t${step}`)],
  })
  const { answer, columns: shown, ctes } = answerOf(plan, insight, limited)
  return {
    ctes: [
      { name: 'events', sql: read },
      { name: 'placed', sql: placed(plan, insight, [...(isRates ? ['bucket'] : []), ...values]) },
      ...attempts,
      best(plan, insight, carried),
      ...(isLater ? [touched(plan, carried, values, steps)] : []),
      ...limited.ctes,
      ...ctes,
    ],
    answer,
    columns: [...limited.groups.map((name) => ({ name, type: name === 'other' ? ('number' as const) : ('string' as const) })), ...shown],
    // Only rates are laid out on periods.
    frame: frameOf(ctx, [span], isRates ? insight.interval : 'year'),
  }

  /** Every event with its place among those of its person. */
  function placed(of: EventPlan, { exclusions = [] }: FunnelInsight, more: readonly string[]): string {
    const first = `CASE ${steps.map((step) => `WHEN ${q(`s${step}`)} = 1 THEN ${step}`).join(' ')} ELSE ${steps.length} END`
    const order = [q('at'), first, ...idColumns(of).map(({ name }) => q(name))].join(', ')
    const kept = [q('person'), q('at'), ...steps.map((step) => q(`s${step}`)), ...exclusions.map((_, place) => q(`x${place}`)), ...more.map(q)]
    return `SELECT\n  ${kept.join(',\n  ')},\n  ROW_NUMBER() OVER (PARTITION BY ${q('person')} ORDER BY ${order}) AS ${q('place')}\nFROM ${q('events')}`
  }
}

/** Whether the value of a later step counts, whose place is noted then. */
const isByLaterStep = ({ breakdown, attribution }: FunnelInsight): boolean =>
  breakdown !== undefined && (attribution?.by === 'last' || attribution?.by === 'step')

/** What events of one walk have in common: the person, and where each value is a funnel by itself, the value. */
const walkOf = ({ breakdown, attribution }: FunnelInsight): string[] => ['person', ...(attribution?.by === 'all' ? breakdownNames(breakdown) : [])]

/** The best attempts with the values of the event that each goes by; without one they are null. */
function touched({ ctx: { dialect } }: EventPlan, carried: readonly string[], values: readonly string[], steps: readonly number[]): Cte {
  const q = (name: string): string => dialect.quote(name)
  const kept = ['reached', ...carried, ...steps.map((step) => `t${step}`)].map((name) => `b.${q(name)} AS ${q(name)}`)
  const list = [...kept, ...values.map((name) => `p.${q(name)} AS ${q(name)}`)].join(',\n  ')
  const same = `b.${q('person')} = p.${q('person')} AND b.${q('touch')} = p.${q('place')}`
  return { name: 'touched', sql: `SELECT\n  ${list}\nFROM ${q('best')} AS b\nLEFT OUTER JOIN ${q('placed')} AS p\n  ON ${same}` }
}

function checkSteps({ steps, exclusions = [], shown, order, window, attribution }: FunnelInsight): void {
  const wrong = (message: string, at: string): QueryError => new QueryError('invalid_query', message, { at })
  if (steps.length < 2 || steps.length > mostSteps) throw wrong(`A funnel has 2 to ${mostSteps} steps, not ${steps.length}.`, 'steps')
  if (!Number.isInteger(window.count) || window.count < 1 || window.count > 10_000)
    throw wrong('The window of a funnel is a whole number from 1 to 10000.', 'window')
  const isPair = (from: number, to: number): boolean => Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to > from && to < steps.length
  for (const { fromStep, toStep } of exclusions) {
    if (order === 'unordered') throw wrong('A funnel without an order has nothing between two steps: leave the exclusions out.', 'exclusions')
    if (!isPair(fromStep, toStep))
      throw wrong(`An exclusion lies between two steps, from 0 to ${steps.length - 1}, not ${fromStep} and ${toStep}.`, 'exclusions')
  }
  if (attribution?.by === 'step' && !(Number.isInteger(attribution.step) && attribution.step >= 0 && attribution.step < steps.length))
    throw wrong(`A breakdown goes by one of the steps, from 0 to ${steps.length - 1}, not by ${attribution.step}.`, 'attribution')
  if (shown.kind !== 'steps' && !isPair(shown.fromStep, shown.toStep)) {
    throw wrong(`Two steps are needed, from 0 to ${steps.length - 1}, not ${shown.fromStep} and ${shown.toStep}.`, 'shown')
  }
  if (shown.kind === 'times' && shown.bins !== undefined && !(Number.isInteger(shown.bins) && shown.bins >= 1 && shown.bins <= mostBins)) {
    throw wrong(`1 to ${mostBins} bins are possible.`, 'shown')
  }
}

const windowEnd = ({ ctx: { dialect } }: EventPlan, { window }: FunnelInsight, start: string): string =>
  dialect.shift(start, 'timestamp', window.count, window.unit)

/**
 * Attempts of a funnel whose steps follow one another. From the last step back: at each event, the times at which the steps after
 * it are reached soonest, which are those at the next event that is the step after it. `strict`: only the very next event will do.
 */
function orderedAttempts(plan: EventPlan, insight: FunnelInsight, carried: readonly string[]): Cte[] {
  const { dialect } = plan.ctx
  const q = (name: string): string => dialect.quote(name)
  const { steps, exclusions = [] } = insight
  const frame = insight.order === 'strict' ? 'ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING' : 'ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING'
  const walk = walkOf(insight).map(q).join(', ')
  const isLater = isByLaterStep(insight)
  const following = (condition: string, value: string, rows: string): string =>
    `MIN(CASE WHEN ${condition} THEN ${value} END) OVER (PARTITION BY ${walk} ORDER BY ${q('place')} ${rows})`
  const ctes: Cte[] = []
  let from = 'placed'
  for (let step = steps.length - 2; step >= 0; step--) {
    const later = steps.map((_, place) => place).filter((place) => place > step)
    const kept = ['person', 'at', 'place', ...steps.map((_, place) => `s${place}`), ...exclusions.map((_, place) => `x${place}`), ...carried].map(q)
    const times = later.map((place) => {
      const value = place === step + 1 ? q('at') : q(`c${step + 1}_${place}`)
      return `${following(`${q(`s${step + 1}`)} = 1`, value, frame)} AS ${q(`c${step}_${place}`)}`
    })
    // Which events these are: their places grow with their times.
    const places = (isLater ? later : []).map((place) => {
      const value = place === step + 1 ? q('place') : q(`p${step + 1}_${place}`)
      return `${following(`${q(`s${step + 1}`)} = 1`, value, frame)} AS ${q(`p${step}_${place}`)}`
    })
    const excluded = exclusions.flatMap(({ fromStep }, place) => {
      const sql =
        fromStep === step
          ? following(`${q(`x${place}`)} = 1`, q('at'), 'ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING')
          : fromStep > step
            ? following(`${q(`s${step + 1}`)} = 1`, q(`e${step + 1}_${place}`), frame)
            : undefined
      return sql === undefined ? [] : [`${sql} AS ${q(`e${step}_${place}`)}`]
    })
    const name = `chain${step}`
    ctes.push({ name, sql: `SELECT\n  ${[...kept, ...times, ...places, ...excluded].join(',\n  ')}\nFROM ${q(from)}` })
    from = name
  }
  const end = windowEnd(plan, insight, q('at'))
  const time = (step: number): string => (step === 0 ? q('at') : `CASE WHEN ${q(`c0_${step}`)} <= ${end} THEN ${q(`c0_${step}`)} END`)
  const reached = steps.map((_, step) => (step === 0 ? '1' : `CASE WHEN ${q(`c0_${step}`)} <= ${end} THEN 1 ELSE 0 END`)).join(' + ')
  const touchOf = (step: number): string => (step === 0 ? `ELSE ${q('place')}` : `WHEN ${q(`c0_${step}`)} <= ${end} THEN ${q(`p0_${step}`)}`)
  const { attribution } = insight
  const touchedSteps = attribution?.by === 'step' ? [attribution.step] : steps.map((_, step) => step).toReversed()
  const touch = touchedSteps.at(0) === 0 ? q('place') : `CASE ${touchedSteps.map(touchOf).join(' ')} END`
  const left = exclusions.map(({ toStep }, place) => {
    const at = q(`e0_${place}`)
    const to = q(`c0_${toStep}`)
    return `WHEN ${at} <= ${end} AND (${to} IS NULL OR ${to} > ${end} OR ${at} < ${to}) THEN 1`
  })
  const columns = [
    q('person'),
    q('place'),
    ...carried.map(q),
    ...steps.map((_, step) => `${time(step)} AS ${q(`t${step}`)}`),
    `${reached} AS ${q('reached')}`,
    ...(isLater ? [`${touch} AS ${q('touch')}`] : []),
    ...(left.length === 0 ? [] : [`CASE ${left.join(' ')} ELSE 0 END AS ${q('left')}`]),
  ]
  return [...ctes, { name: 'attempts', sql: `SELECT\n  ${columns.join(',\n  ')}\nFROM ${q(from)}\nWHERE ${q('s0')} = 1` }]
}

/** Attempts of a funnel whose steps may come in any order: each event begins one, and the steps count that follow within the window. */
function unorderedAttempts(plan: EventPlan, insight: FunnelInsight, carried: readonly string[]): Cte[] {
  const { dialect } = plan.ctx
  const q = (name: string): string => dialect.quote(name)
  const steps = insight.steps.map((_, step) => step)
  const walk = walkOf(insight).map(q).join(', ')
  const isLater = isByLaterStep(insight)
  const first = (step: number, value: string): string =>
    `MIN(CASE WHEN ${q(`s${step}`)} = 1 THEN ${q(value)} END) OVER (PARTITION BY ${walk} ORDER BY ${q('place')} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`
  const later = isLater ? steps : []
  const soonest = [...steps.map((step) => `${first(step, 'at')} AS ${q(`f${step}`)}`), ...later.map((step) => `${first(step, 'place')} AS ${q(`p${step}`)}`)]
  const end = windowEnd(plan, insight, q('at'))
  const inTime = (step: number): string => `CASE WHEN ${q(`f${step}`)} <= ${end} THEN ${q(`f${step}`)} END`
  const reached = steps.map((step) => `CASE WHEN ${q(`f${step}`)} <= ${end} THEN 1 ELSE 0 END`).join(' + ')
  const found = [q('person'), q('at'), q('place'), ...carried.map(q)]
  const isStep = steps.map((step) => `${q(`s${step}`)} = 1`).join(' OR ')
  // The steps' times in their own order: the n-th that was reached is the n-th step.
  const numbers = steps.map((step) => `SELECT ${step} AS ${q('n')}`).join(' UNION ALL ')
  const picked = (name: string): string => `CASE ${steps.map((step) => `WHEN s.${q('n')} = ${step} THEN a.${q(`${name}${step}`)}`).join(' ')} END`
  const reachedPlace = isLater ? [q('reached_place')] : []
  const times = steps.map((step) => `MAX(CASE WHEN ${q('nth')} = ${step + 1} THEN ${q('reached_at')} END) AS ${q(`t${step}`)}`)
  const { attribution } = insight
  const touch = attribution?.by === 'step' ? `CASE WHEN ${q('nth')} = ${attribution.step + 1} THEN ${q('reached_place')} END` : q('reached_place')
  return [
    {
      name: 'soonest',
      sql: `SELECT\n  ${[...found, ...soonest, `CASE WHEN ${isStep} THEN 1 ELSE 0 END AS ${q('is_step')}`].join(',\n  ')}\nFROM ${q('placed')}`,
    },
    {
      name: 'begun',
      sql: `SELECT\n  ${[...found, ...steps.map((step) => `${inTime(step)} AS ${q(`i${step}`)}`), ...later.map((step) => q(`p${step}`)), `${reached} AS ${q('reached')}`].join(',\n  ')}\nFROM ${q('soonest')}\nWHERE ${q('is_step')} = 1`,
    },
    {
      name: 'timed',
      sql: `SELECT\n  a.${q('person')} AS ${q('person')},\n  a.${q('place')} AS ${q('place')},\n  ${[`${picked('i')} AS ${q('reached_at')}`, ...(isLater ? [`${picked('p')} AS ${q('reached_place')}`] : [])].join(',\n  ')}\nFROM ${q('begun')} AS a\nCROSS JOIN (${numbers}) AS s`,
    },
    {
      name: 'numbered',
      sql: `SELECT\n  ${q('person')},\n  ${q('place')},\n  ${[q('reached_at'), ...reachedPlace].join(',\n  ')},\n  ROW_NUMBER() OVER (PARTITION BY ${q('person')}, ${q('place')} ORDER BY ${[q('reached_at'), ...reachedPlace].join(', ')}) AS ${q('nth')}\nFROM ${q('timed')}\nWHERE ${q('reached_at')} IS NOT NULL`,
    },
    {
      name: 'reached_times',
      sql: `SELECT\n  ${[q('person'), q('place'), ...times, ...(isLater ? [`MAX(${touch}) AS ${q('touch')}`] : [])].join(',\n  ')}\nFROM ${q('numbered')}\nGROUP BY ${q('person')}, ${q('place')}`,
    },
    {
      name: 'attempts',
      sql: `SELECT\n  ${['person', 'place', ...carried, 'reached'].map((name) => `a.${q(name)} AS ${q(name)}`).join(',\n  ')},\n  ${[...steps.map((step) => `t${step}`), ...(isLater ? ['touch'] : [])].map((name) => `t.${q(name)} AS ${q(name)}`).join(',\n  ')}\nFROM ${q('begun')} AS a\nJOIN ${q('reached_times')} AS t\n  ON a.${q('person')} = t.${q('person')} AND a.${q('place')} = t.${q('place')}`,
    },
  ]
}

/** One attempt of each person (where rates are shown: of each person and period) who did not leave the funnel. */
function best({ ctx: { dialect } }: EventPlan, insight: FunnelInsight, carried: readonly string[]): Cte {
  const q = (name: string): string => dialect.quote(name)
  const isRates = insight.shown.kind === 'rates'
  const leaves = (insight.exclusions ?? []).length > 0
  const walk = walkOf(insight).map(q)
  const by = [...walk, ...(isRates ? [q('bucket')] : [])].join(', ')
  const kept = ['reached', ...(isByLaterStep(insight) ? ['person', 'touch'] : []), ...carried, ...insight.steps.map((_, step) => `t${step}`)].map(q)
  const rank = `ROW_NUMBER() OVER (PARTITION BY ${by} ORDER BY ${q('reached')} DESC, ${q('place')}) AS ${q('nth')}`
  const left = leaves ? [`MAX(${q('left')}) OVER (PARTITION BY ${walk.join(', ')}) AS ${q('left')}`] : []
  const ranked = `(SELECT ${[...kept, rank, ...left].join(', ')} FROM ${q('attempts')}) AS ranked`
  return { name: 'best', sql: `SELECT\n  ${kept.join(',\n  ')}\nFROM ${ranked}\nWHERE ${q('nth')} = 1${leaves ? ` AND ${q('left')} = 0` : ''}` }
}

type Answer = { answer: string; ctes: Cte[]; columns: { name: string; type: DimensionType }[] }

function answerOf(plan: EventPlan, insight: FunnelInsight, rows: { name: string; groups: readonly string[] }): Answer {
  const { dialect } = plan.ctx
  const q = (name: string): string => dialect.quote(name)
  const groups = rows.groups.map(q)
  const list = (columns: readonly string[]): string => [...groups, ...columns].join(', ')
  const by = groups.length === 0 ? '' : `\nGROUP BY ${groups.join(', ')}`
  const { shown } = insight
  const seconds = (from: number, to: number): string => dialect.secondsBetween(q(`t${from}`), q(`t${to}`))
  switch (shown.kind) {
    case 'steps': {
      const durations = insight.steps.slice(1).map((_, step) => `${seconds(step, step + 1)} AS ${q(`d${step + 1}`)}`)
      const parts = insight.steps.map((_, step) => {
        const counted = `${step} AS ${q('step')}, COUNT(*) AS ${q('people')}`
        if (step === 0)
          return `SELECT ${list([counted, `${dialect.cast('NULL', 'number')} AS ${q('average')}`, `${dialect.cast('NULL', 'number')} AS ${q('median')}`])}\nFROM ${q('durations')}${by}`
        const value = q(`d${step}`)
        const median = quantile(plan, { from: q('durations'), where: `${q('reached')} > ${step}`, groups, value, percent: 50 })
        const average = dialect.cast(dialect.aggregate('average', value, {}), 'number')
        return `SELECT ${list([counted, `${average} AS ${q('average')}`, `${dialect.cast(median.sql, 'number')} AS ${q('median')}`])}\nFROM ${median.from}${by}`
      })
      return {
        ctes: [{ name: 'durations', sql: `SELECT\n  ${[...groups, q('reached'), ...durations].join(',\n  ')}\nFROM ${q(rows.name)}` }],
        answer: parts.join('\nUNION ALL\n'),
        columns: ['step', 'people', 'average', 'median'].map((name) => ({ name, type: 'number' as const })),
      }
    }
    case 'times': {
      const { fromStep, toStep, bins = defaultBins } = shown
      if (groups.length > 0) throw new QueryError('invalid_query', 'How long it took is not broken down: leave the breakdown out.', { at: 'breakdown' })
      const took = `SELECT\n  ${seconds(fromStep, toStep)} AS ${q('took')}\nFROM ${q(rows.name)}\nWHERE ${q('reached')} > ${toStep}`
      const ends = `SELECT\n  MIN(${q('took')}) AS ${q('least')},\n  MAX(${q('took')}) AS ${q('most')},\n  ${dialect.aggregate('average', q('took'), {})} AS ${q('average')}\nFROM ${q('took')}`
      const share = dialect.divide(`(t.${q('took')} - e.${q('least')}) * ${bins}`, `(e.${q('most')} - e.${q('least')})`)
      const bin = `CASE WHEN e.${q('most')} = e.${q('least')} THEN 0 WHEN t.${q('took')} = e.${q('most')} THEN ${bins - 1} ELSE FLOOR(${share}) END AS ${q('bin')}`
      const columns = ['least', 'most', 'average'].map(q)
      const binned = `SELECT\n  ${[...columns.map((name) => `e.${name} AS ${name}`), bin].join(',\n  ')}\nFROM ${q('took')} AS t\nCROSS JOIN ${q('ends')} AS e`
      const grouped = [...columns, q('bin')].join(', ')
      return {
        ctes: [
          { name: 'took', sql: took },
          { name: 'ends', sql: ends },
          { name: 'binned', sql: binned },
        ],
        answer: `SELECT ${grouped}, COUNT(*) AS ${q('people')}\nFROM ${q('binned')}\nGROUP BY ${grouped}`,
        columns: ['least', 'most', 'average', 'bin', 'people'].map((name) => ({ name, type: 'number' as const })),
      }
    }
    case 'rates': {
      const came = (step: number): string => `SUM(CASE WHEN ${q('reached')} > ${step} THEN 1 ELSE 0 END)`
      const columns = [q('bucket'), `${came(shown.fromStep)} AS ${q('from_people')}`, `${came(shown.toStep)} AS ${q('to_people')}`]
      return {
        ctes: [],
        answer: `SELECT ${list(columns)}\nFROM ${q(rows.name)}\nGROUP BY ${[...groups, q('bucket')].join(', ')}`,
        columns: [
          { name: 'bucket', type: insight.interval === 'hour' ? 'timestamp' : 'date' },
          { name: 'from_people', type: 'number' },
          { name: 'to_people', type: 'number' },
        ],
      }
    }
  }
}
