import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { writableFolder } from '../develop/model-folder.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { beginUploadFolder } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

type Input = {
  projectId: string
  fileName: string
  size: number
  /** What is to become of it: content needs no place for models. */ purpose?: 'models' | 'content' | undefined
}

/** Begins an upload; refuses at once what could not become a model later. */
export const beginUpload = readOperation<UploadsCtx, Input, ProjectTarget, { uploadId: string; partBytes: number }>({
  name: 'uploads.begin',
  action: 'data.upload',
  target: projectTarget,
  async run(ctx, { fileName, size, purpose = 'models' }, { project }) {
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'Failed to authorize user')
    if (size === 0) throw new AppError('invalid', 'The file is empty. Choose a file with a header line and rows.', { reason: 'file_empty' })
    if (purpose === 'models') await writableFolder(project)
    const { id } = await beginUploadFolder(ctx.uploads, { projectId: project.id, userId: ctx.actor.userId, fileName, size, createdAt: ctx.clock.now() })
    return { uploadId: id, partBytes: ctx.uploads.partBytes }
  },
})
