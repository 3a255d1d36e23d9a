import { AppError } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import { findDefaultProjectId } from '../projects/project-number-store.ts'
import { organizationOf, type ProjectCtx } from '../projects/project-target.ts'

/**
 * The id of a project of the caller's organization by its number, its id or `@current` (the organization's default project).
 * Throws `not_found` for all others alike; what the caller may do there the operations say.
 */
export async function projectIdOf(ctx: ProjectCtx, named: string): Promise<string> {
  const organizationId = organizationOf(ctx)
  const id = await lookUp(ctx, organizationId, named)
  if (id === null) throw new AppError('not_found', 'Project not found.', { reason: 'project_missing' })
  return id
}

async function lookUp(ctx: ProjectCtx, organizationId: string, named: string): Promise<string | null> {
  if (named === '@current') return findDefaultProjectId(ctx.db, organizationId)
  const id = /^\d{1,9}$/.test(named) ? await ctx.projects.idOfNumber(Number(named)) : isUuid(named) ? named : null
  if (id === null) return null
  const project = await ctx.projects.project(id).catch(() => null)
  return project?.organizationId === organizationId ? project.id : null
}
