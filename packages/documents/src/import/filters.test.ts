import { compileProject, duckdb, isExploreError, type FilterGroupItem } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { filterIn } from './metabase/mbql.ts'
import { draftFor } from './query-draft.ts'
import { adhocFilter, timeRange } from './superset/filters.ts'

const models = `models:
  - name: orders
    columns:
      - {name: status}
      - {name: ordered_at, meta: {dimension: {type: timestamp, time_intervals: [DAY, MONTH]}}}
`
const [orders] = compileProject({ files: [{ path: 'orders.yml', text: models }], dialect: duckdb }).explores
if (orders === undefined || isExploreError(orders)) throw new Error('orders did not compile')

/** What a filter says, without ids; null: left out, with a note that says so. */
type Said = [field: string, operator: string, values: unknown[], settings?: unknown]
function said(item: FilterGroupItem | null, notes: readonly string[]): Said[] | null {
  if (item === null) {
    expect(notes.join('\n')).toMatch(/left out.*more rows/)
    return null
  }
  expect(notes).toEqual([])
  const items = 'and' in item ? item.and : 'or' in item ? item.or : [item]
  return items.map((one): Said => {
    if (!('target' in one)) throw new Error('a group within a group')
    return [one.target.fieldId, one.operator, one.values ?? [], ...(one.settings === undefined ? [] : [one.settings])] as Said
  })
}

describe('a filter of Superset', () => {
  const adhoc = (operator: string, comparator: unknown): Said[] | null => {
    const draft = draftFor(orders)
    return said(adhocFilter(draft, { expressionType: 'SIMPLE', clause: 'WHERE', subject: 'status', operator, comparator }), draft.notes)
  }
  it.each([
    ['%new%', 'include'],
    ['new%', 'startsWith'],
    ['%new', 'endsWith'],
    ['new', 'equals'],
  ])('LIKE %s is %s', (pattern, operator) => expect(adhoc('LIKE', pattern)).toEqual([['orders_status', operator, ['new']]]))

  it.each(['n_w', 'n%w', '%', ''])('LIKE %j has no counterpart', (pattern) => expect(adhoc('ILIKE', pattern)).toBeNull())

  const range = (text: string): Said[] | null => {
    const draft = draftFor(orders)
    return said(timeRange(draft, 'ordered_at', text), draft.notes)
  }
  it('of a time range ends before its end', () => {
    expect(range('2024-01-01 : 2024-06-30')).toEqual([
      ['orders_ordered_at', 'greaterThanOrEqual', ['2024-01-01']],
      ['orders_ordered_at', 'lessThan', ['2024-06-30']],
    ])
    expect(range('2024-01-01T00:00:00 : ')).toEqual([['orders_ordered_at', 'greaterThanOrEqual', ['2024-01-01']]])
    expect(range(' : 2024-06-30')).toEqual([['orders_ordered_at', 'lessThan', ['2024-06-30']]])
    expect(range('2024-01-01T08:30:00 : 2024-06-30')).toBeNull()
    expect(range('DATEADD(DATETIME("now"), -3, month) : now')).toBeNull()
  })
})

describe('a filter of Metabase', () => {
  const mbql = (word: string, unit: string | null, values: unknown[], options: object = {}): Said[] | null => {
    const draft = draftFor(orders)
    const field = ['field', unit === null ? {} : { 'temporal-unit': unit }, ['shop', 'main', 'orders', 'ordered_at']]
    return said(filterIn(draft, [word, options, field, ...values]), draft.notes)
  }
  it('on months is one on months, and left out where the model has none', () => {
    expect(mbql('=', 'month', ['2024-03-01'])).toEqual([['orders_ordered_at_month', 'equals', ['2024-03-01']]])
    expect(mbql('=', null, ['2024-03-01'])).toEqual([['orders_ordered_at', 'equals', ['2024-03-01']]])
    expect(mbql('=', 'quarter', ['2024-01-01'])).toBeNull()
  })

  it('of the last days counts today where it says so', () => {
    const last = (completed: boolean): Said[] => [['orders_ordered_at', 'inThePast', [30], { unitOfTime: 'days', completed }]]
    expect(mbql('time-interval', null, [-30, 'day'])).toEqual(last(true))
    expect(mbql('time-interval', null, [-30, 'day'], { 'include-current': true })).toEqual(last(false))
  })
})
