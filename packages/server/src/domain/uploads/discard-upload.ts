import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { findUpload, removeUpload } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

/** Takes away a file that is not wanted after all. */
export const discardUpload = readOperation<UploadsCtx, { projectId: string; uploadId: string }, ProjectTarget, void>({
  name: 'uploads.discard',
  action: 'data.upload',
  changesElsewhere: true,
  target: projectTarget,
  run: async (ctx, input) => removeUpload(await findUpload(ctx, input)),
})
