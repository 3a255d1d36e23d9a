import { sqlChartDrawing, type DashboardFilterRule, type SqlAnswer } from '@atrium/documents'
import type { CompiledDimension, ItemsMap } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { clickedColumns, sqlColumnOf, withSqlColumn } from './sql-columns.ts'

const rule = (fieldId: string): DashboardFilterRule => ({ id: `on ${fieldId}`, target: { fieldId, tableName: 'orders' }, operator: 'equals', values: [] })
const field = (name: string, part: Partial<CompiledDimension>): ItemsMap => ({
  [`orders_${name}`]: {
    fieldType: 'dimension',
    type: 'string',
    index: 0,
    name,
    label: name,
    table: 'orders',
    tableLabel: 'Orders',
    sql: '',
    compiledSql: '',
    hidden: false,
    ...part,
  },
})
const items: ItemsMap = {
  ...field('status', {}),
  ...field('size', { type: 'number' }),
  ...field('paid', { type: 'boolean' }),
  ...field('created', { type: 'timestamp', isIntervalBase: true }),
  ...field('created_day', { type: 'date', timeInterval: 'DAY', timeIntervalBaseDimensionName: 'created' }),
  ...field('created_month', { type: 'date', timeInterval: 'MONTH', timeIntervalBaseDimensionName: 'created' }),
}
const config = { type: 'table' as const }

function clicked(answer: SqlAnswer, rules: readonly DashboardFilterRule[], place = 0) {
  const { document, result } = sqlChartDrawing(config, answer)
  const filters = { dimensions: [...rules], metrics: [], tableCalculations: [] }
  const row = result.rows[place] ?? {}
  return clickedColumns({ filters, items, tileUuid: 'sql', row, fields: result.fields, columns: document.metricQuery.dimensions })
}
const answerOf = (reference: string, type: SqlAnswer['columns'][number]['type'], ...values: unknown[]): SqlAnswer => ({
  columns: [{ reference, type }],
  rows: values.map((value) => ({ [reference]: value })),
})
const onField = (fieldId: string, column: string): DashboardFilterRule => withSqlColumn(rule(fieldId), 'sql', column)
const valueOf = (answer: SqlAnswer, fieldId: string, place = 0): unknown => {
  const [column = ''] = answer.columns.map(({ reference }) => reference)
  return clicked(answer, [onField(fieldId, column)], place).map((each) => [each.fieldId, each.value])
}

describe('a column of a SQL tile', () => {
  it('holds the values of a filter where the filter says so', () => {
    const other = withSqlColumn(rule('orders_status'), 'other', 'state')
    const both = withSqlColumn(other, 'sql', 'name')
    expect([sqlColumnOf(both, 'sql'), sqlColumnOf(both, 'other'), sqlColumnOf(both, 'constructor')]).toEqual(['name', 'state', null])
    expect(withSqlColumn(both, 'sql', null)).toEqual(other)
    expect(sqlColumnOf({ ...rule('a'), tileTargets: { sql: false } }, 'sql')).toBeNull()
  })
  it('filters by the field of that filter, and by nothing where no filter names it', () => {
    const answer = answerOf('state', 'string', 'shipped', null)
    expect(clicked(answer, [onField('orders_status', 'state')])).toEqual([
      { fieldId: 'orders_status', tableName: 'orders', tileUuid: 'sql', column: 'state', value: 'shipped' },
    ])
    expect(valueOf(answer, 'orders_status', 1)).toEqual([['orders_status', null]])
    expect(clicked(answer, [rule('orders_status'), onField('orders_status', 'gone'), withSqlColumn(rule('orders_status'), 'other', 'state')])).toEqual([])
  })
  it('filters by each field once, in the order of the columns', () => {
    const answer: SqlAnswer = {
      columns: [
        { reference: 'size', type: 'number' },
        { reference: 'state', type: 'string' },
      ],
      rows: [{ size: 3, state: 'new' }],
    }
    const rules = [onField('orders_status', 'state'), onField('orders_size', 'size'), { ...onField('orders_status', 'size'), id: 'again' }]
    expect(clicked(answer, rules).map(({ column, fieldId }) => [column, fieldId])).toEqual([
      ['size', 'orders_size'],
      ['state', 'orders_status'],
    ])
  })
  it('means the period that its dates are, in the grain of the field that fits', () => {
    const months = answerOf('at', 'timestamp', '2025-01-01T00:00:00.000Z', '2025-02-01T00:00:00.000Z')
    expect(valueOf(months, 'orders_created_day')).toEqual([['orders_created_month', '2025-01-01']])
    expect(valueOf(months, 'orders_created')).toEqual([['orders_created_month', '2025-01-01']])
    const days = answerOf('at', 'date', '2025-01-01', '2025-01-02')
    expect(valueOf(days, 'orders_created_month', 1)).toEqual([['orders_created_day', '2025-01-02']])
    const moments = answerOf('at', 'timestamp', '2025-01-01T10:30:00.000Z')
    expect(valueOf(moments, 'orders_created')).toEqual([['orders_created', '2025-01-01T10:30:00.000Z']])
  })
  it('has its values as the field has them', () => {
    expect(valueOf(answerOf('n', 'number', 7), 'orders_status')).toEqual([['orders_status', '7']])
    expect(valueOf(answerOf('n', 'string', '7'), 'orders_size')).toEqual([['orders_size', 7]])
    // More than a number holds stays as it is written.
    expect(valueOf(answerOf('n', 'string', '12345678901234567890'), 'orders_size')).toEqual([['orders_size', '12345678901234567890']])
    expect(valueOf(answerOf('b', 'boolean', true), 'orders_paid')).toEqual([['orders_paid', true]])
  })
  it('that the warehouse aggregated is no value to filter by', () => {
    const drawn = sqlChartDrawing(
      { type: 'vertical_bar', fieldConfig: { x: { reference: 'state' }, y: [{ reference: 'n', aggregation: 'sum' }] } },
      {
        columns: [
          { reference: 'state', type: 'string' },
          { reference: 'n_sum', type: 'number' },
        ],
        rows: [{ state: 'new', n_sum: 4 }],
      },
    )
    const filters = { dimensions: [onField('orders_size', 'n_sum'), onField('orders_status', 'state')], metrics: [], tableCalculations: [] }
    const row = drawn.result.rows[0] ?? {}
    const given = { filters, items, tileUuid: 'sql', row, fields: drawn.result.fields, columns: drawn.document.metricQuery.dimensions }
    expect(clickedColumns(given).map(({ fieldId }) => fieldId)).toEqual(['orders_status'])
  })
})
