import { describe, expect, it } from 'vitest'
import { testChart, testQuery } from './chart/test-chart.ts'
import { DashboardDocument } from './dashboard/dashboard-document.ts'
import { referencesOf } from './references.ts'

const rule = (fieldId: string) => ({ id: fieldId, target: { fieldId }, operator: 'isNull' as const })

describe('what a document points at', () => {
  it('of a chart are its explore and every field of the model it asks for, filters by or sorts by', () => {
    const query = testQuery(['orders_status', 'size_band'], ['orders_revenue', 'orders_own', 'orders_revenue'], {
      filters: { dimensions: { id: 'g', and: [rule('orders_a'), { id: 'h', or: [rule('orders_b'), rule('share')] }] } },
      sorts: [{ fieldId: 'orders_c', descending: true }],
      tableCalculations: [{ name: 'share', displayName: 'Share', sql: '1' }],
      additionalMetrics: [{ table: 'orders', name: 'own', type: 'sum', sql: '1' }],
      customDimensions: [{ type: 'bin', id: 'size_band', name: 'Band', table: 'orders', dimensionId: 'orders_size', binType: 'fixed_number', binNumber: 3 }],
    })
    expect(referencesOf(testChart(query, { type: 'table' }))).toEqual({
      explores: ['orders'],
      fields: ['orders_a', 'orders_b', 'orders_c', 'orders_revenue', 'orders_size', 'orders_status'],
      charts: [],
      sqlCharts: [],
    })
  })
  it('of a dashboard are its charts and the fields of its filters, also where they are retargeted', () => {
    const place = { x: 0, y: 0, w: 6, h: 4 }
    const document = DashboardDocument.parse({
      tiles: [
        { uuid: 't1', type: 'saved_chart', properties: { savedChartUuid: 'c1' }, ...place },
        { uuid: 't2', type: 'saved_chart', properties: { savedChartUuid: null }, ...place },
        { uuid: 't4', type: 'sql_chart', properties: { savedSqlUuid: 's1' }, ...place },
        { uuid: 't5', type: 'sql_chart', properties: { savedSqlUuid: null }, ...place },
        { uuid: 't3', type: 'markdown', properties: { content: 'c9' }, ...place },
      ],
      filters: {
        dimensions: [
          {
            ...rule('orders_status'),
            target: { fieldId: 'orders_status', tableName: 'orders' },
            tileTargets: { t1: { fieldId: 'users_state', tableName: 'users' }, t2: false, t3: { fieldId: 'own_column', tableName: 'sql', isSqlColumn: true } },
          },
        ],
      },
    })
    expect(referencesOf(document)).toEqual({ explores: [], fields: ['orders_status', 'users_state'], charts: ['c1'], sqlCharts: ['s1'] })
  })
})
