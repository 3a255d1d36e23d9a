import { applyEdit, invertEdit, type DashboardDocument, type DashboardEdit } from '@atrium/documents'
import { useCallback, useReducer } from 'react'

type History = { document: DashboardDocument; /** Inverses, the latest last. */ undo: DashboardEdit[]; redo: DashboardEdit[] }
type Action = { type: 'edit'; edit: DashboardEdit } | { type: 'undo' } | { type: 'redo' }

function step(history: History, action: Action): History {
  const { document, undo, redo } = history
  switch (action.type) {
    case 'edit':
      return { document: applyEdit(document, action.edit), undo: [...undo, invertEdit(document, action.edit)], redo: [] }
    case 'undo': {
      const edit = undo.at(-1)
      return edit === undefined ? history : { document: applyEdit(document, edit), undo: undo.slice(0, -1), redo: [...redo, invertEdit(document, edit)] }
    }
    case 'redo': {
      const edit = redo.at(-1)
      return edit === undefined ? history : { document: applyEdit(document, edit), undo: [...undo, invertEdit(document, edit)], redo: redo.slice(0, -1) }
    }
  }
}

export type DashboardDraft = {
  document: DashboardDocument
  edit: (edit: DashboardEdit) => void
  undo: () => void
  redo: () => void
  canUndo: boolean
  canRedo: boolean
}

/** A dashboard that is being edited, with everything done to it so that it can be taken back. */
export function useDashboardDraft({ tiles, filters, tabs, parameters }: DashboardDocument): DashboardDraft {
  const [history, dispatch] = useReducer(step, { document: { tiles, filters, tabs, parameters }, undo: [], redo: [] })
  const edit = useCallback((given: DashboardEdit) => dispatch({ type: 'edit', edit: given }), [])
  const undo = useCallback(() => dispatch({ type: 'undo' }), [])
  const redo = useCallback(() => dispatch({ type: 'redo' }), [])
  return { document: history.document, edit, undo, redo, canUndo: history.undo.length > 0, canRedo: history.redo.length > 0 }
}
