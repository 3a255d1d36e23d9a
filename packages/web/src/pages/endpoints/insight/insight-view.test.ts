import { describe, expect, it } from 'vitest'
import { insightView, type InsightLabels } from './insight-view.ts'
import { readWords, summaryOf } from './insight-words.ts'

const labels: InsightLabels = {
  period: 'Period',
  value: 'Value',
  step: 'Step',
  people: 'People',
  share: 'Share',
  took: 'Took',
  from: 'From',
  to: 'To',
  size: 'Began',
  seconds: 'Seconds',
}
const cells = (view: ReturnType<typeof insightView>): unknown[][] => view?.rows.map((row) => row.map(({ value }) => value)) ?? []

describe('the answer of an insight', () => {
  it('is lines by period, each under a name of its own', () => {
    const days = ['2026-01-01', '2026-01-02']
    const results = [
      { label: 'view', days, data: [1, 2], compare_label: 'current' },
      { label: 'view', days: ['2025-12-30', '2025-12-31'], data: [3, 4], compare_label: 'previous' },
      { label: 'view', days, data: [5, 6], compare_label: 'current' },
    ]
    const view = insightView('TrendsQuery', { kind: 'TrendsQuery' }, results, labels)
    expect(view?.columns.map(({ label }) => label)).toEqual(['Period', 'view (current)', 'view (previous)', 'view (current) 2'])
    expect(cells(view)).toEqual([
      ['2026-01-01', 1, 3, 5],
      ['2026-01-02', 2, 4, 6],
    ])
    expect(view?.chart?.answer.rows).toHaveLength(6)
  })

  it('is bars of steps with their shares, also by part', () => {
    const steps = [
      { order: 0, name: 'view', count: 4, average_conversion_time: null },
      { order: 1, name: 'buy', count: 1, average_conversion_time: 7.6 },
    ]
    expect(cells(insightView('FunnelsQuery', { kind: 'FunnelsQuery' }, steps, labels))).toEqual([
      ['1. view', 4, 1, null],
      ['2. buy', 1, 0.25, 8],
    ])
    const parts = [steps.map((step) => ({ ...step, breakdown_value: null }))]
    expect(insightView('FunnelsQuery', { kind: 'FunnelsQuery' }, [...parts, ...parts], labels)?.columns).toHaveLength(5)
    const times = { bins: [[10, 2]], average_conversion_time: 10 }
    expect(cells(insightView('FunnelsQuery', { kind: 'FunnelsQuery' }, times, labels))).toEqual([[10, 2]])
  })

  it('is a table of shares for retention, empty where a period has not come', () => {
    const cohort = (date: string, ...counts: number[]): object => ({ date, values: counts.map((count) => ({ count })) })
    expect(
      cells(insightView('RetentionQuery', { kind: 'RetentionQuery' }, [cohort('2026-01-01T00:00:00Z', 4, 1), cohort('2026-01-02T00:00:00Z', 0)], labels)),
    ).toEqual([
      ['2026-01-01', 4, 1, 0.25],
      ['2026-01-02', 0, 0, ''],
    ])
  })
})

describe('the words of an insight', () => {
  it('are told for people, and refused where they are none', () => {
    const read = readWords('{"kind": "RetentionQuery", "retentionFilter": {"period": "Week", "targetEntity": {"id": "view"}, "returningEntity": {"id": null}}}')
    expect('words' in read ? summaryOf(read.words) : read).toEqual({ events: ['view', null], from: null, to: null, interval: 'week', by: [] })
    expect(readWords('[]')).toEqual({ wrong: '"kind"' })
    expect(readWords('{')).toHaveProperty('wrong')
  })
})
