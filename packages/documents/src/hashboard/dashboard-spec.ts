import type { Explore } from '@atrium/semantic'
import { dashboardWithoutChartFacts } from '../dashboard/chart-facts.ts'
import type { DashboardDocument, DashboardFilterRule, DashboardTile } from '../dashboard/dashboard-document.ts'
import { filterSpec } from './filters.ts'
import { aliasGrn, specHead, type Spec, type SpecHead } from './spec.ts'

export type DashboardSpecNames = {
  /** Alias of a chart by its id; undefined: gone, or not the caller's to see. */
  aliasOfChart(id: string): string | undefined
  exploreOf(name: string): Explore | null
}

/** Columns of the format's grid; ours has three for each. */
const ourColumns = 3

/** A dashboard: a section for each tab, a row for the tiles that begin at the same height. */
export function dashboardSpec(document: DashboardDocument, head: SpecHead, names: DashboardSpecNames): Spec {
  const { tabs, tiles, filters } = document
  const rules = [...filters.dimensions, ...filters.metrics]
  const globalFilters = rules.flatMap((rule) => globalFilter(rule, names) ?? [])
  const sections = (tabs.length === 0 ? [null] : tabs.toSorted((a, b) => a.order - b.order)).map((tab, index) => ({
    ...(tab === null ? {} : { name: tab.name }),
    rows: rowsOf(
      tiles.filter(({ tabUuid }) => tab === null || tabUuid === tab.uuid || (index === 0 && (tabUuid === null || tabUuid === undefined))),
      names,
    ),
  }))
  return {
    ...specHead('dashboard', head),
    ...(globalFilters.length === 0 ? {} : { globalFilters }),
    sections,
    atrium: { dashboard: withAliases(document, names) },
  }
}

function globalFilter(rule: DashboardFilterRule, names: DashboardSpecNames): object | null {
  const filter = filterSpec(names.exploreOf(rule.target.tableName), rule)
  return filter === null ? null : { dataModel: aliasGrn('m', rule.target.tableName), ...filter }
}

function rowsOf(tiles: readonly DashboardTile[], names: DashboardSpecNames): object[] {
  const byHeight = new Map<number, DashboardTile[]>()
  for (const tile of tiles.toSorted((a, b) => a.y - b.y || a.x - b.x)) byHeight.set(tile.y, [...(byHeight.get(tile.y) ?? []), tile])
  return [...byHeight.values()].map((row) => ({
    height: Math.max(...row.map(({ h }) => h)),
    blocks: row.map((tile) => ({ ...blockOf(tile, names), width: Math.max(1, Math.round(tile.w / ourColumns)) })),
  }))
}

function blockOf(tile: DashboardTile, { aliasOfChart }: DashboardSpecNames): object {
  switch (tile.type) {
    case 'saved_chart': {
      const alias = tile.properties.savedChartUuid === null ? undefined : aliasOfChart(tile.properties.savedChartUuid)
      // A chart that may not be seen leaves its place, and nothing of itself.
      return alias === undefined ? emptyBlock : { type: 'savedExploration', savedExploration: aliasGrn('sv', alias) }
    }
    case 'markdown': {
      const { title, content } = tile.properties
      return { type: 'markdown', text: title === '' ? content : `## ${title}\n\n${content}` }
    }
    case 'loom':
      return { type: 'markdown', text: `[${tile.properties.title ?? tile.properties.url}](${tile.properties.url})` }
    case 'sql_chart':
    case 'semantic_viewer_chart':
      return emptyBlock
  }
}

const emptyBlock = { type: 'markdown', text: '' }

/** The document with charts by their aliases, and tiles and tabs by their order: ids mean nothing elsewhere. */
function withAliases(document: DashboardDocument, { aliasOfChart }: DashboardSpecNames): DashboardDocument {
  const { tiles, tabs, filters, ...rest } = dashboardWithoutChartFacts(document)
  const tileNames = new Map(tiles.map(({ uuid }, index) => [uuid, `tile-${index + 1}`]))
  const tabNames = new Map(tabs.map(({ uuid }, index) => [uuid, `tab-${index + 1}`]))
  const named = (rules: readonly DashboardFilterRule[]): DashboardFilterRule[] =>
    rules.map(({ tileTargets, ...rule }) => ({
      ...rule,
      ...(tileTargets === undefined
        ? {}
        : { tileTargets: Object.fromEntries(Object.entries(tileTargets).flatMap(([id, target]) => (tileNames.has(id) ? [[tileNames.get(id), target]] : []))) }),
    }))
  return {
    ...rest,
    tabs: tabs.map((tab) => ({ ...tab, uuid: tabNames.get(tab.uuid) ?? tab.uuid })),
    filters: { dimensions: named(filters.dimensions), metrics: named(filters.metrics), tableCalculations: named(filters.tableCalculations) },
    tiles: tiles.map((tile): DashboardTile => {
      const placed = {
        ...tile,
        uuid: tileNames.get(tile.uuid) ?? tile.uuid,
        ...(tile.tabUuid === undefined || tile.tabUuid === null ? {} : { tabUuid: tabNames.get(tile.tabUuid) ?? null }),
      }
      if (placed.type === 'saved_chart') {
        const { savedChartUuid: id, chartSlug: _slug, ...shown } = placed.properties
        return { ...placed, properties: { ...shown, savedChartUuid: id === null ? null : (aliasOfChart(id) ?? null) } }
      }
      // Charts of SQL have no counterpart there.
      if (placed.type === 'sql_chart') return { ...placed, properties: { ...placed.properties, savedSqlUuid: null } }
      return placed
    }),
  }
}
