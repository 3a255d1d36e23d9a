import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { isUuid } from '../../platform/ids.ts'
import type { ProjectFolders } from './new-model-folder.ts'
import { projectsThatExist } from './project-store.ts'

/** Days that the models of a deleted project are kept: they are texts that people wrote, and may be in no repository. */
export const keptDays = 30

const dayMs = 86_400_000

/** A folder that was set aside: since when. */
const asideSince = /^[\da-f-]{36}\.deleted-(\d{4}-\d\d-\d\d)$/

/**
 * Sets the model folders of projects that are gone aside, as `<id>.deleted-<date>`, and removes those that were set aside
 * `keptDays` ago. Only folders that were made for a project; a day old at least, since a project that is being made has its
 * folder first. Called by the day.
 */
export const removeModelFolders = readOperation<Ctx & { projectFolders: ProjectFolders }, Record<string, never>, Target, { removed: number }>({
  name: 'projects.remove_model_folders',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run({ db, clock, projectFolders: { models } }) {
    const now = clock.now()
    const names = await readdir(models).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    const ids = names.filter(isUuid)
    const existing = await projectsThatExist(db, ids)
    const today = new Date(now).toISOString().slice(0, 10)
    for (const id of ids.filter((each) => !existing.has(each))) {
      const place = path.join(models, id)
      if ((await stat(place)).mtimeMs < now - dayMs) await rename(place, `${place}.deleted-${today}`)
    }
    const old = names.filter((name) => {
      const since = asideSince.exec(name)?.[1]
      return since !== undefined && Date.parse(since) < now - keptDays * dayMs
    })
    for (const name of old) await rm(path.join(models, name), { recursive: true, force: true })
    return { removed: old.length }
  },
})
