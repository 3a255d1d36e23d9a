import type { NotebookDocument, WrittenOutcome } from '@atrium/documents'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Asker } from '../../../results/result-engines.ts'
import type { StoredResult } from '../../../results/result-store.ts'
import { authorOf } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, requireAction, type ContentTarget } from '../../content/content-target.ts'
import { announceProjectChange } from '../../projects/project-changes-store.ts'
import { raiseDataVersion } from '../../projects/project-store.ts'
import { accountOf } from '../../projects/warehouse-account.ts'
import { markOfTables, nameOfPlace, placeOfTable } from '../../projects/writeback/place-of-table.ts'
import { findWriteback, saveWrittenTable } from '../../projects/writeback/writeback-store.ts'
import type { ExecutionCtx } from '../execution/execution-ctx.ts'

export type WriteTable = {
  notebookId: string
  /** Of the notebook, or of the app as viewers have it. */
  isDraft: boolean
  /** As the cell names it. */
  table: string
  mode: 'append' | 'replace'
  rows: StoredResult
}

/** Milliseconds that a table may take to be written. */
const longestMs = 10 * 60_000

/**
 * Writes the rows of a result into a table of the warehouse, all or none, as whoever runs the cells: with their account where people have
 * their own. Throws `forbidden` where the project does not allow it, or not there; `conflict` for a table that no cell made.
 */
export async function writeTable(ctx: ExecutionCtx, input: WriteTable): Promise<WrittenOutcome> {
  // The warehouse takes its time: no transaction of the store waits for it.
  const { written, decided } = await perform(writeRows, ctx, input)
  await perform(recordWritten, ctx, { notebookId: input.notebookId, written, decided })
  return written
}

type Decided = ContentTarget<NotebookDocument>

const writeRows = readOperation<ExecutionCtx, WriteTable, Decided, { written: WrittenOutcome; decided: Decided }>({
  name: 'app_tables.write',
  action: 'app.write_table',
  changesElsewhere: true,
  target: (ctx, { notebookId }) => contentTarget(ctx, notebookKind, { idOrSlug: notebookId }),
  async run(ctx, { isDraft, table, mode, rows }, decided) {
    const { resource, ...where } = decided
    // What is published was checked when it was; a draft is what its editor says it is.
    if (isDraft) {
      requireAction(ctx, 'app.update', where)
      requireAction(ctx, 'explore.run_custom_sql', where)
    }
    const allowed = await findWriteback(ctx.db, resource.projectId)
    if (allowed === null) {
      throw new AppError('forbidden', 'Notebooks of this project write no tables. An admin of the project switches it on in its settings.', {
        reason: 'writeback_off',
      })
    }
    const project = await ctx.projects.project(resource.projectId)
    const place = placeOfTable(project.warehouse, allowed, table)
    requireWhole(rows)
    const warehouse = ctx.warehouses.of(project, await accountOf(ctx.db, project, ctx.actor))
    const asker: Asker = { fairKey: ctx.actor.kind === 'user' ? ctx.actor.userId : ctx.actor.kind, signal: ctx.signal, timeoutMs: longestMs }
    await ctx.results.lend(rows, asker, (lent) => warehouse.writeTable(place, lent, { ...asker, mode, mark: markOfTables(project.id) }))
    return { written: { table: nameOfPlace(place), mode, rows: rows.rows, at: new Date(ctx.clock.now()).toISOString() }, decided }
  },
})

/**
 * From here on no answer of before counts for the project. The table is written: nothing is decided anew, be it that a right was taken
 * back meanwhile, or that the notebook is gone.
 */
const recordWritten = writeOperation<ExecutionCtx, { notebookId: string; written: WrittenOutcome; decided: Decided }, Decided, void>({
  name: 'app_tables.record',
  action: 'app.write_table',
  writes: true,
  target: async (_ctx, { decided }) => decided,
  async run(ctx, { notebookId, written }, { resource: { projectId } }) {
    const { table, rows, mode } = written
    await saveWrittenTable(ctx.tx, { projectId, notebookId, name: table, rows, mode, ...authorOf(ctx) })
    await raiseDataVersion(ctx.tx, projectId)
    ctx.record({ targetKind: notebookKind.kind, targetId: notebookId, before: null, after: { table, rows, mode } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})

/** A part of the rows in a table would look like all of them. */
function requireWhole({ truncated, partial }: StoredResult): void {
  if (!truncated && !partial) return
  throw new AppError('limit_exceeded', 'Not all rows of this result are here, so none were written. Narrow it by a filter, or write it in parts.', {
    reason: 'source_cut',
  })
}
