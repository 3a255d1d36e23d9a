import { refusal, type Ctx } from '../../access/operation.ts'
import type { Target } from '../../access/actions.ts'
import { AppError } from '../../platform/errors.ts'
import type { ProjectCache } from './project-cache.ts'
import type { Project } from './types.ts'

/** What operations on a project need. */
export type ProjectCtx = Ctx & { projects: ProjectCache }

export type ProjectTarget = Target & { project: Project }

/**
 * The project as the target of an operation. A project of another organization is refused as the Lightdash contract
 * says (`forbidden`, by the rules), one that does not exist is `not_found`.
 */
export async function projectTarget(ctx: ProjectCtx, input: { projectId: string }): Promise<ProjectTarget> {
  const project = await ctx.projects.project(input.projectId)
  return { organizationId: project.organizationId, projectId: project.id, projectType: project.type, project }
}

/**
 * Refuses strangers in the words of the rules, for targets that look further than the project: what is found there, or is
 * not, would tell about it.
 */
export function refuseStrangers({ actor }: Ctx, { organizationId }: Pick<Target, 'organizationId'>): void {
  if (actor.kind === 'user' && actor.organizationId !== organizationId) {
    throw refusal({ allowed: false, because: 'foreign_organization' })
  }
}

/** The organization of a signed-in person; `forbidden` for one without. */
export function organizationOf(ctx: Ctx): string {
  if (ctx.actor.kind === 'anonymous' || ctx.actor.organizationId === null) {
    throw new AppError('forbidden', 'You are not a member of an organization', { reason: 'no_organization' })
  }
  return ctx.actor.organizationId
}
