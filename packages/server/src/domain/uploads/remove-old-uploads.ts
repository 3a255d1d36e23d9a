import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { listUploads, removeUpload, uploadLifetimeMs } from './upload-folder.ts'
import type { Uploads } from './uploads-ctx.ts'

/** Takes away files that nobody made a model of within a day. */
export const removeOldUploads = readOperation<Ctx & { uploads: Uploads }, Record<string, never>, Target, { removed: number }>({
  name: 'uploads.remove_old',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run({ uploads, clock }) {
    const old = (await listUploads(uploads)).filter(({ createdAt }) => createdAt < clock.now() - uploadLifetimeMs)
    for (const upload of old) await removeUpload(upload)
    return { removed: old.length }
  },
})
