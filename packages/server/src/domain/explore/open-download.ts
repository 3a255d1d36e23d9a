import { AppError } from '../../platform/errors.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import type { Target } from '../../access/actions.ts'
import { findDownload, type Download } from './download-store.ts'
import { resultsType } from './sql-runner/sql-run.ts'

/** The finished file behind an unguessable link. The secret is the permission: it works for whoever holds it, for a day. */
export const openDownload = readOperation<Ctx, { projectId: string; secret: string }, Target & { download: Download }, Download>({
  name: 'explores.open_download',
  action: 'self.view',
  whileImpersonating: true,
  allow: ['anonymous'],
  async target(ctx, input) {
    const download = await findDownload(ctx.db, input.projectId, input.secret, new Date(ctx.clock.now()))
    // Rows of SQL are for those in the project.
    if (download === null || download.contentType === resultsType)
      throw new AppError('not_found', 'This download does not exist or has expired. Export again.', { reason: 'download_missing' })
    return { organizationId: null, download }
  },
  run: async (_ctx, _input, { download }) => download,
})
