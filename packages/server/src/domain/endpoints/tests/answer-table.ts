import type { TestedColumnType } from '@atrium/documents'
import type { BreakdownValue, InsightResult } from '@atrium/semantic'
import type { QueryResult } from '../../../query/query-service.ts'
import { shownRows } from '../../explore/result-rows.ts'
import { insightAnswer } from '../insights/insight-answer.ts'

/** An answer as tests see it: values as programs get them. */
export type AnswerTable = {
  columns: readonly { name: string; type: TestedColumnType }[]
  rows: readonly (readonly unknown[])[]
  /** False: there are more rows than an answer holds. */
  isWhole: boolean
}

/** The visible columns of a result; of a question about events one row for each number of its answer. */
export function answerTable(result: QueryResult): AnswerTable {
  const insight = insightAnswer(result)
  if (insight !== null) return insightTable(insight.answer)
  return {
    columns: result.columns.flatMap(({ fieldId, type, hidden }) => (hidden ? [] : [{ name: fieldId, type }])),
    rows: shownRows(result),
    isWhole: !result.truncated,
  }
}

type Columns = Readonly<Record<string, TestedColumnType>>

const tableOf = (columns: Columns, rows: unknown[][]): AnswerTable => ({
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  rows,
  isWhole: true,
})

/** Series count from 1, and so do steps, as people name them. */
function insightTable(answer: InsightResult): AnswerTable {
  switch (answer.kind) {
    case 'trends':
      return tableOf(
        { series: 'number', breakdown: 'string', is_earlier: 'boolean', period: 'string', value: 'number' },
        answer.lines.flatMap(({ place, breakdown, isEarlier, buckets, values, total }) => {
          const line = [place + 1, textOf(breakdown), isEarlier]
          return buckets.length === 0 ? [[...line, null, total]] : buckets.map((bucket, at) => [...line, bucket, values[at] ?? null])
        }),
      )
    case 'funnel':
      return tableOf(
        { breakdown: 'string', step: 'number', people: 'number', average_seconds: 'number', median_seconds: 'number' },
        answer.parts.flatMap(({ breakdown, steps }) => steps.map(({ people, average, median }, at) => [textOf(breakdown), at + 1, people, average, median])),
      )
    case 'funnel_times':
      return tableOf(
        { from_seconds: 'number', people: 'number' },
        answer.bins.map(({ from, people }) => [from, people]),
      )
    case 'funnel_rates':
      return tableOf(
        { breakdown: 'string', period: 'string', came: 'number', went: 'number' },
        answer.parts.flatMap(({ breakdown, came, went }) => answer.buckets.map((bucket, at) => [textOf(breakdown), bucket, came[at] ?? 0, went[at] ?? 0])),
      )
    case 'retention':
      return tableOf(
        { breakdown: 'string', period: 'string', periods_later: 'number', people: 'number' },
        answer.parts.flatMap(({ breakdown, cohorts }) =>
          cohorts.flatMap(({ bucket, people }) => people.map((count, later) => [textOf(breakdown), bucket, later, count])),
        ),
      )
    case 'stickiness':
      return tableOf(
        { series: 'number', is_earlier: 'boolean', periods: 'number', people: 'number' },
        answer.lines.flatMap(({ place, isEarlier, people }) => people.map((count, at) => [place + 1, isEarlier, at + 1, count])),
      )
    case 'lifecycle':
      return tableOf(
        { state: 'string', period: 'string', people: 'number' },
        answer.states.flatMap(({ state, people }) => answer.buckets.map((bucket, at) => [state, bucket, people[at] ?? 0])),
      )
    case 'paths':
      return tableOf(
        { step: 'number', source: 'string', target: 'string', people: 'number', average_seconds: 'number' },
        answer.edges.map(({ step, source, target, times, took }) => [step, source, target, times, took]),
      )
  }
}

/** Several values as one text; null where nothing is broken down, or for the part without a value. */
function textOf(breakdown: BreakdownValue | null): string | null {
  if (breakdown === null) return null
  if (breakdown.kind === 'other') return 'Other'
  return breakdown.values.length === 1 ? (breakdown.values[0] ?? null) : breakdown.values.map((value) => value ?? '').join(' / ')
}
