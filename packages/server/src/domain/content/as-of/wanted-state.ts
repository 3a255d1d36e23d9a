import type { Ctx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Resource } from '../../../resources/resource.ts'
import { findRevision } from '../../../resources/revision-store.ts'
import { storeOf } from '../content-ctx.ts'
import { asItWas } from './as-it-was.ts'

export type WantedState = {
  /** This version instead of the published one. */
  versionId?: string
  asOf?: Date
}

/**
 * A thing as it is published, as a version of it says or as it was at a moment. Throws `not_found` for what there is not, and
 * `invalid` for a version together with a moment: a moment has its own.
 */
export async function wantedState<Spec extends object>(ctx: Ctx, resource: Resource<Spec>, { versionId, asOf }: WantedState): Promise<Resource<Spec>> {
  if (versionId !== undefined && asOf !== undefined) {
    throw new AppError('invalid', 'A moment has its own version: ask for a version or for a moment, not for both', {
      reason: 'version_and_moment',
      fields: [{ path: 'asOf', value: asOf.toISOString(), message: 'stands beside a version' }],
    })
  }
  if (asOf !== undefined) return asItWas(ctx, resource, asOf)
  if (versionId === undefined) return resource
  const version = await findRevision(storeOf(ctx), resource.id, { id: versionId })
  if (version === null) throw new AppError('not_found', `This ${resource.kind.replaceAll('_', ' ')} has no such version`, { reason: 'revision_missing' })
  return { ...resource, spec: version.spec as Spec }
}
