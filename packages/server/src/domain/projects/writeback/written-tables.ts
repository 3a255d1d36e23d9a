import { readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import type { TableState, Warehouses } from '../../../warehouses/warehouse.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../project-target.ts'
import type { Project } from '../types.ts'
import { accountOf } from '../warehouse-account.ts'
import { markOfTables, placeOfName } from './place-of-table.ts'
import { deleteWrittenTable, listWrittenTables, type WrittenTable } from './writeback-store.ts'

type WrittenCtx = ProjectCtx & { warehouses: Warehouses }
type Key = { projectId: string }

export type WrittenTables = {
  /** The last first; `state` null: the warehouse did not say. */
  tables: (WrittenTable & { state: TableState | null })[]
  /** There are older ones. */
  hasMore: boolean
  /** Why the warehouse did not say which of them are still there; null: it did. */
  unasked: string | null
}

/** Milliseconds that the warehouse has to say which tables are there. */
const askingMs = 5000

/** The tables that cells wrote, and who, when and from where; and whether they are still there, as far as whoever asks may ask the warehouse. */
export const getWrittenTables = readOperation<WrittenCtx, Key, ProjectTarget, WrittenTables>({
  name: 'writeback.list_tables',
  action: 'writeback.manage',
  target: projectTarget,
  async run(ctx, _key, { project }) {
    const { tables, hasMore } = await listWrittenTables(ctx.db, project.id)
    const asked = await statesOf(ctx, project, tables)
    return { tables: tables.map((table, place) => ({ ...table, state: asked.states[place] ?? null })), hasMore, unasked: asked.failure }
  },
})

async function statesOf(ctx: WrittenCtx, project: Project, tables: readonly WrittenTable[]): Promise<{ states: TableState[]; failure: string | null }> {
  if (tables.length === 0) return { states: [], failure: null }
  const places = tables.map(({ name }) => placeOfName(name))
  try {
    const warehouse = ctx.warehouses.of(project, await accountOf(ctx.db, project, ctx.actor))
    const states = await warehouse.tableStates(places, { mark: markOfTables(project.id), timeoutMs: askingMs, signal: ctx.signal })
    return { states, failure: null }
  } catch (error) {
    // A warehouse that is away takes nobody the list.
    if (!(error instanceof AppError) || ctx.signal.aborted) throw error
    return { states: [], failure: error.message }
  }
}

/** Takes a table off the list; the warehouse is left alone. It is on it again once a cell writes it. Throws `not_found`. */
export const forgetWrittenTable = writeOperation<ProjectCtx, Key & { name: string }, ProjectTarget, void>({
  name: 'writeback.forget_table',
  action: 'writeback.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { name }, { project }) {
    if (!(await deleteWrittenTable(ctx.tx, project.id, name))) {
      throw new AppError('not_found', `${name.slice(0, 130)} is not on the list of tables that notebooks wrote. Load the list anew.`, {
        reason: 'table_missing',
      })
    }
    ctx.record({ targetKind: 'project', targetId: project.id, before: { writtenTable: name }, after: null })
  },
})
