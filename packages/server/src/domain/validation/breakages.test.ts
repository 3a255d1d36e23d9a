import { ChartDocument, DashboardDocument } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { nothingGone } from '../projects/gone-names.ts'
import type { OutlinedExplore, OutlinedField } from '../projects/model-outline.ts'
import { breakagesOfChart } from './check-chart.ts'
import { breakagesOfDashboard } from './check-dashboard.ts'
import { messageOf } from './finding.ts'
import { indexOf } from './model-index.ts'
import { renamesOf } from './renames-of.ts'
import { suggestionsFor } from './suggest.ts'

const field = (id: string, kind: OutlinedField['kind'], sql = id): OutlinedField => ({ id, table: id.split('_')[0] ?? '', label: id, kind, sql })
const explore = (name: string, fields: OutlinedField[], errors: string[] = []): OutlinedExplore => ({
  name,
  label: name,
  sqlTable: `main.${name}`,
  errors,
  fields,
})
const orders = explore('orders', [
  field('orders_status', 'dimension'),
  field('orders_placed', 'dimension'),
  field('orders_placed_month', 'dimension'),
  field('orders_revenue', 'metric', 'sum "orders".amount'),
  field('orders_fee', 'metric'),
])
const model = indexOf([orders, explore('people', [field('people_name', 'dimension')]), explore('broken', [], ['it cannot be read'])])

const chart = (metricQuery: object, tableName = 'orders'): ChartDocument =>
  ChartDocument.parse({ tableName, metricQuery, chartConfig: { type: 'table', config: {} }, tableConfig: { columnOrder: [] } })
const said = (document: ChartDocument): string[] => breakagesOfChart(document, model).map((breakage) => messageOf({ ...breakage, source: 'chart' }, ''))
const rule = (fieldId: string) => ({ id: fieldId, target: { fieldId }, operator: 'notNull' })

describe('a chart', () => {
  it('is whole when its explore has all that it names, its own fields, and dates by any grain', () => {
    expect(
      said(
        chart({
          dimensions: ['orders_status', 'orders_placed_quarter', 'bins'],
          metrics: ['orders_revenue', 'orders_mine'],
          sorts: [{ fieldId: 'share' }, { fieldId: 'orders_revenue__previous_year' }],
          filters: { metrics: { id: 'g', and: [rule('orders_mine')] } },
          tableCalculations: [
            { name: 'share', displayName: 'Share', sql: '=revenue / whatever' },
            { name: 'b', displayName: 'B', sql: '${orders.revenue} / ${share}' },
          ],
          additionalMetrics: [{ table: 'orders', name: 'mine', type: 'sum', sql: '${fee}', baseDimensionName: 'status' }],
          customDimensions: [{ type: 'bin', id: 'bins', name: 'B', table: 'orders', dimensionId: 'orders_status', binType: 'fixed_number', binNumber: 2 }],
          comparisons: [{ fieldId: 'orders_placed', to: 'previous_year' }],
        }),
      ),
    ).toEqual([])
  })

  it('tells each part that names something that is gone, once', () => {
    expect(
      said(
        chart({
          dimensions: ['orders_gone', 'orders_gone'],
          metrics: ['orders_amount'],
          sorts: [{ fieldId: 'orders_amount' }],
          filters: { dimensions: { id: 'g', and: [{ id: 'h', or: [rule('orders_gone')] }] } },
          tableCalculations: [{ name: 'b', displayName: 'B', sql: '${orders.lost} + 1' }],
          additionalMetrics: [
            {
              table: 'orders',
              name: 'mine',
              type: 'sum',
              sql: '1',
              baseDimensionName: 'size',
              filters: [{ ...rule('x'), target: { fieldRef: 'orders.tiny' } }],
            },
          ],
        }),
      ),
    ).toEqual([
      "Dimension error: the field 'orders_gone' no longer exists",
      "Metric error: the field 'orders_amount' no longer exists",
      "Filter error: the field 'orders_gone' no longer exists",
      "Sorting error: the field 'orders_amount' no longer exists",
      "Custom metric error: the base dimension 'orders_size' no longer exists",
      "Custom metric error: the base dimension 'orders_tiny' no longer exists",
      "Metric error: the field 'orders_lost' no longer exists",
    ])
  })

  it('whose explore is gone or broken tells that alone', () => {
    expect(said(chart({ metrics: ['x_y'] }, 'nobody'))).toEqual(["Model error: the explore 'nobody' no longer exists"])
    expect(said(chart({ metrics: ['x_y'] }, 'broken'))).toEqual(["Model error: the explore 'broken' has an error"])
  })

  it('tells a field that only its own explore lost from one that is gone everywhere', () => {
    expect(breakagesOfChart(chart({ dimensions: ['people_name', 'orders_gone'] }), model).map(({ cause }) => cause)).toEqual([
      { kind: 'field', field: 'people_name', explore: 'orders' },
      { kind: 'field', field: 'orders_gone', explore: null },
    ])
  })
})

describe('a dashboard', () => {
  const tile = (uuid: string, savedChartUuid: string | null) => ({ uuid, type: 'saved_chart', x: 0, y: 0, w: 9, h: 3, properties: { savedChartUuid } })
  const sqlTile = (uuid: string, savedSqlUuid: string) => ({ ...tile(uuid, null), type: 'sql_chart', properties: { savedSqlUuid } })
  const filter = (fieldId: string, tableName: string, tileTargets: object = {}) => ({ ...rule(fieldId), target: { fieldId, tableName }, tileTargets })
  const cause = { kind: 'field', field: 'orders_amount', explore: null } as const

  it('tells filters of fields that are gone, charts that are broken, by cause, and charts that were deleted', () => {
    const document = DashboardDocument.parse({
      tiles: [tile('t1', 'c1'), tile('t2', 'c1'), tile('t3', 'c2'), tile('t4', null), tile('t5', 'trashed'), sqlTile('t6', 's1'), sqlTile('t7', 's2')],
      filters: {
        dimensions: [
          filter('orders_gone', 'orders', {
            t1: { fieldId: 'orders_lost', tableName: 'orders' },
            t3: false,
            old: { fieldId: 'orders_older', tableName: 'orders' },
          }),
          filter('broken_field', 'broken'),
          filter('orders_status', 'orders'),
        ],
      },
    })
    const charts = new Map([
      ['c1', { id: 'c1', exploreName: 'orders', breakages: [{ errorType: 'metric', cause } as const, { errorType: 'sorting', cause } as const] }],
      ['c2', { id: 'c2', exploreName: 'orders', breakages: [] }],
    ])
    expect(
      breakagesOfDashboard(document, model, { charts, sqlCharts: new Set(['s1']) }).map(({ chartId, breakage }) => [
        chartId,
        breakage.errorType,
        breakage.cause,
      ]),
    ).toEqual([
      [null, 'filter', { kind: 'field', field: 'orders_gone', explore: null }],
      [null, 'filter', { kind: 'field', field: 'orders_lost', explore: null }],
      ['c1', 'chart', cause],
      [null, 'chart', { kind: 'chart', chart: '' }],
      ['trashed', 'chart', { kind: 'chart', chart: 'trashed' }],
      ['s2', 'chart', { kind: 'chart', chart: 's2' }],
    ])
  })

  it('of 200 tiles is looked through at once', () => {
    const tiles = Array.from({ length: 200 }, (_, place) => tile(`t${place}`, `c${place}`))
    expect(breakagesOfDashboard(DashboardDocument.parse({ tiles }), model, { charts: new Map(), sqlCharts: new Set() })).toHaveLength(200)
  })
})

describe('what may be meant', () => {
  const gone = {
    fields: { orders_amount: field('orders_amount', 'metric', 'sum "orders".amount') },
    explores: { persons: { label: 'Persons', sqlTable: 'main.people' } },
  }
  it('is the same SQL first, then what looks alike, of the same kind', () => {
    expect(suggestionsFor({ kind: 'field', field: 'orders_amount', explore: null }, model, gone)).toMatchObject([
      { name: 'orders_revenue', because: 'same_sql' },
    ])
    expect(suggestionsFor({ kind: 'field', field: 'orders_statsu', explore: null }, model, nothingGone)).toMatchObject([
      { name: 'orders_status', because: 'close_name' },
    ])
    expect(suggestionsFor({ kind: 'explore', explore: 'persons' }, model, gone)).toMatchObject([{ name: 'people', because: 'same_sql' }])
    expect(suggestionsFor({ kind: 'chart', chart: 'x' }, model, gone)).toEqual([])
  })
})

describe('a rename', () => {
  const gone = { fields: { orders_ordered: field('orders_ordered', 'dimension'), orders_amount: field('orders_amount', 'metric') }, explores: {} }
  it('of a date takes its intervals along, as far as the new one has them', () => {
    const { field: to } = renamesOf({ kind: 'field', from: 'orders_ordered', to: 'orders_placed', explore: null }, model, gone)
    expect([to('orders_ordered')?.id, to('orders_ordered_month')?.id, to('orders_ordered_week'), to('orders_status')]).toEqual([
      'orders_placed',
      'orders_placed_month',
      null,
      null,
    ])
  })
  it.each([
    [{ from: 'orders_amount', to: 'orders_reveneu' }, 'orders_reveneu is not in the model. Did you mean orders_revenue?'],
    [{ from: 'orders_amount', to: 'orders_status' }, 'orders_amount is a metric and orders_status is a dimension'],
    [{ from: 'orders_fee', to: 'orders_fee' }, 'is called that already'],
  ])('%j is refused: %s', (names, message) => {
    expect(() => renamesOf({ kind: 'field', ...names, explore: null }, model, gone)).toThrow(message)
  })
  it('of an explore takes the fields along that it has, and leaves those of tables that are still there', () => {
    const sales = indexOf([explore('sales', [field('sales_status', 'dimension'), field('orders_note', 'dimension')])])
    const renames = renamesOf({ kind: 'explore', from: 'orders', to: 'sales' }, sales, nothingGone)
    expect([
      renames.field('orders_status')?.id,
      renames.field('orders_note'),
      renames.field('orders_lost'),
      renames.explore('orders'),
      renames.table('orders'),
    ]).toEqual(['sales_status', null, null, 'sales', 'sales'])
    expect(() => renamesOf({ kind: 'explore', from: 'orders', to: 'seles' }, sales, nothingGone)).toThrow('Did you mean sales?')
  })
})
