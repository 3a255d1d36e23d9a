import type { TilePlace } from '../../dashboard/arrange-tiles.ts'
import type { AppElement, AppTab, NotebookCell, NotebookDocument, NotebookSettings } from '../notebook-document.ts'
import { renameName } from './rename-name.ts'

/** One change of a notebook as data. What takes it back is the step between the states (`stepBetween`). What is not there changes nothing. */
export type NotebookEdit =
  /** Behind a cell; null: at the beginning. */
  | { type: 'add-cells'; cells: readonly NotebookCell[]; after: string | null }
  /** With what the app shows of them. Cells of a section that goes stay, outside of it. */
  | { type: 'remove-cells'; ids: readonly string[] }
  /** Another content for a cell of the same id. */
  | { type: 'set-cell'; cell: NotebookCell }
  /** Behind a cell, null at the beginning, in the order in which they stand; into a section, null out of it, absent as they are. */
  | { type: 'move-cells'; ids: readonly string[]; after: string | null; sectionId?: string | null }
  /** Another name for what a cell gives, in everything that reads it. */
  | { type: 'rename'; cellId: string; name: string }
  | { type: 'add-elements'; elements: readonly AppElement[] }
  | { type: 'remove-elements'; uuids: readonly string[] }
  | { type: 'set-element'; element: AppElement }
  | { type: 'place-elements'; places: readonly TilePlace[] }
  /** Cells on tabs that go are no longer shown. */
  | { type: 'set-tabs'; tabs: readonly AppTab[] }
  | { type: 'set-full-width'; isFullWidth: boolean }
  | { type: 'set-settings'; settings: NotebookSettings }
  /** Several changes that are done and undone as one. */
  | { type: 'all'; edits: readonly NotebookEdit[] }

/** The notebook after the edit; the given one is left as it was. */
export function applyNotebookEdit(document: NotebookDocument, edit: NotebookEdit): NotebookDocument {
  const { cells, app } = document
  const withApp = (change: Partial<NotebookDocument['app']>): NotebookDocument => ({ ...document, app: { ...app, ...change } })
  switch (edit.type) {
    case 'add-cells': {
      const known = new Set(cells.map(({ id }) => id))
      return {
        ...document,
        cells: insertedBehind(
          cells,
          edit.cells.filter(({ id }) => !known.has(id)),
          edit.after,
        ),
      }
    }
    case 'remove-cells':
      return withoutCells(document, new Set(edit.ids))
    case 'set-cell':
      return { ...document, cells: cells.map((cell) => (cell.id === edit.cell.id ? edit.cell : cell)) }
    case 'move-cells':
      return { ...document, cells: moved(cells, edit) }
    case 'rename':
      return renameName(document, edit).document
    case 'add-elements': {
      const known = new Set(app.elements.map(({ uuid }) => uuid))
      return withApp({ elements: [...app.elements, ...edit.elements.filter(({ uuid }) => !known.has(uuid))] })
    }
    case 'remove-elements':
      return withApp({ elements: app.elements.filter(({ uuid }) => !edit.uuids.includes(uuid)) })
    case 'set-element':
      return withApp({ elements: app.elements.map((element) => (element.uuid === edit.element.uuid ? edit.element : element)) })
    case 'place-elements': {
      const places = new Map(edit.places.map((place) => [place.uuid, place]))
      return withApp({
        elements: app.elements.map((element) => {
          const place = places.get(element.uuid)
          return place === undefined ? element : { ...element, x: place.x, y: place.y, w: place.w, h: place.h }
        }),
      })
    }
    case 'set-tabs': {
      const left = new Set(edit.tabs.map(({ uuid }) => uuid))
      const gone = new Set(app.tabs.flatMap(({ uuid }) => (left.has(uuid) ? [] : [uuid])))
      return withApp({
        tabs: edit.tabs.map((tab, order) => ({ ...tab, order })),
        elements: app.elements.filter(({ tabUuid }) => tabUuid === undefined || !gone.has(tabUuid)),
      })
    }
    case 'set-full-width':
      return withApp({ isFullWidth: edit.isFullWidth })
    case 'set-settings':
      return { ...document, settings: edit.settings }
    case 'all':
      return edit.edits.reduce(applyNotebookEdit, document)
  }
}

function insertedBehind(cells: readonly NotebookCell[], added: readonly NotebookCell[], after: string | null): NotebookCell[] {
  const place = after === null ? 0 : cells.findIndex(({ id }) => id === after) + 1
  // Behind a cell that is gone meanwhile: at the end, not lost.
  return cells.toSpliced(after !== null && place === 0 ? cells.length : place, 0, ...added)
}

function withoutCells(document: NotebookDocument, gone: ReadonlySet<string>): NotebookDocument {
  return {
    ...document,
    cells: document.cells
      .filter(({ id }) => !gone.has(id))
      .map((cell) => (cell.kind !== 'section' && cell.sectionId !== undefined && gone.has(cell.sectionId) ? inSection(cell, null) : cell)),
    app: { ...document.app, elements: document.app.elements.filter(({ cellId }) => !gone.has(cellId)) },
  }
}

function moved(cells: readonly NotebookCell[], { ids, after, sectionId }: Extract<NotebookEdit, { type: 'move-cells' }>): NotebookCell[] {
  const moving = new Set(ids.filter((id) => id !== after))
  const taken = cells.filter(({ id }) => moving.has(id)).map((cell) => (sectionId === undefined ? cell : inSection(cell, sectionId)))
  return insertedBehind(
    cells.filter(({ id }) => !moving.has(id)),
    taken,
    after,
  )
}

/** A cell in another section, or in none. Sections lie in no other one. */
function inSection(cell: NotebookCell, sectionId: string | null): NotebookCell {
  if (cell.kind === 'section') return cell
  const { sectionId: _, ...rest } = cell
  return sectionId === null ? rest : { ...cell, sectionId }
}
