import { allToRun, appToRun, cellsToRun, resultsReadBy, sources, staleToRun, type NotebookCell } from '@atrium/documents'
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
      forget(execution)
      return allToRun(graph)
    case 'app': {
      forget(execution)
      const shown = new Set(scope.document.app.elements.map(({ cellId }) => cellId).filter((id) => graph.cells.has(id)))
      const plan = appToRun(graph, { shown, writes: wanted.writes })
      execution.unfetched = new Set(plan.filter((id) => !shown.has(id) && isOnlyAsked(execution, plan, id)))
      return plan
    }
    case 'stale':
      return staleToRun(graph, new Set(await staleOf(execution)))
    case 'cells': {
      const stale = new Set(await staleOf(execution))
      return withUncheckedInputs(execution, cellsToRun(graph, { cells: wanted.cells.filter((id) => graph.cells.has(id)), reach: wanted.reach, stale }), stale)
    }
  }
}

/** With inputs that the plan reads whose value nobody has looked for yet in the results that offer or give it: no cell reads another one. */
function withUncheckedInputs({ graph, outcomes, fingerprints }: Execution, plan: readonly string[], stale: ReadonlySet<string>): string[] {
  const isOfNow = (id: string): boolean => outcomes.get(id)?.state === 'done' && outcomes.get(id)?.fingerprint === fingerprints.get(id)
  const unchecked = [...sources(graph, plan)].filter((id) => isOfResult(graph.cells.get(id)) && ![id, ...sources(graph, [id])].every(isOfNow))
  // Nobody asked for a table to be written by looking for a value.
  const needed = [...sources(graph, unchecked)].filter((id) => stale.has(id) && graph.cells.get(id)?.kind !== 'writeback')
  const all = new Set([...plan, ...unchecked, ...needed])
  return graph.order.filter((id) => all.has(id))
}

const isOfResult = (cell: NotebookCell | undefined): boolean => cell?.kind === 'input' && resultsReadBy(cell.input).length > 0

function forget(execution: Execution): void {
  execution.outcomes.clear()
  execution.adopts = false
}

/** Whether a cell of SQL is read in this run, and by nothing but other SQL of the warehouse, as text. */
function isOnlyAsked({ graph }: Execution, plan: readonly string[], id: string): boolean {
  const isOfWarehouse = (cell: NotebookCell | undefined): boolean => cell?.kind === 'sql' && cell.on === 'warehouse'
  const readers = [...(graph.readBy.get(id) ?? [])].filter((reader) => plan.includes(reader))
  return isOfWarehouse(graph.cells.get(id)) && readers.length > 0 && readers.every((reader) => isOfWarehouse(graph.cells.get(reader)))
}
