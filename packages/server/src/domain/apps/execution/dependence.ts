import { builtInValues, defaultSourceOf, readCell, type CellOf, type NotebookCell, type NotebookGraph } from '@atrium/documents'
import type { ProjectModel } from '../../projects/types.ts'

/** What of whoever looks decides what a cell answers. */
export type Dependence = {
  /** The account with which the warehouse is asked. */
  onAccount: boolean
  /** Attributes and address. */
  onPerson: boolean
  /** The rules of the model. */
  onModel: boolean
}

/** By cell what it depends on itself, and through all that it reads. */
export function dependences(graph: NotebookGraph, model: ProjectModel | null): Map<string, Dependence> {
  const own = new Map([...graph.cells].map(([id, cell]) => [id, dependenceOf(cell, model)]))
  const ofAll = together([...own.values()])
  const found = new Map<string, Dependence>()
  for (const id of graph.order) {
    // Code may ask any result by SQL, and what one cell of Python leaves in a module another one finds there.
    const isCode = graph.cells.get(id)?.kind === 'code'
    // What is not known yet stands on a circle, and is not computed.
    const read = [...(graph.reads.get(id)?.keys() ?? [])].map((source) => found.get(source) ?? onAll)
    found.set(id, isCode ? ofAll : together([own.get(id) ?? onAll, ...read]))
  }
  return found
}

const onAll: Dependence = { onAccount: true, onPerson: true, onModel: true }

const together = (all: readonly Dependence[]): Dependence => ({
  onAccount: all.some(({ onAccount }) => onAccount),
  onPerson: all.some(({ onPerson }) => onPerson),
  onModel: all.some(({ onModel }) => onModel),
})

function dependenceOf(cell: NotebookCell, model: ProjectModel | null): Dependence {
  const { kind } = cell
  // What is in a component is read when it runs.
  if (kind === 'component') return onAll
  const source = kind === 'input' ? defaultSourceOf(cell.input) : undefined
  if (source !== undefined && 'attribute' in source) return { onAccount: false, onPerson: true, onModel: false }
  if (kind === 'explore') return { onAccount: true, onPerson: exploreDependsOnPerson(cell, model), onModel: true }
  return {
    onAccount: kind === 'writeback' || (kind === 'sql' && cell.on === 'warehouse'),
    onPerson: readCell(cell).builtIns.some((name) => builtInValues[name]?.startsWith('user_') === true),
    onModel: false,
  }
}

/** Whatever words of models name of a person: guards, attributes, the address. Found in the text, so that no place is forgotten. */
const ofPerson = /requiredAttributes|anyAttributes|(?:lightdash|ld)\.(?:attributes?|attr|user)\b/
const known = new WeakMap<object, boolean>()

function exploreDependsOnPerson({ exploreName, query }: CellOf<'explore'>, model: ProjectModel | null): boolean {
  const explore = model?.explores.get(exploreName)
  return explore === undefined || namesPerson(explore) || namesPerson(query)
}

function namesPerson(thing: object): boolean {
  const found = known.get(thing) ?? ofPerson.test(JSON.stringify(thing))
  known.set(thing, found)
  return found
}
