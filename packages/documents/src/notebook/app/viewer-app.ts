import type { AppElement, AppTab, CellKind, NotebookCell, NotebookDocument, NotebookSettings } from '../notebook-document.ts'
import { defaultSourceOf, type InputDefinition } from '../cells/input-cell.ts'

/** A cell as those may know it who have the app alone: nothing of how it comes about, unless the app shows that. */
export type ViewerCell = {
  id: string
  kind: CellKind
  /** Its own, or of an input its name; null: it has none. */
  title: string | null
  /** Of an input, under `name` in addresses. */
  input?: { name: string; definition: InputDefinition }
  /** Text without templates; with them it has to be asked for. */
  markdown?: string
  /** Where the app shows what a cell is written in. */
  source?: { language: 'sql' | 'typescript' | 'python'; text: string }
}

/** The app of a notebook for those who only have the app. */
export type ViewerApp = {
  tabs: readonly AppTab[]
  elements: readonly AppElement[]
  cells: readonly ViewerCell[]
  isFullWidth: boolean
  settings: Pick<NotebookSettings, 'timezone'> & { rerunsOnInput: boolean; runsOnOpen: boolean }
}

/** What of a notebook the readers of its app may know. Elements whose cell is gone are left out. */
export function viewerApp({ cells, app, settings }: NotebookDocument): ViewerApp {
  const known = new Map(cells.map((cell) => [cell.id, cell]))
  const elements = app.elements.filter(({ cellId }) => known.has(cellId))
  const withSource = new Set(elements.flatMap(({ cellId, showsSource }) => (showsSource === true ? [cellId] : [])))
  return {
    tabs: app.tabs,
    elements,
    cells: [...new Set(elements.map(({ cellId }) => cellId))].flatMap((id) => {
      const cell = known.get(id)
      return cell === undefined ? [] : [viewerCell(cell, withSource.has(id))]
    }),
    isFullWidth: app.isFullWidth === true,
    settings: {
      ...(settings.timezone === undefined ? {} : { timezone: settings.timezone }),
      rerunsOnInput: settings.rerunsOnInput !== false,
      runsOnOpen: settings.runsOnOpen === true,
    },
  }
}

/** What of a cell the readers of its app may know. */
export function viewerCell(cell: NotebookCell, showsSource: boolean): ViewerCell {
  const { id, kind } = cell
  const title = cell.title?.trim() ? cell.title : cell.kind === 'input' ? cell.name : null
  const source = showsSource ? sourceOf(cell) : null
  return {
    id,
    kind,
    title,
    ...(cell.kind === 'input' ? { input: { name: cell.name, definition: shownInput(cell.input) } } : {}),
    ...(cell.kind === 'text' && !/\{[{%#]/.test(cell.markdown) ? { markdown: cell.markdown } : {}),
    ...(source === null ? {} : { source }),
  }
}

/** Names of results, columns and attributes are none of the readers': they have what comes of them. */
function shownInput(input: InputDefinition): InputDefinition {
  const source = defaultSourceOf(input)
  const shown = source === undefined ? input : { ...input, defaultFrom: 'of' in source ? { of: 'found' } : { attribute: 'own' } }
  return (shown.type === 'dropdown' || shown.type === 'multi_select') && 'of' in shown.options ? { ...shown, options: { of: 'offered' } } : shown
}

function sourceOf(cell: NotebookCell): NonNullable<ViewerCell['source']> | null {
  if (cell.kind === 'sql') return { language: 'sql', text: cell.sql }
  return cell.kind === 'code' ? { language: cell.language, text: cell.code } : null
}
