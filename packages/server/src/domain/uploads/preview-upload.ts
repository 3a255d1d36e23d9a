import { readOperation } from '../../access/operation.ts'
import type { ColumnType, FilePreview, ReadOptions } from '../../warehouses/ingest/ingest.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { suggestedName } from './suggested-name.ts'
import { findWholeUpload } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

type Input = { projectId: string; uploadId: string; options: ReadOptions; types: Record<number, ColumnType> }

/** What is in a file, as it would be in its table. Throws `invalid` with the fault of the file. */
export const previewUpload = readOperation<UploadsCtx, Input, ProjectTarget, FilePreview & { suggestedName: string }>({
  name: 'uploads.preview',
  action: 'data.upload',
  target: projectTarget,
  async run(ctx, input, { project }) {
    const { file, fileName, userId } = await findWholeUpload(ctx, input)
    const preview = await ctx.uploads.ingest.preview({ file, options: input.options, types: input.types }, ctx.signal, userId)
    const taken = [
      ...Object.keys(await ctx.warehouses.of(project).catalog()),
      ...((await ctx.projects.model(project.id).catch(() => null))?.explores.keys() ?? []),
    ]
    return { ...preview, suggestedName: suggestedName(fileName, taken) }
  },
})
