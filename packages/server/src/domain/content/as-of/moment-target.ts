import { AppError } from '../../../platform/errors.ts'
import type { Ctx } from '../../../access/operation.ts'
import { isUuid } from '../../../platform/ids.ts'
import { listResources } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import type { ResourceKind } from '../../../resources/resource-kind.ts'
import { findBySlugAt } from '../../../resources/state-store.ts'
import { storeOf } from '../content-ctx.ts'
import { contentTarget, targetOf, type ContentKey, type ContentTarget } from '../content-target.ts'

/** Which piece of content, and as of when: absent is now. A slug is the one that it had at that moment. */
export type MomentKey = ContentKey & { asOf?: Date }

/**
 * Loads what is looked at, as it is today: its place of today decides who may. With a moment also what is in the trash.
 * Throws `not_found`, also for what was deleted for good, and `invalid` for a moment to come.
 */
export async function momentTarget<Spec extends object>(ctx: Ctx, kind: ResourceKind<Spec>, key: MomentKey): Promise<ContentTarget<Spec>> {
  const { asOf, ...now } = key
  if (asOf === undefined) return contentTarget(ctx, kind, now)
  requirePast(ctx, asOf)
  const found = await findThen(ctx, kind, now, asOf)
  if (found === undefined) {
    throw new AppError('not_found', `There was no such ${kind.kind.replaceAll('_', ' ')} at that moment, or it was deleted for good`, {
      reason: `${kind.kind}_missing`,
    })
  }
  return targetOf(found as Resource<Spec>)
}

/** Throws `invalid` for a moment that is still to come. */
export function requirePast(ctx: Ctx, moment: Date): void {
  if (moment.getTime() <= ctx.clock.now()) return
  throw new AppError('invalid', `${moment.toISOString()} is still to come: choose a moment in the past`, {
    reason: 'moment_to_come',
    fields: [{ path: 'asOf', value: moment.toISOString(), message: 'is still to come' }],
  })
}

async function findThen(ctx: Ctx, { kind }: { kind: string }, { idOrSlug, projectId }: ContentKey, at: Date): Promise<Resource | undefined> {
  if (projectId !== undefined && !isUuid(projectId)) return undefined
  const organizationId = ctx.actor.kind === 'anonymous' ? null : ctx.actor.organizationId
  const place = projectId !== undefined ? { projectId } : organizationId === null ? null : { organizationId }
  if (place === null && !isUuid(idOrSlug)) return undefined
  const ids = isUuid(idOrSlug) || place === null ? [idOrSlug] : await findBySlugAt(storeOf(ctx), { kind, slug: idOrSlug, at, ...place })
  const found = await listResources(storeOf(ctx), {
    kinds: [kind],
    scope: { all: true },
    ids,
    withTrashed: true,
    ...(projectId === undefined ? {} : { projectId }),
  })
  return ids.flatMap((id) => found.find((one) => one.id === id) ?? [])[0]
}
