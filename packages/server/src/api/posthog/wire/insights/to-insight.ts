import {
  dayStart,
  wallClock,
  type BreakdownValue,
  type EventChoice,
  type Insight,
  type InsightInterval,
  type InsightResult,
  type TrendLine,
  type TrendsInsight,
} from '@atrium/semantic'
import { mathWord } from '@atrium/documents'

/** The answer of an insight in the shape that the format has for its kind. `timezone`: the clock that hours are shown by. */
export function toInsight({ asked, answer }: { asked: Insight; answer: InsightResult }, timezone: string): unknown {
  switch (answer.kind) {
    case 'trends':
      return asked.kind === 'trends' ? answer.lines.map((line) => toTrend(asked, line, timezone)) : []
    case 'funnel':
      return asked.kind === 'funnel' ? toFunnel(asked.steps, answer.parts) : []
    case 'funnel_times':
      return { bins: answer.bins.map(({ from, people }) => [from, people]), average_conversion_time: answer.average }
    case 'funnel_rates':
      return answer.parts.map(({ breakdown, came, went }) => ({
        count: came.reduce((sum, people) => sum + people, 0),
        data: came.map((people, place) => (people === 0 ? 0 : Math.round(((went[place] ?? 0) / people) * 10_000) / 100)),
        ...daysOf(answer.buckets, answer.interval, timezone),
        ...broken(breakdown),
      }))
    case 'retention':
      return answer.parts.flatMap(({ breakdown, cohorts }) =>
        cohorts.map(({ bucket, people }, place) => ({
          label: `${capital(answer.period)} ${place}`,
          date: answer.period === 'hour' ? bucket : dayStart(bucket, timezone),
          values: people.map((count, column) => ({ count, label: `${capital(answer.period)} ${column}` })),
          ...broken(breakdown),
        })),
      )
    case 'stickiness':
      return asked.kind === 'stickiness'
        ? answer.lines.map(({ place, isEarlier, people }) => ({
            action: actionOf(asked.series[place], place),
            label: labelOf(asked.series[place]),
            count: people.reduce((sum, count) => sum + count, 0),
            data: people,
            days: people.map((_, day) => day + 1),
            labels: people.map((_, day) => `${day + 1} ${answer.interval}${day === 0 ? '' : 's'}`),
            ...comparedAs(asked.compare, isEarlier),
          }))
        : []
    case 'lifecycle':
      return asked.kind === 'lifecycle'
        ? answer.states.map(({ state, people }) => ({
            action: actionOf(asked.series, 0),
            label: `${labelOf(asked.series)} - ${state}`,
            status: state,
            count: people.reduce((sum, count) => sum + count, 0),
            data: people,
            ...daysOf(answer.buckets, answer.interval, timezone),
          }))
        : []
    case 'paths':
      return answer.edges.map(({ step, source, target, times, took }) => ({
        source: `${step}_${source}`,
        target: `${step + 1}_${target}`,
        value: times,
        average_conversion_time: took === null ? null : took * 1000,
      }))
  }
}

const labelOf = (choice: EventChoice | undefined): string => choice?.label ?? choice?.event ?? 'All events'
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

const actionOf = (choice: EventChoice | undefined, order: number): object => ({
  id: choice?.event ?? null,
  type: 'events',
  order,
  name: choice?.event ?? 'All events',
  custom_name: choice?.label ?? null,
})

const comparedAs = (compare: string | undefined, isEarlier: boolean): object =>
  compare === undefined ? {} : { compare: true, compare_label: isEarlier ? 'previous' : 'current' }

/** One value as it is, several as a list; what is beyond the limit is "Other". */
const broken = (breakdown: BreakdownValue | null): { breakdown_value?: unknown } =>
  breakdown === null
    ? {}
    : { breakdown_value: breakdown.kind === 'other' ? 'Other' : breakdown.values.length === 1 ? (breakdown.values[0] ?? null) : breakdown.values }

const brokenLabel = (breakdown: BreakdownValue): string => (breakdown.kind === 'other' ? 'Other' : breakdown.values.map((value) => value ?? 'null').join('::'))

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** Periods as days, or as hours on the project's clock, and the same for people. */
function daysOf(buckets: readonly string[], interval: InsightInterval, timezone: string): { days: string[]; labels: string[] } {
  const days = buckets.map((bucket) => (interval === 'hour' ? wallClock(bucket, timezone) : bucket))
  const labels = days.map((day) => {
    const [year = '', month = '', date = ''] = day.slice(0, 10).split('-')
    return `${Number(date)}-${months[Number(month) - 1] ?? ''}-${year}${interval === 'hour' ? ` ${day.slice(11, 16)}` : ''}`
  })
  return { days, labels }
}

function toTrend(asked: TrendsInsight, line: TrendLine, timezone: string): object {
  const series = line.isFormula ? undefined : asked.series[line.place]
  const formula = line.isFormula ? asked.formulas?.[line.place] : undefined
  const name = formula === undefined ? labelOf(series) : (formula.label ?? `Formula (${formula.formula})`)
  const isOnly = (line.isFormula ? asked.formulas : asked.series)?.length === 1
  const label = line.breakdown === null ? name : isOnly ? brokenLabel(line.breakdown) : `${name} - ${brokenLabel(line.breakdown)}`
  return {
    action: series === undefined ? null : { ...actionOf(series, line.place), math: mathWord(series.math), math_property: series.property ?? null },
    order: line.place,
    label,
    count: line.total ?? 0,
    data: line.values.map((value) => value ?? 0),
    ...daysOf(line.buckets, asked.interval, timezone),
    ...(asked.shown === 'total' ? { aggregated_value: line.total ?? 0 } : {}),
    ...broken(line.breakdown),
    ...comparedAs(asked.compare, line.isEarlier),
  }
}

type Parts = Extract<InsightResult, { kind: 'funnel' }>['parts']

/** Steps; with a breakdown, a list of steps for each of its values. */
function toFunnel(steps: readonly EventChoice[], parts: Parts): unknown {
  const toSteps = ({ breakdown, steps: counted }: Parts[number]): object[] =>
    counted.map(({ people, average, median }, order) => ({
      action_id: steps[order]?.event ?? null,
      name: steps[order]?.event ?? 'All events',
      custom_name: steps[order]?.label ?? null,
      order,
      type: 'events',
      count: people,
      average_conversion_time: average,
      median_conversion_time: median,
      ...(breakdown === null ? {} : { breakdown: broken(breakdown).breakdown_value, ...broken(breakdown) }),
    }))
  const [only] = parts
  return parts.length === 1 && only?.breakdown === null ? toSteps(only) : parts.map(toSteps)
}
