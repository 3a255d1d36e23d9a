import type { NotebookCell } from '../notebook-document.ts'
import type { NotebookGraph } from './notebook-graph.ts'
import { blockedCells, dependents, reachable, sources } from './reach.ts'

/** How far a run goes from the cells that somebody asked for. */
export type RunReach =
  /** What they need and is stale, they themselves, and what is computed from them. */
  | 'auto'
  /** They alone. */
  | 'only'
  /** They with all that they are computed from. */
  | 'above'
  /** They with all that is computed from them. */
  | 'below'

type Asked = { cells: readonly string[]; reach: RunReach; /** What is not up to date. */ stale: ReadonlySet<string> }

/**
 * The cells of a run, each behind what it reads. Cells that cannot be computed are left out. One that runs only by hand, and what
 * is computed from it, is left out too unless it was asked for by itself, or is needed and not up to date; one that writes a table
 * unless it was asked for by itself: who reads that table reads what is in it.
 */
export function cellsToRun(graph: NotebookGraph, { cells, reach, stale }: Asked): string[] {
  const asked = new Set(cells)
  const wanted = new Set(asked)
  if (reach === 'auto' || reach === 'above') {
    for (const id of sources(graph, asked)) if ((reach === 'above' || stale.has(id)) && !writes(graph.cells.get(id))) wanted.add(id)
  }
  if (reach === 'auto' || reach === 'below') for (const id of withoutManual(graph, asked)) wanted.add(id)
  return runnable(graph, wanted)
}

/** All cells that are not up to date, but for those that write tables, and those that run only by hand and what is computed from them. */
export function staleToRun(graph: NotebookGraph, stale: ReadonlySet<string>): string[] {
  const manual = [...graph.cells.values()].filter((cell) => stale.has(cell.id) && isManual(cell)).map(({ id }) => id)
  const waiting = new Set([...manual, ...dependents(graph, manual)])
  return runnable(graph, new Set([...stale].filter((id) => !waiting.has(id) && !writes(graph.cells.get(id)))))
}

/** All cells of a fresh session. */
export const allToRun = (graph: NotebookGraph): string[] => runnable(graph, new Set(graph.cells.keys()))

/**
 * The cells of a run of the app that nobody watches: those that it shows, cells of code and those that write, and whatever these are
 * computed from. `writes` false: a preview, which changes nothing outside.
 */
export function appToRun(graph: NotebookGraph, { shown, writes }: { shown: Iterable<string>; writes: boolean }): string[] {
  const isActive = ({ kind }: NotebookCell): boolean => kind === 'code' || (writes && kind === 'writeback')
  const wanted = new Set([...shown, ...[...graph.cells.values()].filter(isActive).map(({ id }) => id)])
  const all = new Set([...wanted, ...sources(graph, wanted)])
  return runnable(graph, writes ? all : new Set([...all].filter((id) => graph.cells.get(id)?.kind !== 'writeback')))
}

const isManual = (cell: object): boolean => 'isManual' in cell && cell.isManual === true

/** Whether a cell writes a table: never by itself. */
const writes = (cell: NotebookCell | undefined): boolean => cell?.kind === 'writeback'

/** What is computed from some cells, up to those that run only by hand. */
const withoutManual = (graph: NotebookGraph, ids: Iterable<string>): Set<string> =>
  reachable(ids, (id) => [...(graph.readBy.get(id) ?? [])].filter((next) => !isManual(graph.cells.get(next) ?? {}) && !writes(graph.cells.get(next))))

function runnable(graph: NotebookGraph, wanted: ReadonlySet<string>): string[] {
  const blocked = blockedCells(graph)
  return graph.order.filter((id) => wanted.has(id) && !blocked.has(id) && graph.cells.get(id)?.kind !== 'section')
}

/** How far a run has come. Cells that are in none of the sets have not begun. */
export type RunState = { running: ReadonlySet<string>; done: ReadonlySet<string>; failed: ReadonlySet<string> }

/**
 * The cells that may start now: all that they read or wait for in this run is done. What reads a cell that failed never starts;
 * others do.
 */
export function startable(graph: NotebookGraph, plan: readonly string[], { running, done, failed }: RunState): string[] {
  const planned = new Set(plan)
  const lost = lostCells(graph, failed)
  const isReady = (id: string): boolean => {
    const before = [...(graph.reads.get(id)?.keys() ?? [])]
    // One that only waits does not mind how the other ended.
    const waits = [...(graph.waitsFor.get(id) ?? [])].filter((one) => !failed.has(one) && !lost.has(one))
    return [...before, ...waits].every((one) => !planned.has(one) || done.has(one))
  }
  return plan.filter((id) => !running.has(id) && !done.has(id) && !failed.has(id) && !lost.has(id) && isReady(id))
}

/** Cells that will not run because something that they read, directly or not, has failed. */
export const lostCells = (graph: NotebookGraph, failed: Iterable<string>): Set<string> => dependents(graph, failed)
