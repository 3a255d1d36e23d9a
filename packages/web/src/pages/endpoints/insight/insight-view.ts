import type { SqlAnswer, SqlChartConfig } from '@atrium/documents'
import { isRecord, type InsightKind, type InsightWords } from './insight-words.ts'

/** A cell of a table: a number, or a text. `heat`: its share of the greatest, 0 to 1; `isShare`: the number is one of 1. */
export type InsightCell = { value: string | number | null; heat?: number; isShare?: boolean }
/** An answer as a table, and as something to draw where there is a drawing for it. */
export type InsightView = { columns: { label: string; numeric: boolean }[]; rows: InsightCell[][]; chart: { config: SqlChartConfig; answer: SqlAnswer } | null }

/** Words of columns, in the language of the page. */
export type InsightLabels = {
  period: string
  value: string
  step: string
  people: string
  share: string
  took: string
  from: string
  to: string
  size: string
  seconds: string
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const recordsOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])
const numbersOf = (value: unknown): number[] => (Array.isArray(value) ? value.map((one) => numberOf(one) ?? 0) : [])

/** The answer of a call as what is shown of it; null for a shape that is not known. */
export function insightView(kind: InsightKind, words: InsightWords, results: unknown, labels: InsightLabels): InsightView | null {
  switch (kind) {
    case 'TrendsQuery':
    case 'StickinessQuery':
    case 'LifecycleQuery':
      return lines(recordsOf(results), labels)
    case 'FunnelsQuery':
      return isRecord(results) ? times(results, labels) : isRates(words) ? lines(recordsOf(results), labels) : steps(results, labels)
    case 'RetentionQuery':
      return cohorts(recordsOf(results), labels)
    case 'PathsQuery':
      return {
        columns: [
          { label: labels.from, numeric: false },
          { label: labels.to, numeric: false },
          { label: labels.people, numeric: true },
          { label: labels.took, numeric: true },
        ],
        rows: recordsOf(results).map(({ source, target, value, average_conversion_time: took }) => {
          const ms = numberOf(took)
          return [{ value: textOf(source) }, { value: textOf(target) }, { value: numberOf(value) }, { value: ms === null ? null : Math.round(ms / 1000) }]
        }),
        chart: null,
      }
  }
}

const isRates = ({ funnelsFilter }: InsightWords): boolean => isRecord(funnelsFilter) && funnelsFilter.funnelVizType === 'trends'

/** Names of lines, each once: what is compared and broken down may share a label. */
function namesOf(results: readonly Record<string, unknown>[], fallback: string): string[] {
  const seen = new Map<string, number>()
  return results.map(({ label, breakdown_value: value, compare_label: compared }) => {
    const own = textOf(label) || (value === undefined ? fallback : Array.isArray(value) ? value.map(textOf).join(' · ') : textOf(value) || '∅')
    const name = compared === undefined ? own : `${own} (${textOf(compared)})`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} ${times}`
  })
}

function drawing(
  type: 'line' | 'vertical_bar',
  x: string,
  rows: { x: string | number; series: string; value: number | null }[],
  labels: InsightLabels,
): NonNullable<InsightView['chart']> {
  const several = new Set(rows.map(({ series }) => series)).size > 1
  const isDay = rows.length > 0 && rows.every((row) => typeof row.x === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(row.x))
  return {
    config: {
      type,
      fieldConfig: { x: { reference: x }, y: [{ reference: 'value', aggregation: 'sum' }], ...(several ? { groupBy: [{ reference: 'series' }] } : {}) },
      display: { series: { value_sum: { label: labels.value } } },
    },
    answer: {
      columns: [
        { reference: x, type: isDay ? 'date' : 'string' },
        ...(several ? [{ reference: 'series', type: 'string' as const }] : []),
        { reference: 'value_sum', type: 'number' },
      ],
      rows: rows.map((row) => ({ [x]: typeof row.x === 'number' ? String(row.x) : row.x, series: row.series, value_sum: row.value })),
    },
  }
}

/** Lines over periods; numbers of whole ranges are bars. */
function lines(results: readonly Record<string, unknown>[], labels: InsightLabels): InsightView {
  const names = namesOf(results, labels.value)
  const isWhole = results.some((line) => line.aggregated_value !== undefined)
  if (isWhole) {
    const values = results.map(({ aggregated_value: value }) => numberOf(value))
    return {
      columns: [
        { label: '', numeric: false },
        { label: labels.value, numeric: true },
      ],
      rows: names.map((name, place) => [{ value: name }, { value: values[place] ?? null }]),
      chart: drawing(
        'vertical_bar',
        labels.step,
        names.map((name, place) => ({ x: name, series: '', value: values[place] ?? null })),
        labels,
      ),
    }
  }
  // What is compared is laid under the periods that it is compared with.
  const [first] = results
  const periods = Array.isArray(first?.days) ? first.days.map((day) => (typeof day === 'number' ? day : textOf(day))) : []
  const data = results.map((line) => numbersOf(line.data))
  return {
    columns: [{ label: labels.period, numeric: false }, ...names.map((label) => ({ label, numeric: true }))],
    rows: periods.map((period, place) => [{ value: period }, ...data.map((values) => ({ value: values[place] ?? null }))]),
    chart: drawing(
      'line',
      labels.period,
      names.flatMap((series, line) => periods.map((x, place) => ({ x, series, value: data[line]?.[place] ?? null }))),
      labels,
    ),
  }
}

function steps(results: unknown, labels: InsightLabels): InsightView {
  const groups = Array.isArray(results) && results.every(Array.isArray) && results.length > 0 ? results.map(recordsOf) : [recordsOf(results)]
  const rows = groups.flatMap((group) => {
    const [name = labels.people] = namesOf(
      group.slice(0, 1).map(({ breakdown_value: value }) => ({ breakdown_value: value })),
      labels.people,
    )
    const came = numberOf(group[0]?.count) ?? 0
    return group.map((step) => {
      const people = numberOf(step.count) ?? 0
      const label = `${(numberOf(step.order) ?? 0) + 1}. ${textOf(step.custom_name) || textOf(step.name)}`
      return { series: name, label, people, share: came === 0 ? 0 : people / came, took: numberOf(step.average_conversion_time) }
    })
  })
  return {
    columns: [
      ...(groups.length > 1 ? [{ label: '', numeric: false }] : []),
      { label: labels.step, numeric: false },
      { label: labels.people, numeric: true },
      { label: labels.share, numeric: true },
      { label: labels.took, numeric: true },
    ],
    rows: rows.map(({ series, label, people, share, took }) => [
      ...(groups.length > 1 ? [{ value: series }] : []),
      { value: label },
      { value: people, heat: share },
      { value: share, isShare: true },
      { value: took === null ? null : Math.round(took) },
    ]),
    chart: drawing(
      'vertical_bar',
      labels.step,
      rows.map(({ label, series, people }) => ({ x: label, series, value: people })),
      labels,
    ),
  }
}

function times(results: Record<string, unknown>, labels: InsightLabels): InsightView {
  const bins = Array.isArray(results.bins) ? results.bins.map(numbersOf) : []
  return {
    columns: [
      { label: labels.seconds, numeric: true },
      { label: labels.people, numeric: true },
    ],
    rows: bins.map(([from = 0, people = 0]) => [{ value: Math.round(from) }, { value: people }]),
    chart: drawing(
      'vertical_bar',
      labels.seconds,
      bins.map(([from = 0, people = 0]) => ({ x: Math.round(from), series: '', value: people })),
      labels,
    ),
  }
}

/** Each line a period, each column how many of its people came back so much later; darker where more did. */
function cohorts(results: readonly Record<string, unknown>[], labels: InsightLabels): InsightView {
  const counts = results.map(({ values }) => recordsOf(values).map(({ count }) => numberOf(count) ?? 0))
  const width = Math.max(0, ...counts.map(({ length }) => length))
  const isBroken = results.some(({ breakdown_value: value }) => value !== undefined)
  return {
    columns: [
      ...(isBroken ? [{ label: '', numeric: false }] : []),
      { label: labels.period, numeric: false },
      { label: labels.size, numeric: true },
      ...Array.from({ length: width }, (_, place) => ({ label: `+${place}`, numeric: true })),
    ],
    rows: results.map(({ date, breakdown_value: value }, place) => {
      const [size = 0] = counts[place] ?? []
      const shares = (counts[place] ?? []).map((count) => (size === 0 ? 0 : count / size))
      return [
        ...(isBroken ? [{ value: Array.isArray(value) ? value.map(textOf).join(' · ') : textOf(value) || '∅' }] : []),
        { value: textOf(date).slice(0, 10) },
        { value: size },
        ...shares.map((share) => ({ value: share, heat: share, isShare: true })),
        // Periods that have not come yet.
        ...Array.from({ length: width - shares.length }, () => ({ value: '' })),
      ]
    }),
    chart: null,
  }
}
