import type { DashboardDocument, DashboardFilterRule, DashboardTile } from './dashboard-document.ts'

/** A text tile of a test, at the top left. */
export const textTile = (uuid: string, part: Partial<Extract<DashboardTile, { type: 'markdown' }>> = {}): DashboardTile => ({
  uuid,
  type: 'markdown',
  x: 0,
  y: 0,
  w: 12,
  h: 4,
  properties: { title: uuid, content: '' },
  ...part,
})

/** A tile with a chart. */
export const chartTile = (uuid: string, savedChartUuid: string | null): DashboardTile => ({
  uuid,
  type: 'saved_chart',
  x: 0,
  y: 0,
  w: 12,
  h: 4,
  properties: { savedChartUuid },
})

/** A filter on a field of `orders`. */
export const ordersRule = (name: string, part: Partial<DashboardFilterRule> = {}): DashboardFilterRule => ({
  id: `on ${name}`,
  target: { fieldId: `orders_${name}`, tableName: 'orders' },
  operator: 'equals',
  values: ['a'],
  ...part,
})

/** A dashboard of a test. */
export const testDashboard = (part: Partial<DashboardDocument> = {}): DashboardDocument => ({
  tiles: [],
  filters: { dimensions: [], metrics: [], tableCalculations: [] },
  tabs: [],
  ...part,
})
