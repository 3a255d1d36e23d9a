import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { findUpload, writePart } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

type Input = { projectId: string; uploadId: string; offset: number; part: Buffer }

/** Takes one part of a file; parts come in order, and one that was lost on the way may come again. */
export const sendUploadPart = readOperation<UploadsCtx, Input, ProjectTarget, { received: number }>({
  name: 'uploads.send_part',
  action: 'data.upload',
  target: projectTarget,
  run: async (ctx, input) => ({ received: await writePart(await findUpload(ctx, input), input.offset, input.part) }),
})
