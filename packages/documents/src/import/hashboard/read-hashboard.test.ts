import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compileProject, duckdb, isExploreError, type Explore } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { ChartDocument } from '../../chart/chart-document.ts'
import { readYamlData } from '../../code/read-yaml-data.ts'
import { DashboardDocument } from '../../dashboard/dashboard-document.ts'
import { dashboardSpec } from '../../hashboard/dashboard-spec.ts'
import { explorationSpec } from '../../hashboard/exploration-spec.ts'
import { writeSpec } from '../../hashboard/write-spec.ts'
import type { ImportedFile, ImportPlan, PlannedItem } from '../import-plan.ts'
import { formatOfFiles, planContentImport } from '../plan-import.ts'

const root = path.join(import.meta.dirname, '../../../../../tests/fixtures/imports/hashboard')

const parsed = (file: string, text: string): ImportedFile => {
  const read = readYamlData(file, text)
  if ('problem' in read) throw new Error(`${file}: ${read.problem}`)
  return { path: file, value: read.value }
}
const fixture = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(yml|json)$/.test(file))
  .toSorted()
  .map((file) => parsed(file, readFileSync(path.join(root, file), 'utf8')))

const models = `models:
  - name: orders
    meta: {primary_key: order_id, joins: [{join: shops, sql_on: "\${orders.shop} = \${shops.name}"}]}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: shop}
      - {name: status}
      - {name: ordered_at, meta: {dimension: {type: timestamp, time_intervals: [DAY, MONTH]}}}
      - {name: shipping_fee, meta: {dimension: {type: number}}}
  - name: shops
    meta: {primary_key: name}
    columns:
      - {name: name}
`
const explores = compileProject({ files: [{ path: 'models.yml', text: models }], dialect: duckdb }).explores
const explore = explores.find((one): one is Explore => one.name === 'orders' && !isExploreError(one)) as Explore

const planOf = (files: readonly ImportedFile[]): ImportPlan => planContentImport({ format: 'hashboard', files, explores })
const itemOf = <K extends PlannedItem['kind']>(plan: ImportPlan, kind: K, name: string): Extract<PlannedItem, { kind: K }> => {
  const found = plan.items.find((item): item is Extract<PlannedItem, { kind: K }> => item.kind === kind && item.name === name)
  if (found === undefined) throw new Error(`There is no ${kind} ${name}: ${JSON.stringify(plan, null, 1)}`)
  return found
}

describe('a folder of Hashboard', () => {
  const plan = planOf(fixture)

  it('is known by its files', () => expect(formatOfFiles(fixture)).toBe('hashboard'))

  it('loses nothing silently', () => {
    expect(
      plan.items
        .map(({ file }) => file)
        .concat(plan.skipped.map(({ file }) => file))
        .toSorted(),
    ).toEqual(fixture.map((file) => file.path).toSorted())
    expect(Object.fromEntries(plan.skipped.map(({ file, reason }) => [file, reason]))).toEqual({
      'explorations/elsewhere.yml': expect.stringContaining('No explore answers for the table weather'),
      'models/orders.yml': expect.stringContaining('Data models are not brought in'),
      'palette.yml': expect.stringContaining('Colors are those of the organization'),
    })
    expect(plan.tables).toContainEqual({ name: 'orders', explore: 'orders', charts: expect.any(Number) })
  })

  it('becomes charts, and says what is different', () => {
    const { document, notes, slug, sourceId } = itemOf(plan, 'chart', 'Fees by month')
    expect(ChartDocument.safeParse(document).error).toBeUndefined()
    expect([slug, sourceId]).toEqual(['fees-by-month', 'RNuzTq-85qzAFKJ8'])
    expect(document).toMatchObject({
      tableName: 'orders',
      metricQuery: {
        dimensions: ['orders_ordered_at_month', 'orders_status'],
        metrics: ['orders_shipping_fee_sum'],
        sorts: [],
        limit: 200,
        filters: {
          dimensions: {
            and: [
              { target: { fieldId: 'orders_status' }, operator: 'equals', values: ['completed', 'pending'] },
              { target: { fieldId: 'orders_ordered_at' }, operator: 'inThePast', values: [6], settings: { unitOfTime: 'months' } },
              {
                and: [
                  { target: { fieldId: 'orders_shipping_fee' }, operator: 'greaterThanOrEqual', values: [1] },
                  { operator: 'lessThan', values: [50] },
                ],
              },
            ],
          },
        },
      },
      chartConfig: {
        type: 'cartesian',
        config: { layout: { xField: 'orders_ordered_at_month' }, eChartsConfig: { series: [{ type: 'bar', stack: 'stack' }], legend: { show: true } } },
      },
      pivotConfig: { columns: ['orders_status'] },
    })
    for (const words of ['data.subtotals', 'visualization.showBarLabels', 'rollingSum(fees', 'Of "state" was left out: limit', 'The filter on "nowhere"'])
      expect(notes.join('\n')).toContain(words)
  })

  it('is read in the words of before, and over paths', () => {
    const { document, notes } = itemOf(plan, 'chart', 'Orders by state')
    expect(document.metricQuery).toMatchObject({ dimensions: ['orders_status'], metrics: ['orders_order_count'] })
    for (const words of ['There is no chart of the kind "map"', 'The measure "Late" is SQL of its own', 'The calculation "Share"'])
      expect(notes.join('\n')).toContain(words)
    expect(itemOf(plan, 'chart', 'Fees')).toMatchObject({
      document: { chartConfig: { type: 'cartesian' } },
      notes: [expect.stringContaining('config.displayOptions')],
    })
  })

  it('becomes dashboards on this grid', () => {
    const { document, notes } = itemOf(plan, 'dashboard', 'Counter')
    expect(DashboardDocument.safeParse(document).error).toBeUndefined()
    expect(document.tiles.map(({ type, x, y, w, h }) => [type, x, y, w, h])).toEqual([
      ['saved_chart', 0, 0, 24, 6],
      ['saved_chart', 24, 0, 12, 6],
      ['markdown', 0, 6, 36, 3],
      ['saved_chart', 0, 9, 18, 6],
    ])
    expect(document.tiles[0]?.properties).toEqual({ savedChartUuid: 'RNuzTq-85qzAFKJ8' })
    expect(document.filters.dimensions).toMatchObject([
      { target: { fieldId: 'orders_status', tableName: 'orders' }, operator: 'equals', values: ['completed'] },
    ])
    for (const words of ['"customDashboardMetric" was left out', 'Of a block was left out: label, config', 'ignores the filters'])
      expect(notes.join('\n')).toContain(words)
  })
})

describe('what was written here', () => {
  const chart: ChartDocument = {
    tableName: 'orders',
    metricQuery: {
      exploreName: 'orders',
      dimensions: ['orders_ordered_at_month', 'shops_name'],
      metrics: ['orders_order_count'],
      filters: {
        dimensions: {
          id: 'any',
          or: [
            { id: 'a', target: { fieldId: 'orders_status' }, operator: 'include', values: ['x'] },
            { id: 'b', target: { fieldId: 'shops_name' }, operator: 'isNull' },
          ],
        },
      },
      sorts: [{ fieldId: 'orders_order_count', descending: true }],
      limit: 50,
      tableCalculations: [{ name: 'twice', displayName: 'Twice', sql: '${orders.order_count} * 2' }],
    },
    chartConfig: {
      type: 'cartesian',
      config: {
        layout: { xField: 'orders_ordered_at_month', yField: ['orders_order_count'] },
        eChartsConfig: {
          series: [{ type: 'line', encode: { xRef: { field: 'orders_ordered_at_month' }, yRef: { field: 'orders_order_count' } }, smooth: true }],
        },
      },
    },
    tableConfig: { columnOrder: [] },
    pivotConfig: { columns: ['shops_name'] },
  }
  const dashboard: DashboardDocument = {
    tiles: [{ uuid: 'tile-1', type: 'saved_chart', x: 5, y: 2, w: 17, h: 5, properties: { savedChartUuid: 'by-month', title: 'Months' } }],
    tabs: [],
    filters: {
      dimensions: [{ id: 'f', target: { fieldId: 'orders_status', tableName: 'orders' }, operator: 'startsWith', values: ['c'], locked: true }],
      metrics: [],
      tableCalculations: [],
    },
  }
  const specs = [
    explorationSpec(chart, { alias: 'by-month', name: 'By month' }, explore),
    dashboardSpec(dashboard, { alias: 'overview', name: 'Overview' }, { aliasOfChart: (alias) => alias, exploreOf: () => explore }),
  ]
  const written = (change: (text: string) => string = (text) => text): ImportedFile[] =>
    specs.map((spec) => {
      const { path: file, text } = writeSpec(spec)
      return parsed(file, change(text))
    })

  it('is read back as it was, also what the format has no word for', () => {
    const plan = planOf(written())
    expect(plan.skipped).toEqual([])
    expect(itemOf(plan, 'chart', 'By month')).toMatchObject({ document: chart, notes: [], slug: 'by-month' })
    expect(itemOf(plan, 'dashboard', 'Overview')).toMatchObject({ document: dashboard, notes: [] })
  })

  it('counts as somebody has changed it by hand', () => {
    const plan = planOf(written((text) => text.replace('limit: 50', 'limit: 7').replace('width: 6', 'width: 4')))
    const { document, notes } = itemOf(plan, 'chart', 'By month')
    expect(document.metricQuery).toMatchObject({ limit: 7, dimensions: ['orders_ordered_at_month', 'shops_name'], metrics: ['orders_order_count'] })
    expect(notes).toContainEqual(expect.stringContaining('It was changed by hand'))
    expect(itemOf(plan, 'dashboard', 'Overview').document.tiles).toMatchObject([{ x: 0, y: 0, w: 12, h: 5 }])
  })
})
