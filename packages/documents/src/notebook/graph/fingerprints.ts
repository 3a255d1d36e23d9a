import { definedNames } from '../cells/defined-names.ts'
import { defaultSourceOf } from '../cells/input-cell.ts'
import type { NotebookCell } from '../notebook-document.ts'
import type { TemplateValues } from '../template/evaluate.ts'
import { readCell } from '../read/read-cell.ts'
import { Day } from '../template/values.ts'
import { blockedCells } from './reach.ts'
import type { NotebookGraph } from './notebook-graph.ts'

/**
 * By cell a text that is another whenever its result may be: of what it asks, of the results it reads, and of the values of inputs
 * and of what is built in. What is only seen (title, place, whether it is folded) and what its own result is called do not count. Of
 * an input only its value does, and how it finds its default: other values to choose from change nothing by themselves. Cells that cannot be computed have none.
 * Who asks, and how old the data are, is for the caller to add. `componentVersions`: by cell which versions its component is made of.
 */
export function fingerprints(
  graph: NotebookGraph,
  values: TemplateValues,
  hash: (text: string, cellId: string) => string,
  componentVersions: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const blocked = blockedCells(graph)
  const found = new Map<string, string>()
  for (const id of graph.order) {
    const cell = graph.cells.get(id)
    if (cell === undefined || blocked.has(id)) continue
    const read = cell.kind === 'input' ? [] : [...(graph.reads.get(id) ?? [])].map(([source, names]) => [...names.toSorted(), found.get(source) ?? ''])
    const versions = componentVersions.has(id) ? [componentVersions.get(id)] : []
    found.set(id, hash(JSON.stringify([essenceOf(cell, values), ...versions, read.toSorted((a, b) => (String(a) < String(b) ? -1 : 1))]), id))
  }
  return found
}

/** Cells whose kept result is not what they would give now, in the order in which they are computed; those without one are among them. */
export const staleCells = ({ order }: NotebookGraph, now: ReadonlyMap<string, string>, kept: ReadonlyMap<string, string>): string[] =>
  order.filter((id) => now.has(id) && now.get(id) !== kept.get(id))

/** What of a cell its result depends on. */
function essenceOf(cell: NotebookCell, values: TemplateValues): unknown {
  const valueOf = (name: string): unknown => {
    const value = values.get(name) ?? null
    return value instanceof Day ? value.iso : value
  }
  if (cell.kind === 'input') {
    const found = defaultSourceOf(cell.input) === undefined ? [] : [cell.input]
    return [cell.kind, definedNames(cell).map(({ name }) => valueOf(name)), ...found]
  }
  const builtIns = readCell(cell).builtIns.map((name) => [name, valueOf(name)])
  return [Object.entries(cell).filter(([key, value]) => value !== undefined && !onlySeen.has(key)), builtIns]
}

const onlySeen = new Set(['id', 'title', 'sectionId', 'isManual', 'isCollapsed', 'name'])
