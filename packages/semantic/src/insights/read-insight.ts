import type { FunnelInsight, Insight, LifecycleInsight, RetentionInsight, StickinessInsight } from '../types/insight.ts'
import { type FunnelStep, type InsightResult, lifecycleStates } from '../types/insight-result.ts'
import { byBreakdown } from './breakdown.ts'
import { bucketOf, filledBuckets, numberOf } from './frame.ts'
import { defaultBins } from './plan-funnel.ts'
import { readTrends } from './read-trends.ts'
import type { InsightFrame, InsightRow } from './types.ts'

type Of<K extends InsightResult['kind']> = Extract<InsightResult, { kind: K }>

/** The rows of an answer as what the insight is of: with all periods, steps and states, also those that nobody was in. */
export function readInsight(insight: Insight, frame: InsightFrame, rows: readonly InsightRow[]): InsightResult {
  switch (insight.kind) {
    case 'trends':
      return readTrends(insight, frame, rows)
    case 'funnel':
      return readFunnel(insight, frame, rows)
    case 'retention':
      return readRetention(insight, frame, rows)
    case 'stickiness':
      return readStickiness(insight, frame, rows)
    case 'lifecycle':
      return readLifecycle(insight, frame, rows)
    case 'paths':
      return {
        kind: 'paths',
        // The target knows its place; an edge is named by where it begins.
        edges: rows.map(({ step, source, target, times, took }) => ({
          step: Number(step) - 1,
          source: String(source),
          target: String(target),
          times: Number(times),
          took: numberOf(took),
        })),
      }
  }
}

function readFunnel(insight: FunnelInsight, frame: InsightFrame, rows: readonly InsightRow[]): Of<'funnel'> | Of<'funnel_times'> | Of<'funnel_rates'> {
  const { shown, breakdown } = insight
  const parts = breakdown === undefined ? [{ value: null, rows }] : byBreakdown(rows, breakdown)
  if (shown.kind === 'times') {
    const bins = shown.bins ?? defaultBins
    const [{ least, most, average } = {}] = rows
    const from = numberOf(least) ?? 0
    const width = ((numberOf(most) ?? 0) - from) / bins
    const people = new Map(rows.map((row) => [Number(row.bin), Number(row.people)]))
    const places = rows.length === 0 ? 0 : width === 0 ? 1 : bins
    return {
      kind: 'funnel_times',
      bins: Array.from({ length: places }, (_, bin) => ({ from: from + bin * width, people: people.get(bin) ?? 0 })),
      average: numberOf(average),
    }
  }
  if (shown.kind === 'rates') {
    const keyOf = ({ bucket }: InsightRow): string => bucketOf(bucket, insight.interval)
    const buckets = [...(frame.spans[0]?.buckets ?? filledBuckets(rows.map(keyOf), insight.interval))]
    const read = parts.map(({ value, rows: own }) => {
      const known = new Map(own.map((row) => [keyOf(row), row]))
      const count = (column: 'from_people' | 'to_people'): number[] => buckets.map((bucket) => Number(known.get(bucket)?.[column] ?? 0))
      return { breakdown: value, came: count('from_people'), went: count('to_people') }
    })
    return { kind: 'funnel_rates', interval: insight.interval, buckets, parts: read }
  }
  const read = parts.map(({ value, rows: own }) => ({
    breakdown: value,
    steps: insight.steps.map((_, step): FunnelStep => {
      const row = own.find((one) => Number(one.step) === step)
      return { people: Number(row?.people ?? 0), average: numberOf(row?.average), median: numberOf(row?.median) }
    }),
  }))
  return { kind: 'funnel', parts: read.toSorted((a, b) => order(a) - order(b) || (b.steps[0]?.people ?? 0) - (a.steps[0]?.people ?? 0)) }
}

const order = ({ breakdown }: { breakdown: { kind: string } | null }): number => Number(breakdown?.kind === 'other')

function readRetention(insight: RetentionInsight, frame: InsightFrame, rows: readonly InsightRow[]): Of<'retention'> {
  const { period, periods } = insight
  const buckets = frame.spans[0]?.buckets ?? []
  const parts = insight.breakdown === undefined ? [{ value: null, rows }] : byBreakdown(rows, insight.breakdown)
  return {
    kind: 'retention',
    period,
    parts: parts.map(({ value, rows: own }) => {
      const known = new Map(own.map((row) => [`${bucketOf(row.cohort, period)}|${bucketOf(row.bucket, period)}`, Number(row.people)]))
      const cohorts = buckets.map((bucket, place) => ({
        bucket,
        people: buckets.slice(place, place + periods).map((later) => known.get(`${bucket}|${later}`) ?? 0),
      }))
      return { breakdown: value, cohorts }
    }),
  }
}

function readStickiness(insight: StickinessInsight, frame: InsightFrame, rows: readonly InsightRow[]): Of<'stickiness'> {
  const most = Math.max(0, ...rows.map(({ periods }) => Number(periods)))
  const lines = frame.spans.flatMap((span, past) =>
    insight.series.map((_, place) => {
      const known = new Map(
        rows.filter((row) => Number(row.past) === past && Number(row.series) === place).map((row) => [Number(row.periods), Number(row.people)]),
      )
      const exact = Array.from({ length: span.buckets?.length ?? most }, (_, at) => known.get(at + 1) ?? 0)
      const people = insight.shown === 'cumulative' ? exact.map((_, at) => exact.slice(at).reduce((sum, count) => sum + count, 0)) : exact
      return { place, isEarlier: past === 1, people }
    }),
  )
  return { kind: 'stickiness', interval: insight.interval, lines }
}

function readLifecycle({ interval, states: shown = lifecycleStates }: LifecycleInsight, frame: InsightFrame, rows: readonly InsightRow[]): Of<'lifecycle'> {
  const keyOf = ({ bucket }: InsightRow): string => bucketOf(bucket, interval)
  const buckets = [...(frame.spans[0]?.buckets ?? filledBuckets(rows.map(keyOf), interval))]
  const known = new Map(rows.map((row) => [`${keyOf(row)}|${String(row.state)}`, Number(row.people)]))
  const states = lifecycleStates
    .filter((state) => shown.includes(state))
    .map((state) => {
      const people = buckets.map((bucket) => known.get(`${bucket}|${state}`) ?? 0)
      return { state, people: state === 'dormant' ? people.map((count) => (count === 0 ? 0 : -count)) : people }
    })
  return { kind: 'lifecycle', interval, buckets, states }
}
