import { applyNotebookEdit, definedNames, freeName, type NotebookCell, type NotebookDocument, type NotebookEdit } from '@atrium/documents'

/** The edit that moves cells together by one place, into the section or out of the one that they come past; null at the end of the page. */
export function movedBy(step: -1 | 1, ids: readonly string[], { cells }: NotebookDocument): NotebookEdit | null {
  const moving = new Set(ids)
  const places = cells.flatMap(({ id }, place) => (moving.has(id) ? [place] : []))
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return null
  const neighbour = cells[step === 1 ? last + 1 : first - 1]
  return neighbour === undefined ? null : droppedAt(ids, { cellId: neighbour.id, isBefore: step === -1 }, { cells })
}

/** The edit that puts cells before or behind another one, where they lie in the section that it lies in; null where that is one of them. */
export function droppedAt(
  ids: readonly string[],
  { cellId, isBefore }: { cellId: string; isBefore: boolean },
  { cells }: Pick<NotebookDocument, 'cells'>,
): NotebookEdit | null {
  const moving = new Set(ids)
  const target = cells.find(({ id }) => id === cellId)
  if (target === undefined || moving.has(cellId)) return null
  const others = cells.filter(({ id }) => !moving.has(id))
  const place = others.indexOf(target)
  const after = isBefore ? (others[place - 1]?.id ?? null) : cellId
  const sectionId = target.kind === 'section' ? (isBefore ? null : target.id) : (target.sectionId ?? null)
  // A section that is moved takes its cells along, which stay in it.
  const isTaken = (cell: NotebookCell): boolean => cell.kind !== 'section' && cell.sectionId !== undefined && moving.has(cell.sectionId)
  const taken = cells.filter(isTaken).map(({ id }) => id)
  const own = cells.filter((cell) => moving.has(cell.id) && !isTaken(cell))
  return { type: 'all', edits: [...own.map((cell) => inSection(cell, sectionId)), { type: 'move-cells', ids: [...ids, ...taken], after }] }
}

/** The edit that says of a cell in which section it lies. Sections lie in none. */
function inSection(cell: NotebookCell, sectionId: string | null): NotebookEdit {
  if (cell.kind === 'section') return { type: 'all', edits: [] }
  const { sectionId: _, ...rest } = cell
  return { type: 'set-cell', cell: sectionId === null ? rest : { ...cell, sectionId } }
}

/** Copies of cells for a notebook: under ids of their own, and under names that are free there, by which the copies read each other. */
export function copiesOf(cells: readonly NotebookCell[], document: NotebookDocument, newId: () => string): NotebookCell[] {
  const ids = new Map(cells.map(({ id }) => [id, newId()]))
  const taken = new Set(document.cells.flatMap((cell) => definedNames(cell).map(({ name }) => name.toLowerCase())))
  let among: NotebookDocument = { ...document, cells: [...cells] }
  for (const cell of cells) {
    if (!('name' in cell) || !taken.has(cell.name.toLowerCase())) continue
    const name = freeName(cell.name.replace(/_\d+$/, '').slice(0, 50), { ...document, cells: [...document.cells, ...among.cells] })
    among = applyNotebookEdit(among, { type: 'rename', cellId: cell.id, name })
  }
  return among.cells.map((cell) => {
    const id = ids.get(cell.id) ?? newId()
    if (cell.kind === 'section' || cell.sectionId === undefined) return { ...cell, id }
    const { sectionId, ...rest } = cell
    const section = ids.get(sectionId) ?? (document.cells.some((one) => one.id === sectionId) ? sectionId : undefined)
    return { ...rest, id, ...(section === undefined ? {} : { sectionId: section }) }
  })
}

/** Where a cell lies that is added behind another one: in its section, and behind all of a section that is folded, where it is seen. */
export function placeBehind(after: string | null, { cells }: Pick<NotebookDocument, 'cells'>): { after: string | null; sectionId: string | undefined } {
  const before = cells.find(({ id }) => id === after)
  const sectionId = before?.kind === 'section' ? before.id : before?.sectionId
  const isFolded = cells.some(({ id, isCollapsed }) => id === sectionId && isCollapsed === true)
  if (!isFolded) return { after, sectionId }
  return { after: cells.findLast((cell) => cell.kind !== 'section' && cell.sectionId === sectionId)?.id ?? after, sectionId: undefined }
}

/** The cells that are shown: those of folded sections are not. With how many each of these hides. */
export function shownCells({ cells }: Pick<NotebookDocument, 'cells'>): { cell: NotebookCell; place: number; hidden: number }[] {
  const folded = new Set(cells.flatMap((cell) => (cell.kind === 'section' && cell.isCollapsed === true ? [cell.id] : [])))
  const sectionOf = (cell: NotebookCell): string => (cell.kind === 'section' ? '' : (cell.sectionId ?? ''))
  return cells.flatMap((cell, place) =>
    folded.has(sectionOf(cell)) ? [] : [{ cell, place, hidden: folded.has(cell.id) ? cells.filter((one) => sectionOf(one) === cell.id).length : 0 }],
  )
}

/** Another selection after a click on a cell: alone, added or taken out, or all from the last one on. `ids` in the order of the page. */
export function selectionAfter(
  selected: ReadonlySet<string>,
  { id, how, from, ids }: { id: string; how: 'only' | 'toggle' | 'range'; from: string | null; ids: readonly string[] },
): ReadonlySet<string> {
  if (how === 'only') return selected.size === 0 ? selected : new Set()
  if (how === 'toggle') {
    const next = new Set(selected.size === 0 && from !== null && from !== id ? [from] : selected)
    if (!next.delete(id)) next.add(id)
    return next
  }
  const [start, end] = [ids.indexOf(from ?? id), ids.indexOf(id)].toSorted((a, b) => a - b)
  return new Set(ids.slice(Math.max(0, start ?? 0), (end ?? 0) + 1))
}
