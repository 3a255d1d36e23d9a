import { inOrderOfReading, type NotebookGraph } from '@atrium/documents'

/** Where a cell stands in the drawing: its row counts what it is computed from, its column those beside it. */
export type Placed = { id: string; row: number; column: number }

type Links = Pick<NotebookGraph, 'order' | 'reads' | 'waitsFor'>

/** The cells that one is computed behind: those that it reads, and those that it only waits for. */
export const linkedTo = ({ reads, waitsFor }: Omit<Links, 'order'>, id: string): Set<string> =>
  new Set([...(reads.get(id)?.keys() ?? []), ...(waitsFor.get(id) ?? [])])

/**
 * Cells with a link, each in a row below all that it is linked to; in a row beside each other so that lines cross little. Rows that would
 * make the drawing much wider than high go on in the next one.
 */
export function layOutGraph(graph: Links): Placed[] {
  const before = new Map(graph.order.map((id) => [id, linkedTo(graph, id)]))
  const ends = new Set([...before.values()].flatMap((ids) => [...ids]))
  const linked = inOrderOfReading(graph.order, before).filter((id) => ends.has(id) || (before.get(id)?.size ?? 0) > 0)
  const levelOf = new Map<string, number>()
  const levels: string[][] = []
  for (const id of linked) {
    // Behind what it reads; on a circle behind what came before.
    const level = Math.max(-1, ...[...(before.get(id) ?? [])].map((one) => levelOf.get(one) ?? -1)) + 1
    levelOf.set(id, level)
    levels[level] = [...(levels[level] ?? []), id]
  }
  const widest = Math.max(3, Math.ceil(Math.sqrt(linked.length) / 2))
  const places = new Map<string, Placed>()
  const middle = (id: string): number => {
    const above = [...(before.get(id) ?? [])].flatMap((one) => places.get(one)?.column ?? [])
    return above.length === 0 ? Infinity : above.reduce((sum, column) => sum + column, 0) / above.length
  }
  let first = 0
  for (const ids of levels) {
    const middles = new Map(ids.map((id) => [id, middle(id)]))
    const wanted = ids.toSorted((a, b) => compared(middles.get(a) ?? 0, middles.get(b) ?? 0))
    for (const [place, id] of wanted.entries()) places.set(id, { id, row: first + Math.floor(place / widest), column: place % widest })
    first += Math.ceil(ids.length / widest)
  }
  return linked.flatMap((id) => places.get(id) ?? [])
}

/** Two that are nowhere are in no order. */
const compared = (a: number, b: number): number => (a === b ? 0 : a - b)
