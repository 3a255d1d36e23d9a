import type { CellKind, NotebookCell, NotebookGraph } from '@atrium/documents'
import { useEffect, useRef } from 'react'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { isPlain } from '../cells/is-plain.ts'
import { areReadsDone } from './are-reads-done.ts'
import type { NotebookRun } from './use-notebook-run.ts'

/** Kinds that only show what is there: no sooner asked than done, and nothing is made of them. */
const shows: ReadonlySet<CellKind> = new Set(['chart', 'table', 'pivot', 'single_value', 'text'])

type Given = { /** The cell that is written. */ cell: NotebookCell | undefined; graph: NotebookGraph; hasErrors: boolean; run: NotebookRun }

/** Whoever writes what shows rows or values sees it at once, where these are there: it is run as soon as it is saved, once for each state of it. */
export function useShownAtOnce({ cell, graph, hasErrors, run }: Given): void {
  const shown = useRef<NotebookCell | null>(null)
  const isWanted = useSessionPart(
    run.store,
    (state) =>
      cell !== undefined &&
      cell.kind !== 'section' &&
      shows.has(cell.kind) &&
      (cell.kind !== 'text' || !isPlain(cell.markdown)) &&
      cell.isManual !== true &&
      !hasErrors &&
      state.ended === null &&
      state.running.size === 0 &&
      state.stale.has(cell.id) &&
      areReadsDone(graph, state, cell.id),
    false,
  )
  useEffect(() => {
    if (!isWanted || cell === undefined || shown.current === cell) return
    shown.current = cell
    run.runUnasked({ how: 'cells', cells: [cell.id], reach: 'only' })
  }, [isWanted, cell, run])
}
