import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { writeOperation } from '../../access/operation.ts'
import type { ModelSource } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { forgetAllAfterCommit, nowOf } from '../identity/identity-ctx.ts'
import { requireEndOfPreview } from '../projects/end-of-preview.ts'
import { newModelFolder } from '../projects/new-model-folder.ts'
import { giveUpstreamRole, type NewProjectCtx } from '../projects/new-project.ts'
import { announceProjectChange } from '../projects/project-changes-store.ts'
import { copyAccess, copyModel, copySettings, insertProject, updateDeleteAfter, updateUpstream } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { readModelFolder } from '../projects/read-model-folder.ts'
import type { Project } from '../projects/types.ts'
import { sharePassword } from '../projects/warehouse-passwords.ts'
import { copyContent, copyVirtualViews } from './copy-content.ts'

export type PreviewCtx = NewProjectCtx & ContentCtx

/** `copyContent`: spaces with who is in them, charts, dashboards, endpoints and notebooks, and who is in the project. */
export type CreatePreview = {
  projectId: string
  name: string
  copyContent: boolean
  /** When it is deleted by itself; null: never. */ deleteAfter: Date | null
}

/**
 * Makes a preview of a project: the same data by the same connection, models of its own to change, and copies of the
 * content. Answers its id; that project is its upstream one. Throws `forbidden` (`preview_of_preview`) and `invalid`
 * (`no_warehouse`).
 */
export const createPreview = writeOperation<PreviewCtx, CreatePreview, ProjectTarget, { projectId: string }>({
  name: 'projects.create_preview',
  action: 'project.create_preview',
  writes: true,
  target: projectTarget,
  async run(ctx, { name, copyContent: withContent, deleteAfter }, { project: source }) {
    requireEndOfPreview(deleteAfter, 'PREVIEW', nowOf(ctx))
    if (source.type === 'PREVIEW') {
      throw new AppError('forbidden', 'This project is a preview itself. Make a preview of the project that it is of.', { reason: 'preview_of_preview' })
    }
    if (source.warehouse.type === 'none') {
      throw new AppError('invalid', 'This project has no warehouse connection: connect one in the project settings', { reason: 'no_warehouse' })
    }
    const id = newId()
    const { organizationId, warehouse, timezone } = source
    const modelSource = await copyModels(ctx, source, id)
    const createdBy = ctx.actor.kind === 'user' ? ctx.actor.userId : null
    await insertProject(ctx.tx, { id, organizationId, name, type: 'PREVIEW', warehouse, modelSource, timezone, createdBy })
    await updateUpstream(ctx.tx, id, source.id)
    await updateDeleteAfter(ctx.tx, id, deleteAfter)
    await copySettings(ctx.tx, source.id, id)
    await copyModel(ctx.tx, source.id, id)
    await copyVirtualViews(ctx, source, id)
    await sharePassword(ctx.tx, ctx.keys, { from: source, to: id, now: nowOf(ctx) })
    if (withContent) await copyAccess(ctx.tx, source.id, id)
    else await giveUpstreamRole(ctx, id, source)
    const copied = withContent ? await copyContent(ctx, source, id) : { spaces: 0, charts: 0, dashboards: 0, endpoints: 0, notebooks: 0 }
    forgetAllAfterCommit(ctx)
    const after = { name, type: 'PREVIEW', warehouse, modelSource, upstreamProjectId: source.id, copyContent: withContent, deleteAfter, ...copied }
    ctx.record({ targetKind: 'project', targetId: id, projectId: id, before: null, after })
    await announceProjectChange(ctx.tx, id)
    await ctx.warehouses.shareTables(source.id, id)
    return { projectId: id }
  },
})

/** A model folder with the files of another project; none for one whose models a client sends. */
async function copyModels(ctx: NewProjectCtx, source: Project, id: string): Promise<ModelSource> {
  if (source.modelSource.type === 'none') return source.modelSource
  const files = await readModelFolder(source.modelSource.path)
  const folder = await newModelFolder(ctx, id)
  if (folder.type === 'none') return folder
  for (const file of files) {
    const place = path.join(folder.path, file.path)
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
    await writeFile(place, file.text, { mode: 0o600 })
  }
  return folder
}
