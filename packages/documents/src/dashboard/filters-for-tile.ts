import { ownValue } from '../own-value.ts'
import type { DashboardFilterRule, DashboardFilters } from './dashboard-document.ts'

export type IgnoredFilter = { rule: DashboardFilterRule; because: 'disabled' | 'other_table' | 'not_for_this_tile' }
export type TileFilters = { applied: DashboardFilters; ignored: IgnoredFilter[] }

/**
 * Which filters of a dashboard reach a tile: those about a table of its explore, pointed at another field where the
 * tile says so, left out where it says no. Merging them into the query is `mergeFilterRules` of the semantic layer.
 */
export function filtersForTile(filters: DashboardFilters, tileUuid: string, exploreTables: readonly string[]): TileFilters {
  const tables = new Set(exploreTables)
  const ignored: IgnoredFilter[] = []
  const choose = (rules: readonly DashboardFilterRule[]): DashboardFilterRule[] =>
    rules.flatMap((rule) => {
      const target = ownValue(rule.tileTargets, tileUuid)
      if (rule.disabled === true) ignored.push({ rule, because: 'disabled' })
      else if (target === false) ignored.push({ rule, because: 'not_for_this_tile' })
      else if (!tables.has((target ?? rule.target).tableName)) ignored.push({ rule, because: 'other_table' })
      else return [target === undefined ? rule : { ...rule, target: { ...rule.target, ...target } }]
      return []
    })
  return {
    applied: { dimensions: choose(filters.dimensions), metrics: choose(filters.metrics), tableCalculations: choose(filters.tableCalculations) },
    ignored,
  }
}
