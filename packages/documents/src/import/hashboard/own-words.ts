import type { Explore } from '@atrium/semantic'
import { ChartDocument } from '../../chart/chart-document.ts'
import { DashboardDocument } from '../../dashboard/dashboard-document.ts'
import { explorationSpec } from '../../hashboard/exploration-spec.ts'
import { dashboardSpec } from '../../hashboard/dashboard-spec.ts'
import { asObject, type Plain } from '../plain.ts'

const head = { alias: '', name: '' }

/** The chart that stands in a file in our own words, as long as the words of the format beside it still say the same; else null: somebody has changed them. */
export function ownChart(plain: Plain, explore: Explore): ChartDocument | null {
  const read = ChartDocument.safeParse(asObject(plain['atrium'])['chart'])
  if (!read.success || read.data.tableName !== explore.name) return null
  return isSame(plain, explorationSpec(read.data, head, explore), ['model', 'data', 'visualization']) ? read.data : null
}

/** The same of a dashboard, with charts by their aliases. */
export function ownDashboard(plain: Plain, explores: readonly Explore[]): DashboardDocument | null {
  const read = DashboardDocument.safeParse(asObject(plain['atrium'])['dashboard'])
  if (!read.success) return null
  const spec = dashboardSpec(read.data, head, {
    aliasOfChart: (alias) => alias,
    exploreOf: (name) => explores.find((explore) => explore.name === name) ?? null,
  })
  return isSame(plain, spec, ['globalFilters', 'sections']) ? read.data : null
}

const isSame = (plain: Plain, spec: Plain, keys: readonly string[]): boolean => keys.every((key) => sorted(plain[key]) === sorted(spec[key]))

/** As text that does not depend on the order of keys. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'null'
