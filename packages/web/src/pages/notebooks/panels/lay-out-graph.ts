import type { NotebookGraph } from '@atrium/documents'

/** Where a cell stands in the drawing: its row counts what it is computed from, its column those beside it. */
export type Placed = { id: string; row: number; column: number }

/** Cells that read or are read, each in a row below all that it reads; in a row beside each other so that lines cross little. */
export function layOutGraph({ order, reads, readBy }: Pick<NotebookGraph, 'order' | 'reads' | 'readBy'>): Placed[] {
  const linked = order.filter((id) => (reads.get(id)?.size ?? 0) > 0 || (readBy.get(id)?.size ?? 0) > 0)
  const rows = new Map<string, number>()
  // Behind what it reads; on a circle behind what came before.
  for (const id of linked) rows.set(id, Math.max(-1, ...[...(reads.get(id)?.keys() ?? [])].map((read) => rows.get(read) ?? -1)) + 1)
  const columns = new Map<string, number>()
  const last = Math.max(-1, ...rows.values())
  for (let row = 0; row <= last; row++) {
    const middle = (id: string): number => {
      const above = [...(reads.get(id)?.keys() ?? [])].flatMap((read) => columns.get(read) ?? [])
      return above.length === 0 ? Infinity : above.reduce((sum, column) => sum + column, 0) / above.length
    }
    const ids = linked.filter((id) => rows.get(id) === row)
    const wanted = row === 0 ? ids : ids.toSorted((a, b) => compared(middle(a), middle(b)))
    for (const [column, id] of wanted.entries()) columns.set(id, column)
  }
  return linked.map((id) => ({ id, row: rows.get(id) ?? 0, column: columns.get(id) ?? 0 }))
}

/** Two that are nowhere are in no order. */
const compared = (a: number, b: number): number => (a === b ? 0 : a - b)
