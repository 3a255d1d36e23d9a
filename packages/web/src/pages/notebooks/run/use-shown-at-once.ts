import type { CellKind, NotebookCell, NotebookGraph } from '@atrium/documents'
import { useEffect, useRef } from 'react'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import type { NotebookRun } from './use-notebook-run.ts'

/** Kinds that only show rows which are there: no sooner asked than done, and nothing is made of them. */
const shows: ReadonlySet<CellKind> = new Set(['chart', 'table', 'pivot', 'single_value'])

type Given = { /** The cell that is written. */ cell: NotebookCell | undefined; graph: NotebookGraph; hasErrors: boolean; run: NotebookRun }

/** Whoever writes what shows rows sees it at once, where the rows are there: it is run as soon as it is saved, once for each state of it. */
export function useShownAtOnce({ cell, graph, hasErrors, run }: Given): void {
  const shown = useRef<NotebookCell | null>(null)
  const isWanted = useSessionPart(
    run.store,
    ({ stale, running, outcomes, ended }) =>
      cell !== undefined &&
      cell.kind !== 'section' &&
      shows.has(cell.kind) &&
      cell.isManual !== true &&
      !hasErrors &&
      ended === null &&
      running.size === 0 &&
      stale.has(cell.id) &&
      [...(graph.reads.get(cell.id)?.keys() ?? [])].every((id) => !stale.has(id) && outcomes.get(id)?.state === 'done'),
    false,
  )
  useEffect(() => {
    if (!isWanted || cell === undefined || shown.current === cell) return
    shown.current = cell
    run.runUnasked({ how: 'cells', cells: [cell.id], reach: 'only' })
  }, [isWanted, cell, run])
}
