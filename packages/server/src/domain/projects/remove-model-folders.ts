import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { isUuid } from '../../platform/ids.ts'
import { asideFolder, asideSince, isPartialFolder, type ProjectFolders } from './new-model-folder.ts'
import { projectsThatExist } from './project-store.ts'

/** Days that the models of a deleted project are kept: they are texts that people wrote, and may be in no repository. */
export const keptDays = 30

const dayMs = 86_400_000

/**
 * Sets the model folders of projects that are gone aside, as `<id>.deleted-<date>-<id>`, and removes those that were set aside
 * `keptDays` ago, and copies that never took their place. Only folders that were made for a project; a day old at least, since a project that is being made has its
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
    const isOfYesterday = async (name: string): Promise<boolean> => ((await stat(path.join(models, name)).catch(() => null))?.mtimeMs ?? now) < now - dayMs
    for (const id of ids.filter((each) => !existing.has(each))) {
      const place = path.join(models, id)
      if (await isOfYesterday(id)) await rename(place, asideFolder(place, now))
    }
    for (const name of names.filter(isPartialFolder)) if (await isOfYesterday(name)) await rm(path.join(models, name), { recursive: true, force: true })
    const old = names.filter((name) => {
      const since = asideSince(name)
      return since !== null && Date.parse(since) < now - keptDays * dayMs
    })
    for (const name of old) await rm(path.join(models, name), { recursive: true, force: true })
    return { removed: old.length }
  },
})
