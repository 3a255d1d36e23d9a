import type { Action } from '../../access/actions.ts'
import type { WriteCtx } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import { updateResource } from '../../resources/resource-store.ts'
import { checkName } from './check-name.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { spaceKind } from './content-kinds.ts'
import { contentTarget, requireAction } from './content-target.ts'

/** What is changed without a new version. */
export type ChangeContent = { name?: string; description?: string | null; spaceId?: string }

/**
 * Renames, describes and moves a thing. Moving needs `action` in the new space too, and takes a chart out of the dashboard
 * it lives inside. Answers the space that it was moved to, null when it was not.
 */
export async function changeHead(
  ctx: ContentCtx & WriteCtx,
  { id, projectId }: Pick<Resource, 'id' | 'projectId'>,
  action: Action,
  { name, description, spaceId }: ChangeContent,
): Promise<string | null> {
  const destination = spaceId === undefined ? null : await contentTarget(ctx, spaceKind, { idOrSlug: spaceId, projectId })
  if (destination !== null) requireAction(ctx, action, destination)
  const change = {
    ...(name === undefined ? {} : { name: checkName(name) }),
    ...(description === undefined ? {} : { description }),
    ...(destination === null ? {} : { spaceId: destination.resource.id, dashboardId: null }),
  }
  if (Object.keys(change).length > 0) await updateResource(ctx.tx, id, change, authorOf(ctx))
  return destination?.resource.id ?? null
}
