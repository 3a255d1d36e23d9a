import { appendChanges, type Change } from '../platform/change-log-store.ts'
import { isAppError } from '../platform/errors.ts'
import type { Target } from './actions.ts'
import { whoOf } from './actor.ts'
import { actorKindOf, sourceOf } from './change-source.ts'
import type { Ctx } from './ctx.ts'

/** What was refused, for the audit log. Never the secret that was tried. */
export type Refusal = { operation: string; organizationId: string | null; targetKind: string; targetId: string; reason: string; projectId?: string | null }

/** Writes down that something was refused, in a transaction of its own: the one of the operation is gone. */
export async function recordRefusal(ctx: Ctx, refusal: Refusal): Promise<void> {
  const { actor } = ctx
  const change: Change = {
    operation: refusal.operation,
    organizationId: refusal.organizationId,
    projectId: refusal.projectId ?? null,
    actorKind: actorKindOf(actor),
    ...whoOf(actor),
    requestId: ctx.requestId,
    targetKind: refusal.targetKind,
    targetId: refusal.targetId,
    before: null,
    after: null,
    outcome: 'refused',
    reason: refusal.reason,
    source: sourceOf(ctx),
  }
  await ctx.db.transaction().execute((tx) => appendChanges(tx, [change], new Date(ctx.clock.now())))
}

/** A loop of refused requests is one line in this time. */
const quietMs = 60_000
const remembered = 2000
const lastAt = new Map<string, number>()
/** Refusals on their way out, through operations that performed what was refused. */
const written = new WeakSet<Error>()

/**
 * Writes down that a person may not make a change, under their own organization: to others it must not show. The same
 * refusal again within a minute is not written again, so that nobody can fill the log with it; nor is one that an
 * operation only passes on, of what it performed.
 */
export async function recordForbidden(ctx: Ctx, operation: string, target: Target | null, error: unknown): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'user' || !isAppError(error) || error.code !== 'forbidden' || written.has(error)) return
  written.add(error)
  const place = placeOf(target)
  const { actorId, asId } = whoOf(actor)
  const key = [actorId, asId, operation, place.targetId].join(' ')
  const now = ctx.clock.now()
  if (now - (lastAt.get(key) ?? -Infinity) < quietMs) return
  if (lastAt.size >= remembered) lastAt.clear()
  lastAt.set(key, now)
  const isOurs = target?.organizationId === actor.organizationId
  await recordRefusal(ctx, {
    operation,
    organizationId: actor.organizationId,
    projectId: isOurs ? (target?.projectId ?? null) : null,
    ...place,
    reason: error.details.reason ?? 'forbidden',
  })
}

/** What a line of the log is about, where an operation does not say it. */
export function placeOf(target: Target | null): { targetKind: string; targetId: string } {
  if (target?.space !== undefined) return { targetKind: 'space', targetId: target.space.id }
  if (target?.projectId !== undefined) return { targetKind: 'project', targetId: target.projectId }
  return { targetKind: 'organization', targetId: target?.organizationId ?? '' }
}
