import { attributeUses, isExploreError, type AttributeUse } from '@atrium/semantic'
import type { Target } from '../../access/actions.ts'
import { perform, readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { organizationTarget, type IdentityCtx } from '../identity/identity-ctx.ts'
import { listProjects } from '../projects/list-projects.ts'
import type { ProjectCtx } from '../projects/project-target.ts'
import type { Project, ProjectModel } from '../projects/types.ts'

/** What one explore of one project does with one user attribute. */
export type ExploreAttributeUses = {
  attribute: string
  projectId: string
  projectName: string
  exploreName: string
  exploreLabel: string
  places: Omit<AttributeUse, 'attribute'>[]
}

/** Which explores depend on which user attributes, whether these exist or not: read off the compiled models that serve. */
export const listAttributeUses = readOperation<ProjectCtx & IdentityCtx, Record<string, never>, Target, ExploreAttributeUses[]>({
  name: 'attributes.uses',
  action: 'attribute.manage',
  target: organizationTarget,
  async run(ctx) {
    const projects = await perform(listProjects, ctx, {})
    const uses = await Promise.all(projects.map(async (project) => usesOf(project, await modelOf(ctx, project.id))))
    return uses.flat()
  },
})

/** Null for a project that was never compiled: it answers no questions, so nothing in it depends on anything. */
async function modelOf(ctx: ProjectCtx, projectId: string): Promise<ProjectModel | null> {
  try {
    return await ctx.projects.model(projectId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}

function usesOf(project: Project, model: ProjectModel | null): ExploreAttributeUses[] {
  return [...(model?.explores.values() ?? [])].flatMap((explore) => {
    if (isExploreError(explore)) return []
    const places = new Map<string, ExploreAttributeUses['places']>()
    for (const { attribute, ...place } of attributeUses(explore)) places.set(attribute, [...(places.get(attribute) ?? []), place])
    return [...places].map(([attribute, found]) => ({
      attribute,
      projectId: project.id,
      projectName: project.name,
      exploreName: explore.name,
      exploreLabel: explore.label,
      places: found,
    }))
  })
}
