import { readOperation, writeOperation } from '../../../access/operation.ts'
import type { WarehouseSettings } from '../../../platform/db/stored-values.ts'
import { AppError } from '../../../platform/errors.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../project-target.ts'
import { findWriteback, removeWriteback, saveWriteback, type Writeback } from './writeback-store.ts'

/** Whether cells of notebooks may write tables, and where. */
export type WritebackSwitch = {
  /** Null: they may not. */
  place: Writeback | null
  /** Null: this warehouse takes none; `schema`: where they go unless another one is named, null where there are no schemas. */
  offered: { schema: string | null } | null
}

type Key = { projectId: string }

/** Whether cells may write tables of a project, and where: for everybody in it, as cells and pages say it. */
export const getWriteback = readOperation<ProjectCtx, Key, ProjectTarget, WritebackSwitch>({
  name: 'writeback.get',
  action: 'project.view',
  target: projectTarget,
  run: async (ctx, _key, { project }) => ({ place: await findWriteback(ctx.db, project.id), offered: offeredBy(project.warehouse) }),
})

/**
 * Lets cells write tables, or ends it: what is writing at this moment is written. Previews of the project do not get the switch. Throws
 * `invalid` for a place that the warehouse does not have.
 */
export const switchWriteback = writeOperation<ProjectCtx, Key & { place: Writeback | null }, ProjectTarget, WritebackSwitch>({
  name: 'writeback.switch',
  action: 'writeback.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { place }, { project }) {
    const offered = offeredBy(project.warehouse)
    const after = place === null ? null : checked(place, offered)
    const before = await findWriteback(ctx.tx, project.id)
    const authorId = ctx.actor.kind === 'user' ? ctx.actor.userId : null
    if (after === null) await removeWriteback(ctx.tx, project.id)
    else await saveWriteback(ctx.tx, { projectId: project.id, place: after, authorId, at: new Date(ctx.clock.now()) })
    ctx.record({ targetKind: 'project', targetId: project.id, before: { writeback: before }, after: { writeback: after } })
    return { place: after, offered }
  },
})

function offeredBy(warehouse: WarehouseSettings): WritebackSwitch['offered'] {
  if (warehouse.type === 'none') return null
  return { schema: warehouse.type === 'postgres' ? warehouse.schema : null }
}

const schemaName = /^[a-z_][a-z0-9_]{0,62}$/
const ofServer = /^(?:pg_|information_schema$)/
const prefixName = /^(?:[a-z][a-z0-9_]{0,29})?$/

function checked({ schema, prefix }: Writeback, offered: WritebackSwitch['offered']): Writeback {
  if (offered === null) {
    throw new AppError('invalid', 'This project has no warehouse, so there is nothing to write into. Connect one first.', { reason: 'no_warehouse' })
  }
  if (!prefixName.test(prefix)) throw wrong('prefix', 'A prefix has small letters, digits and underscores, begins with a letter, and has 30 of them at most.')
  if (offered.schema === null) {
    if (schema !== null) throw wrong('schema', 'The embedded engine has no schemas: leave it out.')
    return { schema, prefix }
  }
  const named = schema ?? offered.schema
  if (schemaName.test(named) && !ofServer.test(named)) return { schema: named, prefix }
  throw wrong('schema', 'A schema is named with small letters, digits and underscores, and is none of the server’s own.')
}

const wrong = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'validation', fields: [{ path, message }] })
