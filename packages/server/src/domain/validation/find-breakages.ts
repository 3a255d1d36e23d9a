import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import type { Resource } from '../../resources/resource.ts'
import { chartKind, dashboardKind, sqlChartKind } from '../content/content-kinds.ts'
import type { OutlinedExplore } from '../projects/model-outline.ts'
import { breakagesOfChart } from './check-chart.ts'
import { breakagesOfDashboard, type ChartOnDashboard } from './check-dashboard.ts'
import type { NewFinding } from './finding.ts'
import { indexOf } from './model-index.ts'

/** Everything that is broken in a model, and in charts and dashboards that refer to it. */
export function findBreakages(outline: readonly OutlinedExplore[], content: readonly Resource[]): NewFinding[] {
  const model = indexOf(outline)
  const charts = new Map<string, ChartOnDashboard>()
  for (const { id, kind, spec } of content) {
    if (kind !== chartKind.kind) continue
    const document = spec as ChartDocument
    charts.set(id, { id, exploreName: document.tableName, breakages: breakagesOfChart(document, model) })
  }
  const dashboards = content.filter(({ kind }) => kind === dashboardKind.kind)
  const sqlCharts = new Set(content.filter(({ kind }) => kind === sqlChartKind.kind).map(({ id }) => id))
  return [
    ...outline.flatMap(({ name, errors }): NewFinding[] =>
      errors.map((message) => ({
        source: 'table',
        errorType: 'model',
        cause: { kind: 'model', explore: name, message },
        resourceId: null,
        chartId: null,
      })),
    ),
    ...[...charts.values()].flatMap(({ id, breakages }): NewFinding[] =>
      breakages.map((breakage) => ({ source: 'chart', ...breakage, resourceId: id, chartId: null })),
    ),
    ...dashboards.flatMap(({ id, spec }): NewFinding[] =>
      breakagesOfDashboard(spec as DashboardDocument, model, { charts, sqlCharts }).map(({ chartId, breakage }) => ({
        source: 'dashboard',
        ...breakage,
        resourceId: id,
        chartId,
      })),
    ),
  ]
}
