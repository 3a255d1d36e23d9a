import { isExploreError, type Explore } from '@atrium/semantic'
import type { Target } from '../../access/actions.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { chartIdsOf } from '../content/as-seen.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, spaceKind } from '../content/content-kinds.ts'
import { contentTarget } from '../content/content-target.ts'
import { projectTarget } from '../projects/project-target.ts'
import type { Project, ProjectModel } from '../projects/types.ts'
import type { ThingKind } from './types.ts'

/** What is asked about: with what the rules need to know of it, and the explores that its numbers come from. */
export type Thing = { kind: ThingKind; id: string; name: string; target: Target; project: Project; space: Resource['space'] | null; explores: Explore[] }

type Which = { projectId: string; kind: ThingKind; id: string }

/** Finds it in a project of the organization. Throws `not_found`, for projects of others too. */
export async function findThing(ctx: ContentCtx, organizationId: string, { projectId, kind, id }: Which): Promise<Thing> {
  const target = await projectTarget(ctx, { projectId })
  const { project } = target
  if (project.organizationId !== organizationId) throw new AppError('not_found', `Project ${projectId} does not exist`, { reason: 'project_missing' })
  const ofProject: Target = { organizationId, projectId: project.id, projectType: project.type }
  const key = { idOrSlug: id, projectId: project.id }
  switch (kind) {
    case 'project':
      return { kind, id: project.id, name: project.name, target: ofProject, project, space: null, explores: [] }
    case 'explore': {
      const [explore] = exploresNamed(await ctx.projects.model(project.id), [id])
      if (explore === undefined) throw new AppError('not_found', `Explore "${id}" does not exist.`, { reason: 'explore_missing' })
      return { kind, id, name: explore.label, target: ofProject, project, space: null, explores: [explore] }
    }
    case 'space': {
      const { resource, ...rest } = await contentTarget(ctx, spaceKind, key)
      return { kind, id: resource.id, name: resource.name, target: rest, project, space: resource.space, explores: [] }
    }
    case 'chart': {
      const { resource, ...rest } = await contentTarget(ctx, chartKind, key)
      const explores = exploresNamed(await ctx.projects.model(project.id), [resource.spec.tableName])
      return { kind, id: resource.id, name: resource.name, target: rest, project, space: resource.space, explores }
    }
    case 'dashboard': {
      const { resource, ...rest } = await contentTarget(ctx, dashboardKind, key)
      const ids = chartIdsOf(resource.spec)
      const charts = await listResources(ctx.db, { kinds: [chartKind.kind], scope: { all: true }, projectId: project.id, ids })
      const names = charts.map((chart) => (chart as Resource<{ tableName: string }>).spec.tableName)
      const explores = exploresNamed(await ctx.projects.model(project.id), names)
      return { kind, id: resource.id, name: resource.name, target: rest, project, space: resource.space, explores }
    }
  }
}

/** Those of the named explores that can be asked, each once. */
function exploresNamed(model: ProjectModel, names: readonly string[]): Explore[] {
  return [...new Set(names)].flatMap((name) => {
    const explore = model.explores.get(name)
    return explore === undefined || isExploreError(explore) ? [] : [explore]
  })
}
