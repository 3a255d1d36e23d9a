import type { DashboardDocument, DashboardFilterRule } from '../dashboard/dashboard-document.ts'
import type { Renames } from './renames.ts'

/** A dashboard with names replaced in its filters; its charts are documents of their own. */
export function renameInDashboard(document: DashboardDocument, renames: Renames): DashboardDocument {
  const { dimensions, metrics } = document.filters
  const rename = (rules: readonly DashboardFilterRule[]): DashboardFilterRule[] => rules.map((rule) => renameInRule(rule, renames))
  return { ...document, filters: { ...document.filters, dimensions: rename(dimensions), metrics: rename(metrics) } }
}

type FilterTarget = { fieldId: string; tableName: string }

function renameTarget<T extends FilterTarget>(target: T, renames: Renames): T {
  const renamed = renames.field(target.fieldId)
  if (renamed === null) return target
  return { ...target, fieldId: renamed.id, tableName: renamed.table }
}

function renameInRule(rule: DashboardFilterRule, renames: Renames): DashboardFilterRule {
  const { target, tileTargets } = rule
  return {
    ...rule,
    target: renameTarget(target, renames),
    ...(tileTargets === undefined
      ? {}
      : {
          tileTargets: Object.fromEntries(
            Object.entries(tileTargets).map(([tile, own]) => [tile, own === false || own.isSqlColumn === true ? own : renameTarget(own, renames)]),
          ),
        }),
  }
}
