import type { CellFailure, CellState, NotebookCell } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { may } from '../../content/content-target.ts'
import { withoutSource } from '../sessions/outcome-as-seen.ts'
import type { SessionsCtx } from '../sessions/sessions-ctx.ts'
import { failuresOfRun } from './failures-of-run.ts'
import { runDocument } from './run-document.ts'
import { appRunTarget, type AppRunKey, type AppRunTarget } from './app-run-target.ts'

/** Where a cell of a run stands. */
export type RunCell = {
  cellId: string
  /** What it is called; null: nothing, or not for the caller. */ label: string | null
  state: CellState
  ms: number | null
  failure: CellFailure | null
}

/**
 * What has come of the cells of a run so far, in the order in which they began. Why one failed is for editors, and
 * without its SQL for whoever ran it if the app shows it: as far as it may quote nothing that is for somebody else. */
export const getRunCells = readOperation<SessionsCtx, AppRunKey, AppRunTarget, RunCell[]>({
  name: 'app_runs.cells',
  action: 'app.run',
  target: appRunTarget,
  async run(ctx, _key, target) {
    const edits = may(ctx, 'app.update', target)
    const isOwn = ctx.actor.kind === 'user' && target.run.owner?.id === ctx.actor.userId
    const document = await runDocument(ctx, target.run)
    const shown = new Set(document?.app.elements.map(({ cellId }) => cellId))
    const labels = new Map(document?.cells.map((cell) => [cell.id, labelOf(cell)]))
    const { outcomes, mayRead } = await failuresOfRun(ctx, target.run)
    return [...outcomes.values()]
      .toSorted((a, b) => beganAt(a) - beganAt(b))
      .map((outcome) => (edits ? outcome : withoutSource(outcome)))
      .map(({ cellId, state, ms, failure }) => ({
        cellId,
        label: edits || shown.has(cellId) ? (labels.get(cellId) ?? null) : null,
        state,
        ms,
        failure: (edits || (isOwn && shown.has(cellId))) && failure !== null ? (mayRead(cellId) ? failure : withheld(failure)) : null,
      }))
  },
})

/** That it failed, and how, in words that quote nothing. */
const withheld = ({ code }: CellFailure): CellFailure => ({
  code,
  message: 'Why is told to whoever this ran as: it may quote values that you do not see. Run the app yourself to learn what it says to you.',
  reason: 'failure_withheld',
  line: null,
  hint: null,
})

/** What did not begin comes last. */
const beganAt = ({ startedAt }: { startedAt: string | null }): number => (startedAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(startedAt))

const labelOf = (cell: NotebookCell): string | null => cell.title ?? ('name' in cell ? (cell.name ?? null) : null)
