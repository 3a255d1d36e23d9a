import type { TrendMath, TrendsInsight } from '../types/insight.ts'
import type { BreakdownValue, InsightResult, TrendLine } from '../types/insight-result.ts'
import { byBreakdown } from './breakdown.ts'
import { readFormula } from './formula.ts'
import { bucketOf, filledBuckets, numberOf } from './frame.ts'
import type { InsightFrame, InsightRow } from './types.ts'

/** Of these a period without an event has none; of others it has 0. */
const undefinedOfNothing: readonly TrendMath[] = ['average', 'min', 'max', 'median', 'p75', 'p90', 'p95', 'p99']
const looksBack: readonly TrendMath[] = ['weekly_people', 'monthly_people']

type Stretch = { buckets: readonly string[]; ends: readonly string[] }
type Numbers = { past: number; breakdown: BreakdownValue | null; place: number; values: (number | null)[] }

/** The rows of an answer as lines, with every period of the stretch; the greatest first where they are parts of a breakdown. */
export function readTrends(insight: TrendsInsight, frame: InsightFrame, rows: readonly InsightRow[]): Extract<InsightResult, { kind: 'trends' }> {
  const stretches = frame.spans.map((span): Stretch => {
    if (insight.shown === 'total') return { buckets: [], ends: [] }
    const buckets =
      span.buckets ??
      filledBuckets(
        rows.map(({ bucket }) => bucketOf(bucket, insight.interval)),
        insight.interval,
      )
    return { buckets, ends: span.ends ?? buckets }
  })
  const parts = insight.breakdown === undefined ? [{ value: null, rows }] : byBreakdown(rows, insight.breakdown)
  const lines = parts.flatMap((part) =>
    stretches.flatMap((stretch, past) => {
      const numbers = insight.series.map((_, place) => numbersOf(insight, { past, place, breakdown: part.value }, stretch, part.rows))
      return insight.formulas === undefined || insight.formulas.length === 0
        ? numbers.map((one) => lineOf(insight, one, stretch, false))
        : insight.formulas.map(({ formula }, place) => lineOf(insight, { ...formulaOf(formula, numbers), past, place, breakdown: part.value }, stretch, true))
    }),
  )
  // Of the same stretch and part lines stay in the order of the series.
  const sizes = new Map(parts.map((part) => [part.value, sizeOf(lines.filter(({ breakdown, isEarlier }) => breakdown === part.value && !isEarlier))]))
  const isOther = (line: TrendLine): number => Number(line.breakdown?.kind === 'other')
  const sorted = lines.toSorted(
    (a, b) =>
      Number(a.isEarlier) - Number(b.isEarlier) ||
      a.place - b.place ||
      isOther(a) - isOther(b) ||
      (sizes.get(b.breakdown) ?? 0) - (sizes.get(a.breakdown) ?? 0),
  )
  return { kind: 'trends', interval: insight.interval, lines: sorted }
}

const sizeOf = (lines: readonly TrendLine[]): number => lines.reduce((sum, { total }) => sum + (total ?? 0), 0)

function numbersOf(insight: TrendsInsight, at: Omit<Numbers, 'values'>, { buckets, ends }: Stretch, rows: readonly InsightRow[]): Numbers {
  const math = insight.series[at.place]?.math ?? 'total'
  const own = rows.filter(({ past, series }) => Number(past) === at.past && Number(series) === at.place)
  const nothing = undefinedOfNothing.includes(math) ? null : 0
  if (insight.shown === 'total') return { ...at, values: [numberOf(own[0]?.value) ?? nothing] }
  const isBack = looksBack.includes(math)
  const known = new Map(own.map(({ bucket, value }) => [isBack ? String(bucket).slice(0, 10) : bucketOf(bucket, insight.interval), numberOf(value)]))
  return { ...at, values: (isBack ? ends : buckets).map((bucket) => known.get(bucket) ?? nothing) }
}

function formulaOf(formula: string, numbers: readonly Numbers[]): { values: number[] } {
  const length = Math.max(0, ...numbers.map(({ values }) => values.length))
  const at = (place: number): number[] => numbers.map(({ values }) => values[place] ?? 0)
  const value = readFormula(formula)
  return { values: Array.from({ length }, (_, place) => value(at(place))) }
}

function lineOf(insight: TrendsInsight, { past, place, breakdown, values }: Numbers, { buckets }: Stretch, isFormula: boolean): TrendLine {
  const known = values.filter((value) => value !== null)
  const total = insight.shown === 'total' ? (values[0] ?? null) : known.reduce((sum, value) => sum + value, 0)
  let sum = 0
  const shown = insight.shown === 'cumulative' ? values.map((value) => (sum += value ?? 0)) : values
  return { place, isFormula, breakdown, isEarlier: past === 1, buckets, values: insight.shown === 'total' ? [] : shown, total }
}
