import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Target } from '../../../access/actions.ts'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import { isUuid } from '../../../platform/ids.ts'
import { projectsThatExist } from '../../projects/project-store.ts'
import type { GitPlaces } from './repository-ctx.ts'

/** Removes clones of projects that are gone: what was in them is in its repository. Called by the day. */
export const removeClones = readOperation<Ctx & { git: GitPlaces }, Record<string, never>, Target, { removed: number }>({
  name: 'repositories.remove_clones',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run({ db, git: { folder } }) {
    // Without a clone there is no folder for them.
    const ids = (await readdir(folder).catch(() => [])).filter(isUuid)
    const existing = await projectsThatExist(db, ids)
    const gone = ids.filter((id) => !existing.has(id))
    for (const id of gone) await rm(path.join(folder, id), { recursive: true, force: true })
    return { removed: gone.length }
  },
})
