import { writeOperation } from '../../access/operation.ts'
import { forgetAllAfterCommit } from '../identity/identity-ctx.ts'
import { insertPrepared, prepareProject, type NewProjectInput, type PreparedProject } from '../projects/new-project.ts'
import { copyAccess, copySettings } from '../projects/project-store.ts'
import type { Project } from '../projects/types.ts'
import { copyContent, copyVirtualViews } from './copy-content.ts'
import type { PreviewCtx } from './create-preview.ts'

/**
 * Makes a project without compiling it. A preview comes with the settings, people and content of its upstream project;
 * its models are its client's to send. Throws as `prepareProject` does.
 */
export const makeProject = writeOperation<PreviewCtx, NewProjectInput, PreparedProject, { project: Project; hasContentCopy: boolean }>({
  name: 'projects.make',
  action: 'project.create',
  writes: true,
  target: prepareProject,
  async run(ctx, input, prepared) {
    const source = input.type === 'PREVIEW' ? prepared.upstream : null
    const project = await insertPrepared(ctx, input, prepared, async (id) => {
      if (source === null) return {}
      await copySettings(ctx.tx, source.id, id)
      await copyAccess(ctx.tx, source.id, id)
      await copyVirtualViews(ctx, source, id)
      return copyContent(ctx, source, id)
    })
    if (source !== null) forgetAllAfterCommit(ctx)
    return { project, hasContentCopy: source !== null }
  },
})
