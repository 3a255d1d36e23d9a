import { definedNames, type DefinedName } from '../cells/defined-names.ts'
import { sameName } from '../cells/names.ts'
import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { readCell, type CellRead } from '../read/read-cell.ts'
import { moduleOf } from '../read/read-module.ts'
import { cyclesIn, type Cycle } from './cycles.ts'
import { inOrderOfReading } from './order.ts'

/** One cell that gives a name. */
export type Definition = DefinedName & { cellId: string; /** Only brought by an import, which any cell may repeat. */ isImport: boolean }

/** A read that no cell of the notebook fits, or not as it is read. */
export type LooseRead = {
  cellId: string
  read: CellRead
  /** The cell that has the name but not what is read; null: no cell has it. */ definition: Definition | null
}

/** Who reads whom. Cells are known by their ids. */
export type NotebookGraph = {
  /** In the order of the page. */
  cells: ReadonlyMap<string, NotebookCell>
  /** By name in small letters, in the order of the page. */
  definitions: ReadonlyMap<string, readonly Definition[]>
  /** By cell: the cells that it reads, with the names it reads of each. */
  reads: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
  /** By cell: the cells that read it. */
  readBy: ReadonlyMap<string, ReadonlySet<string>>
  /** By cell: what it only waits for. Cells that write do so one after the other. */
  waitsFor: ReadonlyMap<string, ReadonlySet<string>>
  loose: readonly LooseRead[]
  /** Cells that cannot be computed because they wait for themselves. */
  cycles: readonly Cycle[]
  /** Every cell behind what it reads, otherwise as on the page. */
  order: readonly string[]
}

/** The graph of a notebook, read from what its cells say. Nothing is run. */
export function notebookGraph({ cells }: Pick<NotebookDocument, 'cells'>): NotebookGraph {
  const definitions = definitionsIn(cells)
  const loose: LooseRead[] = []
  const reads = new Map<string, Map<string, string[]>>(cells.map(({ id }) => [id, new Map()]))
  const link = (reader: string, read: string, name: string): void => {
    const names = reads.get(reader)
    names?.set(read, [...(names.get(read) ?? []), name])
  }
  for (const cell of cells) {
    for (const read of readCell(cell).reads) {
      const meant = definitionOf(cell, read, definitions.get(sameName(read.name)) ?? [])
      if (meant === null) {
        if (read.isOurs) loose.push({ cellId: cell.id, read, definition: null })
      } else if (fits(read, meant)) link(cell.id, meant.cellId, meant.name)
      else if (read.isOurs) loose.push({ cellId: cell.id, read, definition: meant })
    }
  }
  linkWritten(cells, link)
  const ids = cells.map(({ id }) => id)
  const order = inOrderOfReading(ids, reads)
  const readBy = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]))
  for (const [reader, read] of reads) for (const id of read.keys()) readBy.get(id)?.add(reader)
  return {
    cells: new Map(cells.map((cell) => [cell.id, cell])),
    definitions,
    reads,
    readBy,
    waitsFor: writesInTurn(cells, order),
    loose,
    cycles: cyclesIn(ids, reads),
    order,
  }
}

function definitionsIn(cells: readonly NotebookCell[]): Map<string, Definition[]> {
  const definitions = new Map<string, Definition[]>()
  for (const cell of cells) {
    const imports = new Set(cell.kind === 'code' ? moduleOf(cell).imports : [])
    for (const defined of definedNames(cell)) {
      const key = sameName(defined.name)
      definitions.set(key, [...(definitions.get(key) ?? []), { ...defined, cellId: cell.id, isImport: imports.has(defined.name) }])
    }
  }
  return definitions
}

/**
 * The cell that a name means: of several the first on the page. In SQL of the warehouse the own name of a cell is a table there, as it
 * is inside of a common table expression; and code tells large letters from small ones.
 */
function definitionOf(cell: NotebookCell, read: CellRead, named: readonly Definition[]): Definition | null {
  const inCode = read.as === 'any'
  return named.find(({ cellId, name }) => (cellId !== cell.id || cell.kind !== 'sql' || cell.on !== 'warehouse') && (!inCode || name === read.name)) ?? null
}

const fits = (read: CellRead, { as }: Definition): boolean => read.as === 'any' || as === 'any' || as === read.as

/** SQL that reads a table which a cell above it writes reads that cell. */
function linkWritten(cells: readonly NotebookCell[], link: (reader: string, read: string, name: string) => void): void {
  const written: { id: string; table: string }[] = []
  for (const cell of cells) {
    if (cell.kind === 'writeback') written.push({ id: cell.id, table: cell.table.toLowerCase() })
    if (cell.kind !== 'sql' || cell.on !== 'warehouse') continue
    for (const { id, table } of written) if (readCell(cell).tables.some((read) => isSameTable(read, table))) link(cell.id, id, table)
  }
}

/** Whether two names may be of one table: as far as both say where it is, they agree. */
function isSameTable(a: string, b: string): boolean {
  const [one, other] = [a.split('.').toReversed(), b.split('.').toReversed()]
  return one.every((part, place) => other[place] === undefined || other[place] === part)
}

/** Each cell that writes waits for the one before it. */
function writesInTurn(cells: readonly NotebookCell[], order: readonly string[]): Map<string, Set<string>> {
  const writing = new Set(cells.flatMap(({ id, kind }) => (kind === 'writeback' ? [id] : [])))
  const turns = order.filter((id) => writing.has(id))
  return new Map(turns.flatMap((id, place) => (turns[place - 1] === undefined ? [] : [[id, new Set([turns[place - 1] ?? ''])] as const])))
}
