import type { Action, Target } from '../../access/actions.ts'
import { refusal, type Ctx } from '../../access/operation.ts'
import { decide, decideEmbedded, visibleSpaces, type SpaceScope } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { storeOf } from './content-ctx.ts'

/** A piece of content as the target of an operation: its space decides. */
export type ContentTarget<Spec extends object> = Target & { projectId: string; space: Resource['space']; resource: Resource<Spec> }

/** Which piece: an id, or a slug within the project or else the caller's organization. */
export type ContentKey = { idOrSlug: string; projectId?: string }

/** Loads a chart, dashboard or space. Throws `not_found`, also for one in the trash. */
export async function contentTarget<Spec extends object>(ctx: Ctx, kind: ResourceKind<Spec>, key: ContentKey): Promise<ContentTarget<Spec>> {
  const organizationId = ctx.actor.kind === 'anonymous' ? null : ctx.actor.organizationId
  const resource = await findResource(storeOf(ctx), kind, { ...key, organizationId })
  if (resource === null) {
    throw new AppError('not_found', `This ${kind.kind.replaceAll('_', ' ')} does not exist or was deleted`, { reason: `${kind.kind}_missing` })
  }
  return targetOf(resource)
}

/** The same for a resource that is already at hand. */
export const targetOf = <Spec extends object>(resource: Resource<Spec>): ContentTarget<Spec> => ({
  organizationId: resource.organizationId,
  projectId: resource.projectId,
  space: resource.space,
  resource,
})

/** Throws `forbidden` unless the caller may do this too; for operations that touch a second place. */
export function requireAction({ actor }: Ctx, action: Action, target: Target): void {
  if (actor.kind === 'system' || actor.kind === 'anonymous') return
  const decision = actor.kind === 'embed' ? decideEmbedded(actor, action, target) : decide(actor, action, target)
  if (!decision.allowed) throw refusal(decision)
}

/** Whether the caller may do this too, where that decides about a part only. */
export const may = ({ actor }: Ctx, action: Action, target: Target): boolean =>
  actor.kind !== 'user' ? actor.kind !== 'embed' : decide(actor, action, target).allowed

/** Spaces of a project that the caller may see, for lists. The house itself sees all. */
export function scopeOf(ctx: Ctx, projectId: string): SpaceScope {
  switch (ctx.actor.kind) {
    case 'user':
      return visibleSpaces(ctx.actor, projectId)
    case 'system':
      return { all: true }
    case 'anonymous':
    case 'embed':
      return { all: false, public: false, ids: [] }
  }
}
