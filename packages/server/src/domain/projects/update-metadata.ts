import { writeOperation, type Ctx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { requireEndOfPreview } from './end-of-preview.ts'
import { updateDeleteAfter, updateUpstream } from './project-store.ts'
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

type Metadata = { upstreamProjectId?: string | null; /** Of a preview: when it is deleted by itself; null: never. */ deleteAfter?: Date | null }

/**
 * Sets or clears the project that this one is a preview of, and when a preview ends; what is left out stays. Throws `not_found`
 * for an upstream project that the caller does not see, `invalid` for the project itself and for an end that cannot be.
 */
export const updateMetadata = writeOperation<ProjectCtx, { projectId: string } & Metadata, ProjectTarget, void>({
  name: 'projects.update_metadata',
  action: 'project.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, upstreamProjectId, deleteAfter }, { project }) {
    if (upstreamProjectId === undefined && deleteAfter === undefined) return
    if (upstreamProjectId !== undefined) {
      if (upstreamProjectId === projectId) throw new AppError('invalid', 'A project cannot be its own upstream project', { reason: 'own_upstream' })
      if (upstreamProjectId !== null) await requireUpstream(ctx, project.organizationId, upstreamProjectId)
      await updateUpstream(ctx.tx, projectId, upstreamProjectId)
    }
    if (deleteAfter !== undefined) {
      requireEndOfPreview(deleteAfter, project.type, new Date(ctx.clock.now()))
      await updateDeleteAfter(ctx.tx, projectId, deleteAfter)
    }
    const before = { upstreamProjectId: project.upstreamProjectId, deleteAfter: project.deleteAfter }
    const after = { ...before, ...(upstreamProjectId === undefined ? {} : { upstreamProjectId }), ...(deleteAfter === undefined ? {} : { deleteAfter }) }
    ctx.record({ targetKind: 'project', targetId: projectId, before, after })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})
