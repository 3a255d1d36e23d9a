import { appendChanges } from '../platform/change-log-store.ts'
import { AppError } from '../platform/errors.ts'
import type { Action, Target } from './actions.ts'
import { whoOf, type UserActor } from './actor.ts'
import { sourceOf } from './change-source.ts'
import type { Ctx } from './ctx.ts'
import { placeOf } from './refusals.ts'
import { atLeast } from './role-ladder.ts'
import { ruleTable } from './rule-table.ts'
import { decide, type Decision } from './rules.ts'

/** Whether a person may view as another one: with the right to, not as themselves, and not as somebody with a higher role. */
export function decideImpersonation(actor: UserActor, person: Pick<UserActor, 'userId' | 'organizationId' | 'organizationRole'>): Decision {
  const decision = decide(actor, 'member.impersonate', { organizationId: person.organizationId })
  if (!decision.allowed) return decision
  if (actor.userId === person.userId) return { allowed: false, because: 'self' }
  return person.organizationRole !== null && atLeast(actor.organizationRole, person.organizationRole) ? decision : { allowed: false, because: 'more_rights' }
}

/** Throws `forbidden` where somebody who views as another person would change something, or see what is that person's alone. */
export function refuseImpersonator(
  {
    action,
    writes,
    sessionOnly,
    whileImpersonating,
    changesElsewhere,
  }: { action: Action; writes?: boolean; sessionOnly?: true; whileImpersonating?: true; changesElsewhere?: true },
  actor: UserActor,
): void {
  if (actor.impersonatedBy === undefined || whileImpersonating === true) return
  const name = `${actor.firstName} ${actor.lastName}`.trim() || actor.email
  if (writes === true || changesElsewhere === true) {
    throw new AppError('forbidden', `You are viewing as ${name}, which changes nothing. End it to do this as yourself.`, { reason: 'impersonating' })
  }
  if (sessionOnly === true || ruleTable[action].for === 'self') {
    throw new AppError('forbidden', `You are viewing as ${name}. Their account, sessions and tokens are for them alone.`, { reason: 'impersonating' })
  }
}

/** Writes down what somebody looks at who views as another person, with both names. */
export async function recordImpersonated(ctx: Ctx, operation: string, target: Target): Promise<void> {
  const change = {
    operation,
    organizationId: target.organizationId,
    projectId: target.projectId ?? null,
    actorKind: ctx.actor.kind,
    ...whoOf(ctx.actor),
    requestId: ctx.requestId,
    ...placeOf(target),
    before: null,
    after: null,
    outcome: 'done' as const,
    reason: null,
    source: sourceOf(ctx),
  }
  await ctx.db.transaction().execute((tx) => appendChanges(tx, [change], new Date(ctx.clock.now())))
}
