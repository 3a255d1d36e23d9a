import { describe, expect, it } from 'vitest'
import { ChartDocument } from '../chart/chart-document.ts'
import { DashboardDocument } from '../dashboard/dashboard-document.ts'
import { renameInChart } from './rename-in-chart.ts'
import { renameInDashboard } from './rename-in-dashboard.ts'
import type { Renames } from './renames.ts'

/** `orders_amount` is `orders_revenue` now. */
const fieldRename: Renames = {
  field: (id) => (id === 'orders_amount' ? { id: 'orders_revenue', table: 'orders', name: 'revenue' } : null),
  namesOf: (id) => (id === 'orders_amount' ? ['amount', 'Total amount'] : [id.replace('orders_', '')]),
  explore: (name) => name,
  table: (name) => name,
}

/** The table and explore `orders` are `sales` now. */
const tableRename: Renames = {
  field: (id) => (id.startsWith('orders_') ? { id: id.replace('orders_', 'sales_'), table: 'sales', name: id.slice('orders_'.length) } : null),
  namesOf: () => [],
  explore: (name) => (name === 'orders' ? 'sales' : name),
  table: (name) => (name === 'orders' ? 'sales' : name),
}

const rule = (fieldId: string, values: unknown[] = ['orders_amount']) => ({ id: 'r', target: { fieldId }, operator: 'equals', values })

const chart = (metricQuery: object, rest: object = {}): ChartDocument =>
  ChartDocument.parse({
    tableName: 'orders',
    metricQuery: { exploreName: 'orders', ...metricQuery },
    chartConfig: { type: 'table', config: {} },
    tableConfig: { columnOrder: [] },
    ...rest,
  })

describe('a field under a new name', () => {
  it('is replaced wherever a question names it, and in no value', () => {
    const { metricQuery } = renameInChart(
      chart({
        dimensions: ['orders_status'],
        metrics: ['orders_amount', 'orders_mine'],
        sorts: [{ fieldId: 'orders_amount', descending: true }],
        filters: {
          dimensions: { id: 'a', and: [rule('orders_status'), { id: 'b', or: [rule('orders_status')] }] },
          metrics: { id: 'c', or: [rule('orders_amount', [5])] },
        },
        tableCalculations: [
          { name: 'share', displayName: 'Share', sql: '=amount / SUM([total amount]) + status' },
          { name: 'plain', displayName: 'Plain', sql: '${orders.amount} * ${share} + ${orders.amount_net}' },
        ],
        additionalMetrics: [
          {
            table: 'orders',
            name: 'mine',
            type: 'sum',
            sql: '${amount} + ${TABLE}.amount',
            baseDimensionName: 'amount',
            filters: [{ id: 'f', target: { fieldRef: 'orders.amount' }, operator: 'equals', values: ['orders.amount'] }],
          },
        ],
        customDimensions: [
          { type: 'bin', id: 'bins', name: 'Bins', table: 'orders', dimensionId: 'orders_amount', binType: 'fixed_number', binNumber: 3 },
          { type: 'sql', id: 'own', name: 'Own', table: 'orders', sql: '${orders.amount} > 3', dimensionType: 'boolean' },
        ],
        comparisons: [{ fieldId: 'orders_amount', to: 'previous_year' }],
      }),
      fieldRename,
    )
    expect(metricQuery).toMatchObject({
      dimensions: ['orders_status'],
      metrics: ['orders_revenue', 'orders_mine'],
      sorts: [{ fieldId: 'orders_revenue' }],
      filters: {
        dimensions: { and: [{ values: ['orders_amount'] }, { or: [{ values: ['orders_amount'] }] }] },
        metrics: { or: [{ target: { fieldId: 'orders_revenue' }, values: [5] }] },
      },
      tableCalculations: [{ sql: '=orders_revenue / SUM(orders_revenue) + status' }, { sql: '${orders.revenue} * ${share} + ${orders.amount_net}' }],
      additionalMetrics: [
        { sql: '${revenue} + ${TABLE}.amount', baseDimensionName: 'revenue', filters: [{ target: { fieldRef: 'orders.revenue' }, values: ['orders.amount'] }] },
      ],
      customDimensions: [{ dimensionId: 'orders_revenue' }, { sql: '${orders.revenue} > 3' }],
      comparisons: [{ fieldId: 'orders_revenue' }],
    })
  })

  it('is replaced in how it is drawn, under keys too; what people wrote stays', () => {
    const renamed = renameInChart(
      chart(
        { metrics: ['orders_amount'], comparisons: [{ fieldId: 'orders_day', to: 'previous_year' }] },
        {
          chartConfig: {
            type: 'cartesian',
            config: {
              layout: { xField: 'orders_day', yField: ['orders_amount', 'orders_amount__previous_year_change'] },
              eChartsConfig: {
                series: [
                  {
                    type: 'bar',
                    name: 'orders_amount',
                    encode: {
                      xRef: { field: 'orders_day' },
                      yRef: { field: 'orders_amount', pivotValues: [{ field: 'orders_status', value: 'orders_amount' }] },
                    },
                  },
                ],
              },
              columns: { orders_amount: { visible: false } },
            },
          },
          tableConfig: { columnOrder: ['orders_amount', 'orders_revenue'] },
          pivotConfig: { columns: ['orders_amount'] },
        },
      ),
      fieldRename,
    )
    expect(renamed).toMatchObject({
      chartConfig: {
        config: {
          layout: { yField: ['orders_revenue', 'orders_revenue__previous_year_change'] },
          eChartsConfig: {
            series: [
              { name: 'orders_amount', encode: { yRef: { field: 'orders_revenue', pivotValues: [{ field: 'orders_status', value: 'orders_amount' }] } } },
            ],
          },
          columns: { orders_revenue: { visible: false } },
        },
      },
      tableConfig: { columnOrder: ['orders_revenue'] },
      pivotConfig: { columns: ['orders_revenue'] },
    })
  })

  it('that was asked for beside the new one is asked for once', () => {
    expect(renameInChart(chart({ metrics: ['orders_revenue', 'orders_amount'] }), fieldRename).metricQuery.metrics).toEqual(['orders_revenue'])
  })

  it('leaves a chart that does not name it as it is', () => {
    const untouched = chart({ metrics: ['orders_count'], dimensions: ['orders_amount_month'] })
    expect(renameInChart(untouched, fieldRename)).toEqual(untouched)
  })
})

describe('a table under a new name', () => {
  it('is replaced with all its fields, those of the question too', () => {
    const renamed = renameInChart(
      chart(
        {
          dimensions: ['orders_status', 'customers_name'],
          metrics: ['orders_mine'],
          additionalMetrics: [{ table: 'orders', name: 'mine', type: 'sum', sql: '${orders.amount}', baseDimensionName: 'amount' }],
        },
        { tableConfig: { columnOrder: ['orders_mine', 'orders_status'] } },
      ),
      tableRename,
    )
    expect(renamed).toMatchObject({
      tableName: 'sales',
      metricQuery: {
        exploreName: 'sales',
        dimensions: ['sales_status', 'customers_name'],
        metrics: ['sales_mine'],
        additionalMetrics: [{ table: 'sales', sql: '${sales.amount}', baseDimensionName: 'amount' }],
      },
      tableConfig: { columnOrder: ['sales_mine', 'sales_status'] },
    })
  })

  it('is replaced in filters of dashboards and of single tiles', () => {
    const dashboard = DashboardDocument.parse({
      tiles: [],
      filters: {
        dimensions: [
          {
            ...rule('orders_status'),
            target: { fieldId: 'orders_status', tableName: 'orders' },
            tileTargets: {
              t1: { fieldId: 'orders_amount', tableName: 'orders' },
              t2: false,
              t3: { fieldId: 'customers_name', tableName: 'customers' },
              // A column of somebody's SQL, which only reads like the field.
              t4: { fieldId: 'orders_amount', tableName: 'sql', isSqlColumn: true },
            },
          },
        ],
      },
    })
    expect(renameInDashboard(dashboard, tableRename).filters.dimensions).toMatchObject([
      {
        target: { fieldId: 'sales_status', tableName: 'sales' },
        tileTargets: {
          t1: { fieldId: 'sales_amount', tableName: 'sales' },
          t2: false,
          t3: { fieldId: 'customers_name', tableName: 'customers' },
          t4: { fieldId: 'orders_amount', tableName: 'sql', isSqlColumn: true },
        },
      },
    ])
  })
})
