import { describe, expect, it } from 'vitest'
import { defaultSqlChart, drawnSqlChart, fittingSqlChart } from './default-sql-chart.ts'

const columns = [
  { reference: 'amount', type: 'number' },
  { reference: 'region', type: 'string' },
  { reference: 'day', type: 'date' },
]

describe('the drawing of SQL until someone chooses', () => {
  it('is a line of the first number over the date', () => {
    expect(defaultSqlChart(columns)).toMatchObject({ type: 'line', fieldConfig: { x: { reference: 'day' }, y: [{ reference: 'amount', aggregation: 'sum' }] } })
  })

  it('is bars over text where there is no date, and a table where nothing can be drawn', () => {
    expect(defaultSqlChart(columns.slice(0, 2))).toMatchObject({ type: 'vertical_bar', fieldConfig: { x: { reference: 'region' } } })
    expect(defaultSqlChart(columns.slice(1)).type).toBe('table')
    expect(defaultSqlChart([]).type).toBe('table')
  })

  it('has a line for each of the one text beside a date, and one line where there are several texts', () => {
    const several = [...columns, { reference: 'product', type: 'string' }]
    expect(defaultSqlChart(columns).fieldConfig?.groupBy).toEqual([{ reference: 'region' }])
    expect(defaultSqlChart(several).fieldConfig?.groupBy).toEqual([])
  })

  it('adds up no ids and no years: it counts ids, and years are what values stand along', () => {
    const [id, year] = [
      { reference: 'customer_id', type: 'number' },
      { reference: 'year', type: 'number' },
    ]
    expect(defaultSqlChart([id, ...columns]).fieldConfig?.y).toEqual([{ reference: 'amount', aggregation: 'sum' }])
    expect(defaultSqlChart([id, { reference: 'region', type: 'string' }]).fieldConfig).toMatchObject({
      x: { reference: 'region' },
      y: [{ reference: 'customer_id', aggregation: 'count' }],
    })
    expect(defaultSqlChart([year, { reference: 'amount', type: 'number' }])).toMatchObject({
      type: 'vertical_bar',
      fieldConfig: { x: { reference: 'year' }, y: [{ reference: 'amount', aggregation: 'sum' }], groupBy: [] },
    })
    const german = ['kunden_nr', 'jahr', 'umsatz'].map((reference) => ({ reference, type: 'number' }))
    expect(defaultSqlChart(german).fieldConfig).toMatchObject({ x: { reference: 'jahr' }, y: [{ reference: 'umsatz', aggregation: 'sum' }] })
  })
})

it('what somebody chose is drawn as they chose it', () => {
  const config = { type: 'pie' as const, fieldConfig: { y: [] } }
  expect(drawnSqlChart(config, columns)).toBe(config)
  expect(drawnSqlChart({ type: 'vertical_bar' }, columns)).toEqual(defaultSqlChart(columns))
  expect(drawnSqlChart({ type: 'vertical_bar' }, [])).toEqual({ type: 'vertical_bar' })
})

it('columns that are gone are not drawn', () => {
  const config = {
    ...defaultSqlChart(columns),
    fieldConfig: { x: { reference: 'day' }, y: [{ reference: 'gone', aggregation: 'sum' as const }], groupBy: [{ reference: 'region' }] },
  }
  expect(fittingSqlChart(config, columns.slice(0, 2)).fieldConfig).toEqual({ y: [], groupBy: [{ reference: 'region' }] })
})
