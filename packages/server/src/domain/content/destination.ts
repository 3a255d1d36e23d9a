import type { Action, Target } from '../../access/actions.ts'
import { refusal } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { refuseStrangers } from '../projects/project-target.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { dashboardKind, spaceKind } from './content-kinds.ts'
import { contentTarget, scopeOf } from './content-target.ts'

/** Where something new is wanted: in a space, inside a dashboard, or wherever there is a place for it. */
export type Destination = { projectId: string; spaceId?: string; dashboardId?: string }

export type DestinationTarget = Target & { organizationId: string; projectId: string; space: Resource['space']; dashboardId: string | null }

/**
 * The place for something new, as the target of its creation. Without a wish it is the oldest space in which the
 * caller may do that; `forbidden` when there is none, `invalid` when they have to create the first one, `not_found` for a place
 * that is not of this project.
 */
export async function destinationTarget(ctx: ContentCtx, wanted: Destination, action: Action): Promise<DestinationTarget> {
  const project = await ctx.projects.project(wanted.projectId)
  const found = { organizationId: project.organizationId, projectId: project.id }
  refuseStrangers(ctx, found)
  if (wanted.dashboardId !== undefined) {
    const { space, resource } = await contentTarget(ctx, dashboardKind, { idOrSlug: wanted.dashboardId, projectId: project.id })
    return { ...found, space, dashboardId: resource.id }
  }
  if (wanted.spaceId !== undefined) {
    const { space } = await contentTarget(ctx, spaceKind, { idOrSlug: wanted.spaceId, projectId: project.id })
    return { ...found, space, dashboardId: null }
  }
  const { actor } = ctx
  const spaces = await listResources(storeOf(ctx), { kinds: [spaceKind.kind], scope: scopeOf(ctx, project.id), projectId: project.id })
  const first = spaces
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    .find(({ space }) => actor.kind !== 'user' || decide(actor, action, { ...found, space }).allowed)
  if (first === undefined) throw noPlace(ctx, found, action, spaces.length === 0)
  return { ...found, space: first.space, dashboardId: null }
}

function noPlace({ actor }: ContentCtx, project: Target, action: Action, isEmpty: boolean): AppError {
  if (actor.kind === 'user') {
    // What a token may not do anywhere is no matter of spaces.
    const decision = decide(actor, action, project)
    if (!decision.allowed && decision.scope !== undefined) return refusal(decision)
    if (isEmpty && decide({ ...actor, scopes: null }, 'space.create', project).allowed) {
      const message = 'This project has no space to save to yet. Create one, under Spaces or by POST /api/v1/projects/{project}/spaces, and try again.'
      return new AppError('invalid', message, { reason: 'no_space_yet', fields: [{ path: 'space', message }] })
    }
  }
  return new AppError('forbidden', 'There is no space in this project that you can save to. Ask for access to one, or create one.', { reason: 'no_space' })
}
