import type { NotebookGraph } from './notebook-graph.ts'

/** Everything that can be reached from some ids along a relation, without the ids themselves unless they reach each other. */
export function reachable(from: Iterable<string>, next: (id: string) => Iterable<string>): Set<string> {
  const found = new Set<string>()
  const open = [...from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const one of next(id)) {
      if (found.has(one)) continue
      found.add(one)
      open.push(one)
    }
  }
  return found
}

/** Cells whose results come from these, directly or not. */
export const dependents = ({ readBy }: NotebookGraph, ids: Iterable<string>): Set<string> => reachable(ids, (id) => readBy.get(id) ?? [])

/** Cells that these are computed from, directly or not. */
export const sources = ({ reads }: NotebookGraph, ids: Iterable<string>): Set<string> => reachable(ids, (id) => reads.get(id)?.keys() ?? [])

/** Cells that cannot be computed: those on circles, and what is computed from them. */
export function blockedCells(graph: NotebookGraph): Set<string> {
  const onCircles = graph.cycles.flatMap(({ members }) => members)
  return new Set([...onCircles, ...dependents(graph, onCircles)])
}
