import type { NotebookGraph } from './notebook-graph.ts'
import { reachable } from './reach.ts'

/**
 * The same graph in which some cells wait for others, which is known by more than what the cells say. One that the other needs or waits for
 * itself does not: both would wait for ever.
 */
export function withWaiting(graph: NotebookGraph, pairs: readonly { cellId: string; waitsFor: string }[]): NotebookGraph {
  const waits = new Map([...graph.waitsFor].map(([id, others]) => [id, new Set(others)]))
  const before = (id: string): string[] => [...(graph.reads.get(id)?.keys() ?? []), ...(waits.get(id) ?? [])]
  for (const { cellId, waitsFor } of pairs) {
    if (cellId === waitsFor || reachable([waitsFor], before).has(cellId)) continue
    waits.set(cellId, new Set([...(waits.get(cellId) ?? []), waitsFor]))
  }
  return { ...graph, waitsFor: waits }
}
