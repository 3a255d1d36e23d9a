import type { Explore } from '@atrium/semantic'

export type FirstChart = { dimension: string | null; metric: string | null }

/** What to show first of a table nobody has looked at yet: its first sum, or its rows, by month or by its first word. */
export function firstChart(explore: Explore): FirstChart {
  const table = explore.tables[explore.baseTable]
  const dimensions = Object.values(table?.dimensions ?? {})
  const metrics = Object.values(table?.metrics ?? {})
  const dimension =
    dimensions.find(({ timeInterval }) => timeInterval === 'MONTH') ??
    dimensions.find(({ type, timeInterval }) => type === 'string' && timeInterval === undefined)
  const metric = metrics.find(({ type }) => type === 'sum') ?? metrics.find(({ type }) => type === 'count')
  const idOf = (field: { table: string; name: string } | undefined): string | null => (field === undefined ? null : `${field.table}_${field.name}`)
  return { dimension: idOf(dimension), metric: idOf(metric) }
}
