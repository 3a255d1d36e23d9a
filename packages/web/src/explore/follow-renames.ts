import { renameInChart, type ChartDocument, type RenamedField } from '@atrium/documents'
import { fieldIdOf, type Explore } from '@atrium/semantic'
import type { ExploreState } from './explore-state.ts'

/** A field that bears another name since: its id of before, and what it is called now. */
export type FollowedField = { from: string; to: string; label: string }

/** A state of an address of before, with its fields under the names that they have now, and which those are. */
export function followRenames(state: ExploreState, explore: Explore): { state: ExploreState; followed: FollowedField[] } {
  const former = formerNames(explore)
  if (former.size === 0) return { state, followed: [] }
  const found = new Map<string, FollowedField>()
  const field = (id: string): RenamedField | null => {
    const now = former.get(id)
    if (now === undefined) return null
    found.set(id, { from: id, to: now.id, label: now.label })
    return now
  }
  const { metricQuery, columnOrder, chartConfig, pivotColumns } = state
  const document: ChartDocument = {
    tableName: state.tableName,
    metricQuery,
    chartConfig: chartConfig ?? { type: 'table', config: {} },
    tableConfig: { columnOrder },
    pivotConfig: { columns: pivotColumns },
  }
  const renamed = renameInChart(document, { field, namesOf: () => [], explore: (name) => name, table: (name) => name })
  if (found.size === 0) return { state, followed: [] }
  return {
    state: {
      ...state,
      metricQuery: renamed.metricQuery,
      columnOrder: renamed.tableConfig.columnOrder,
      chartConfig: chartConfig === null ? null : renamed.chartConfig,
      pivotColumns: renamed.pivotConfig?.columns ?? [],
    },
    followed: [...found.values()],
  }
}

/** What the fields of before are now, by their ids of before. */
function formerNames({ tables }: Explore): Map<string, RenamedField & { label: string }> {
  return new Map(
    Object.entries(tables).flatMap(([table, { dimensions, metrics }]) =>
      [...Object.values(dimensions), ...Object.values(metrics)].flatMap(({ name, label, renamedTo }) =>
        renamedTo === undefined ? [] : [[fieldIdOf(table, name), { id: renamedTo, table, name: renamedTo.slice(table.length + 1), label }] as const],
      ),
    ),
  )
}
