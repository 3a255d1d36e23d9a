import { isExploreError, type Explore, type ExploreError } from '@atrium/semantic'
import type { NotebookGraph } from './notebook-graph.ts'
import { withWaiting } from './waiting.ts'

/** Explores of a model by name. */
type Explores = ReadonlyMap<string, Explore | ExploreError>

/** Of each graph the one of the model that was asked for last: it is asked for whenever somebody hears of a cell. */
const known = new WeakMap<NotebookGraph, { explores: Explores | null; graph: NotebookGraph }>()

/** The same graph in which explores wait for cells above them that write a table which their model reads. */
export function withWaitingExplores(said: NotebookGraph, explores: Explores | null): NotebookGraph {
  const found = known.get(said)
  if (found?.explores === explores) return found.graph
  const graph = withWaiting(said, waitingExplores(said, explores))
  known.set(said, { explores, graph })
  return graph
}

/** By cell that writes the explores that wait for it. */
function waitingExplores({ cells }: NotebookGraph, explores: Explores | null): Map<string, string[]> {
  const waiting = new Map<string, string[]>()
  const tables = new Map<string, string>()
  for (const cell of cells.values()) {
    if (cell.kind === 'writeback') tables.set(cell.id, cell.table)
    if (cell.kind !== 'explore' || tables.size === 0) continue
    const explore = explores?.get(cell.exploreName)
    for (const [writer, table] of tables) {
      if (!readsTable(explore, table)) continue
      const others = waiting.get(writer) ?? []
      others.push(cell.id)
      waiting.set(writer, others)
    }
  }
  return waiting
}

/** Whether a table is named in what an explore reads. */
export function readsTable(explore: Explore | ExploreError | undefined, table: string): boolean {
  if (explore === undefined || isExploreError(explore)) return false
  return wordsOf(explore).has((table.split('.').at(-1) ?? table).toLowerCase())
}

const words = new WeakMap<Explore, ReadonlySet<string>>()

/** All words in what an explore reads, in small letters: names of tables that cells write are words. */
function wordsOf(explore: Explore): ReadonlySet<string> {
  const found = words.get(explore) ?? new Set(Object.values(explore.tables).flatMap(({ sqlTable }) => sqlTable.toLowerCase().match(/\w+/g) ?? []))
  words.set(explore, found)
  return found
}
