import type { DocumentStep } from '../draft/document-step.ts'
import type { DashboardDocument, DashboardTile } from './dashboard-document.ts'

/**
 * What the server tells of the chart of a tile beside what somebody chose for the tile. Clients send it along when they save;
 * it is nobody's change, and it is not for everybody who may see the dashboard: they may not see the chart.
 */
const chartFacts: ReadonlySet<string> = new Set(['chartName', 'lastVersionChartKind', 'belongsToDashboard'])

/** A tile without what is only told of its chart. */
export const withoutChartFacts = <Tile extends DashboardTile>(tile: Tile): Tile =>
  Object.keys(tile.properties).some((key) => chartFacts.has(key)) ? { ...tile, properties: cleared(tile.properties) } : tile

/** The same of all tiles of a dashboard. */
export const dashboardWithoutChartFacts = (document: DashboardDocument): DashboardDocument => ({ ...document, tiles: document.tiles.map(withoutChartFacts) })

/** Steps of a draft without it, wherever a tile, or a part of one, is in them. */
export function stepsWithoutChartFacts(steps: readonly DocumentStep[]): DocumentStep[] {
  return steps.map((step) =>
    step.flatMap((change) => {
      if (change.path.some((key) => typeof key === 'string' && chartFacts.has(key))) return []
      if ('at' in change) return [{ ...change, insert: change.insert.map(clearedDeep) }]
      return [change.value === undefined ? change : { ...change, value: clearedDeep(change.value) }]
    }),
  )
}

const cleared = <Properties extends object>(properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !chartFacts.has(key))) as Properties

function clearedDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clearedDeep)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(cleared(value)).map(([key, part]) => [key, clearedDeep(part)]))
}
