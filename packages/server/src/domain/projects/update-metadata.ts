import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { updateUpstream } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** Sets or clears the project that this one is a preview of; without a word of it nothing is changed. Throws `not_found` for one of another organization, `invalid` for itself. */
export const updateMetadata = writeOperation<ProjectCtx, { projectId: string; upstreamProjectId?: string | null }, ProjectTarget, void>({
  name: 'projects.update_metadata',
  action: 'project.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, upstreamProjectId }, { project }) {
    if (upstreamProjectId === undefined) return
    if (upstreamProjectId === projectId) throw new AppError('invalid', 'A project cannot be its own upstream project', { reason: 'own_upstream' })
    if (upstreamProjectId !== null && (await ctx.projects.project(upstreamProjectId)).organizationId !== project.organizationId) {
      throw new AppError('not_found', `Project ${upstreamProjectId} does not exist`, { reason: 'project_missing' })
    }
    await updateUpstream(ctx.tx, projectId, upstreamProjectId)
    ctx.record({ targetKind: 'project', targetId: projectId, before: { upstreamProjectId: project.upstreamProjectId }, after: { upstreamProjectId } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})
