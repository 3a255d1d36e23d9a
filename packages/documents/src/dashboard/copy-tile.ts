import { nextFreePosition } from './arrange-tiles.ts'
import type { DashboardEdit } from './dashboard-edit.ts'
import type { DashboardFilterRule, DashboardFilters, DashboardTile } from './dashboard-document.ts'

type Input = { tile: DashboardTile; uuid: string; /** Tiles it is placed among. */ tiles: readonly DashboardTile[]; filters: DashboardFilters }

/** The edit that puts a copy of a tile, with this uuid, where there is room. Filters that treat the tile in a way of its own treat the copy alike. */
export function copyTile({ tile, uuid, tiles, filters }: Input): DashboardEdit {
  const add: DashboardEdit = { type: 'add-tile', tile: { ...tile, uuid, ...nextFreePosition(tiles, tile) } }
  const rules = [...filters.dimensions, ...filters.metrics, ...filters.tableCalculations]
  if (!rules.some((rule) => targetOf(rule, tile.uuid) !== undefined)) return add
  const alike = (rule: DashboardFilterRule): DashboardFilterRule => {
    const target = targetOf(rule, tile.uuid)
    return target === undefined ? rule : { ...rule, tileTargets: { ...rule.tileTargets, [uuid]: target } }
  }
  const { dimensions, metrics, tableCalculations } = filters
  const changed = { ...filters, dimensions: dimensions.map(alike), metrics: metrics.map(alike), tableCalculations: tableCalculations.map(alike) }
  return { type: 'all', edits: [add, { type: 'set-filters', filters: changed }] }
}

const targetOf = ({ tileTargets = {} }: DashboardFilterRule, uuid: string) => (Object.hasOwn(tileTargets, uuid) ? tileTargets[uuid] : undefined)
