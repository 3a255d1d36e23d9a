import type { Target } from '../../../access/actions.ts'
import { AppError } from '../../../platform/errors.ts'
import { findResource } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { projectTarget, refuseStrangers, type ProjectTarget } from '../../projects/project-target.ts'
import { slugOfExplore, virtualViewKind, type VirtualViewSpec } from '../../projects/virtual-views/virtual-view-kind.ts'
import type { ExploreCtx } from '../../explore/explore-target.ts'
import { storeOf, type ContentCtx } from '../content-ctx.ts'

/** What operations on virtual views need. */
export type VirtualViewCtx = ContentCtx & ExploreCtx

/** A view by the name that it is explored by. */
export type ViewKey = { projectId: string; name: string }

export type ViewTarget = Target & ProjectTarget & { view: Resource<VirtualViewSpec> }

/** Loads a virtual view of a project. Throws `not_found`, also for one in the trash, and `forbidden` to strangers. */
export async function virtualViewTarget(ctx: ContentCtx, { projectId, name }: ViewKey): Promise<ViewTarget> {
  const target = await projectTarget(ctx, { projectId })
  refuseStrangers(ctx, target)
  const view = await findResource(storeOf(ctx), virtualViewKind, { idOrSlug: slugOfExplore(name), projectId: target.project.id })
  if (view === null) throw new AppError('not_found', `There is no virtual view "${name}" in this project.`, { reason: 'virtual_view_missing' })
  return { ...target, view }
}
