import { allToRun, appToRun, cellsToRun, staleToRun } from '@atrium/documents'
import type { Execution } from './execution.ts'
import { staleOf } from './open-execution.ts'
import type { WantedCells } from './run-cells-port.ts'

/** The cells of a run, each behind what it reads; where nothing of before counts, it is forgotten. */
export async function planOf(execution: Execution, wanted: WantedCells): Promise<string[]> {
  const { only } = execution.scope
  const plan = await wholePlan(execution, wanted)
  return only === undefined ? plan : plan.filter((id) => only.has(id))
}

async function wholePlan(execution: Execution, wanted: WantedCells): Promise<string[]> {
  const { graph, scope } = execution
  switch (wanted.how) {
    case 'all':
    case 'app':
      execution.outcomes.clear()
      execution.adopts = false
      return wanted.how === 'all'
        ? allToRun(graph)
        : appToRun(graph, { shown: scope.document.app.elements.map(({ cellId }) => cellId).filter((id) => graph.cells.has(id)), writes: wanted.writes })
    case 'stale':
      return staleToRun(graph, new Set(await staleOf(execution)))
    case 'cells':
      return cellsToRun(graph, { cells: wanted.cells.filter((id) => graph.cells.has(id)), reach: wanted.reach, stale: new Set(await staleOf(execution)) })
  }
}
