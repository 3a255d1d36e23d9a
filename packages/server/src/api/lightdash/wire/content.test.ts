import type { DashboardTile } from '@atrium/documents'
import { expect, it } from 'vitest'
import type { Chart, Dashboard } from '../../../domain/content/types.ts'
import { toDashboard } from './content.ts'

const at = new Date('2026-05-10T12:00:00Z')
const resource = { id: 'd', name: 'Board', description: null, slug: 'board', pin: null, updatedAt: at, updatedBy: null, views: 0, firstViewedAt: null }
const space = { id: 's', name: 'Space', isPrivate: false }
const told = { chartName: 'Salaries', lastVersionChartKind: 'line', belongsToDashboard: true }
const place = { x: 0, y: 0, w: 9, h: 9 }
const tiles: DashboardTile[] = [
  { ...place, uuid: 'a', type: 'saved_chart', properties: { savedChartUuid: 'seen', ...told } },
  { ...place, uuid: 'b', type: 'saved_chart', properties: { savedChartUuid: 'closed', title: 'Own', ...told } },
  { ...place, uuid: 'c', type: 'saved_chart', properties: { savedChartUuid: null, ...told } },
  { ...place, uuid: 'd', type: 'sql_chart', properties: { savedSqlUuid: 'closed', ...told } },
]
const chart = { ...resource, id: 'seen', name: 'Orders', dashboard: null, spec: { tableName: 'orders', chartConfig: { type: 'table' } } } as unknown as Chart
const dashboard = {
  ...resource,
  space,
  spec: { tiles, tabs: [], filters: { dimensions: [], metrics: [], tableCalculations: [] } },
  charts: new Map([['seen', chart]]),
  sqlCharts: new Map(),
  ownAccess: null,
  abilities: [],
} as unknown as Dashboard

it('tiles tell what their reader may know of their charts now, and nothing that was saved with them', () => {
  expect(toDashboard(dashboard).tiles).toEqual([
    {
      ...place,
      uuid: 'a',
      type: 'saved_chart',
      properties: { savedChartUuid: 'seen', belongsToDashboard: false, chartName: 'Orders', lastVersionChartKind: 'table' },
    },
    { ...place, uuid: 'b', type: 'saved_chart', properties: { savedChartUuid: 'closed', title: 'Own', belongsToDashboard: false } },
    { ...place, uuid: 'c', type: 'saved_chart', properties: { savedChartUuid: null } },
    { ...place, uuid: 'd', type: 'sql_chart', properties: { savedSqlUuid: 'closed' } },
  ])
})
