import { writeOperation, type Ctx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { updateUpstream } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** A project of another organization, and one that the caller has no part in, are as if they were not there. */
async function requireUpstream(ctx: ProjectCtx & Ctx, organizationId: string, projectId: string): Promise<void> {
  const upstream = await ctx.projects.project(projectId)
  const isSeen =
    ctx.actor.kind !== 'user' || decide(ctx.actor, 'project.view', { organizationId: upstream.organizationId, projectId, projectType: upstream.type }).allowed
  if (upstream.organizationId !== organizationId || !isSeen) {
    throw new AppError('not_found', `Project ${projectId} does not exist`, { reason: 'project_missing' })
  }
}

/** Sets or clears the project that this one is a preview of; without a word of it nothing is changed. Throws `not_found` for one that the caller does not see, `invalid` for itself. */
export const updateMetadata = writeOperation<ProjectCtx, { projectId: string; upstreamProjectId?: string | null }, ProjectTarget, void>({
  name: 'projects.update_metadata',
  action: 'project.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, upstreamProjectId }, { project }) {
    if (upstreamProjectId === undefined) return
    if (upstreamProjectId === projectId) throw new AppError('invalid', 'A project cannot be its own upstream project', { reason: 'own_upstream' })
    if (upstreamProjectId !== null) await requireUpstream(ctx, project.organizationId, upstreamProjectId)
    await updateUpstream(ctx.tx, projectId, upstreamProjectId)
    ctx.record({ targetKind: 'project', targetId: projectId, before: { upstreamProjectId: project.upstreamProjectId }, after: { upstreamProjectId } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})
