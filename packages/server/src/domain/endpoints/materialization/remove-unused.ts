import type { Target } from '../../../access/actions.ts'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import type { KeptTables } from '../../../warehouses/kept-tables.ts'
import { deleteUnused, listKeptFiles } from './materialization-store.ts'

/** Days without a call after which a table goes that was called before. */
const unusedDays = 30
/** Hours that a file nobody knows of may be one that is being written. */
const writingHours = 2

/** Switches off what nobody calls any more, and takes away files that no version needs: those of before, and of what was killed. */
export const removeUnusedTables = readOperation<Ctx & { keptTables: KeptTables }, Record<string, never>, Target, { removed: number; files: number }>({
  name: 'endpoints.remove_unused_tables',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run({ db, clock, keptTables }) {
    const removed = await deleteUnused(db, new Date(clock.now() - unusedDays * 86_400_000))
    const needed = await listKeptFiles(db)
    const gone = (await keptTables.list()).filter(({ file, at }) => !needed.has(file) && at < clock.now() - writingHours * 3_600_000)
    for (const { file } of gone) await keptTables.remove(file)
    return { removed, files: gone.length }
  },
})
