import { gridColumns, nextFreePosition } from '../../dashboard/arrange-tiles.ts'
import type { NotebookEdit } from '../edit/notebook-edit.ts'
import type { NotebookGraph } from '../graph/notebook-graph.ts'
import type { AppElement, NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { cellSize, isShowable } from './cell-size.ts'
import { elementsOfTab } from './elements-of-tab.ts'

type NewUuid = () => string
/** What is shown on which tab; null: an app without tabs. */
type Place = { tabUuid: string | null; newUuid: NewUuid }

/** The edit that shows a cell in the app, on the first free place of a tab. */
export function showCell(document: NotebookDocument, cell: NotebookCell, { tabUuid, newUuid }: Place): NotebookEdit {
  const size = cellSize(cell) ?? { w: gridColumns, h: 2 }
  const at = nextFreePosition(elementsOfTab(document.app, tabUuid), size)
  return { type: 'add-elements', elements: [{ uuid: newUuid(), cellId: cell.id, ...at, ...size, ...onTab(tabUuid) }] }
}

/** The edit that lays the app out anew: every cell that readers want to see, on the first tab; what was said of a cell that stays, stays. */
export function layOut(document: NotebookDocument, graph: NotebookGraph, { tabUuid, newUuid }: Place): NotebookEdit {
  const known = new Map(document.app.elements.map((element) => [element.cellId, element]))
  const places = shelves(wantedCells(document, graph))
  const elements = places.map(({ cell, ...place }): AppElement => {
    const { uuid = newUuid(), hideTitle, showsSource } = known.get(cell.id) ?? {}
    const said = { ...(hideTitle === undefined ? {} : { hideTitle }), ...(showsSource === undefined ? {} : { showsSource }) }
    return { uuid, cellId: cell.id, ...place, ...said, ...onTab(tabUuid) }
  })
  return {
    type: 'all',
    edits: [
      { type: 'remove-elements', uuids: document.app.elements.map(({ uuid }) => uuid) },
      { type: 'add-elements', elements },
    ],
  }
}

const onTab = (tabUuid: string | null): { tabUuid?: string } => (tabUuid === null ? {} : { tabUuid })

/** Inputs first, then the rest in the order of the page; of results and code those that no other cell goes on with. */
function wantedCells({ cells }: NotebookDocument, { readBy }: NotebookGraph): NotebookCell[] {
  const shown = cells.filter((cell) => {
    if (cell.kind === 'writeback' || !isShowable(cell)) return false
    const isStep = cell.kind === 'sql' || cell.kind === 'explore' || cell.kind === 'filter' || cell.kind === 'code'
    return !isStep || (readBy.get(cell.id)?.size ?? 0) === 0
  })
  const isInput = (cell: NotebookCell): boolean => cell.kind === 'input'
  return [...shown.filter(isInput), ...shown.filter((cell) => !isInput(cell))]
}

type Placed = { cell: NotebookCell; x: number; y: number; w: number; h: number }

/** From left to right, what is equally high beside each other; charts take the room that is left of their row. */
function shelves(cells: readonly NotebookCell[]): Placed[] {
  const rows: Placed[][] = []
  for (const cell of cells) {
    const { w, h } = cellSize(cell) ?? { w: gridColumns, h: 2 }
    const row = rows.at(-1)
    const last = row?.at(-1)
    const x = last === undefined ? 0 : last.x + last.w
    if (row !== undefined && last?.h === h && last.cell.kind === cell.kind && x + w <= gridColumns) row.push({ cell, x, y: last.y, w, h })
    else rows.push([{ cell, x: 0, y: last === undefined ? 0 : last.y + last.h, w, h }])
  }
  return rows.flatMap((row) => (row.length === 1 && row[0]?.cell.kind === 'chart' ? [{ ...row[0], w: gridColumns }] : row))
}
