import type { NotebookGraph } from './notebook-graph.ts'
import { reachable } from './reach.ts'

/**
 * The same graph in which some cells wait for others, which is known by more than what the cells say: by cell who waits for it. One that the
 * other needs or waits for itself does not: both would wait for ever.
 */
export function withWaiting(graph: NotebookGraph, waiting: ReadonlyMap<string, Iterable<string>>): NotebookGraph {
  if (waiting.size === 0) return graph
  const waits = new Map([...graph.waitsFor].map(([id, others]) => [id, new Set(others)]))
  const before = (id: string): string[] => [...(graph.reads.get(id)?.keys() ?? []), ...(waits.get(id) ?? [])]
  for (const [waitsFor, cellIds] of waiting) {
    // None of these waits for it from now on, so they stay the same.
    const needed = reachable([waitsFor], before).add(waitsFor)
    for (const cellId of cellIds) if (!needed.has(cellId)) waits.set(cellId, (waits.get(cellId) ?? new Set()).add(waitsFor))
  }
  return { ...graph, waitsFor: waits }
}
