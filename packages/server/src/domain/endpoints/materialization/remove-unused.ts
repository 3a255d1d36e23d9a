import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation, type Ctx } from '../../../access/operation.ts'
import type { KeptTables } from '../../../warehouses/kept-tables.ts'
import { deleteUnused, listKeptFiles, type UnusedTable } from './materialization-store.ts'

/** Days without a call after which a table goes that was called before. */
const unusedDays = 30
/** Hours that a file nobody knows of may be one that is being written. */
const writingHours = 2

/** Switches off what nobody calls any more, and what is in the trash; the change log says so of each, with the reason. */
export const removeUnusedTables = writeOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'endpoints.remove_unused_tables',
  action: 'organization.delete',
  allow: ['system'],
  writes: true,
  target: async () => ({ organizationId: null }),
  async run(ctx) {
    const removed = await deleteUnused(ctx.tx, new Date(ctx.clock.now() - unusedDays * 86_400_000))
    for (const table of removed) {
      const { endpointId, version, projectId, organizationId } = table
      const now = { version, isMaterialized: false, because: reasonOf(table) }
      ctx.record({ targetKind: 'endpoint', targetId: endpointId, projectId, organizationId, before: { version, isMaterialized: true }, after: now })
    }
    return { removed: removed.length }
  },
})

const reasonOf = ({ isInTrash, usedAt }: UnusedTable): string =>
  isInTrash ? 'The endpoint is in the trash' : `Nobody called it for ${unusedDays} days, last at ${usedAt?.toISOString()}`

/** Takes away files that no version needs: those of tables that went, of before, and of what was killed. */
export const removeTableFiles = readOperation<Ctx & { keptTables: KeptTables }, Record<string, never>, Target, { removed: number }>({
  name: 'endpoints.remove_table_files',
  action: 'organization.delete',
  allow: ['system'],
  changesElsewhere: true,
  target: async () => ({ organizationId: null }),
  async run({ db, clock, keptTables }) {
    const needed = await listKeptFiles(db)
    const gone = (await keptTables.list()).filter(({ file, at }) => !needed.has(file) && at < clock.now() - writingHours * 3_600_000)
    for (const { file } of gone) await keptTables.remove(file)
    return { removed: gone.length }
  },
})
