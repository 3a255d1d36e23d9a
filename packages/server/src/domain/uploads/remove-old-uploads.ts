import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { listNoteless, listUploads, removeUpload, uploadLifetimeMs } from './upload-folder.ts'
import type { Uploads } from './uploads-ctx.ts'

/** Takes away files that nobody made a model of within a day, and what a server that was stopped has left of others. */
export const removeOldUploads = readOperation<Ctx & { uploads: Uploads }, Record<string, never>, Target, { removed: number }>({
  name: 'uploads.remove_old',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run({ uploads, clock }) {
    const before = clock.now() - uploadLifetimeMs
    const old = (await listUploads(uploads)).filter(({ createdAt }) => createdAt < before)
    const gone = [...old, ...(await listNoteless(uploads, before))]
    for (const upload of gone) await removeUpload(upload)
    return { removed: gone.length }
  },
})
