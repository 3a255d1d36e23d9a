import { appendChanges, type Change } from '../platform/change-log-store.ts'
import { changedMeanwhile } from '../platform/changed-meanwhile.ts'
import type { Tx } from '../platform/db/db.ts'
import { AppError } from '../platform/errors.ts'
import type { Action, Target } from './actions.ts'
import { whoOf, type Actor } from './actor.ts'
import { actorKindOf, sourceOf } from './change-source.ts'
import type { Ctx } from './ctx.ts'
import { refuseImpersonator, recordImpersonated } from './impersonation.ts'
import { recordForbidden } from './refusals.ts'
import { decide, decideEmbedded, isOrganizationWide, type Decision } from './rules.ts'
import { isInScope, scopeOf, type Scope } from './scopes.ts'

export type { Ctx }

/** A change as an operation words it; who, when and which request are added here. */
export type RecordedChange = {
  targetKind: string
  targetId: string
  projectId?: string | null
  /** For work of the house on things of many organizations: whose this one is. */
  organizationId?: string
  before: object | null
  after: object | null
  /** For operations by which somebody proves who they are: that person, and their organization. */
  by?: { userId: string; organizationId: string | null }
}

/** What a writing operation gets on top: the transaction, and the change log. */
export type WriteCtx = Ctx & {
  tx: Tx
  /** Appends to the change log, at the end of the same transaction. A write that records nothing is a defect. */
  record(change: RecordedChange): void
  /** Lines of operations that this one performed, kept until the outermost one is through. */
  readonly recorded: Change[]
  /** Runs after the commit, never after a rollback: for dropping what is cached. Must not throw. */
  afterCommit(effect: () => void): void
}

type Common<Input, Base, FoundTarget extends Target> = {
  /** `charts.create`: in the change log, metrics, the permission matrix. */
  name: string
  action: Action
  /** Kinds of actor beside people that may call it. */
  allow?: readonly Exclude<Actor['kind'], 'user'>[]
  /** Refuses tokens: a stolen token must not mint tokens. */
  sessionOnly?: true
  /** Also for whoever views as another person: by itself what changes something, or is about oneself, is not. */
  whileImpersonating?: true
  /** Reads here and changes something elsewhere: a repository, a file, what runs. Refused to whoever views as another person, and written down when refused, as writes are. */
  changesElsewhere?: true
  /** Open also to a person who has to set up a second factor before anything else. */
  beforeEnrolment?: true
  /** Loads what is acted on; throws `not_found` when it is not there. */
  target(ctx: Base, input: Input): Promise<FoundTarget>
}

export type ReadOperation<C extends Ctx, Input, FoundTarget extends Target, Output> = Common<Input, C, FoundTarget> & {
  writes?: false
  run(ctx: C, input: Input, target: FoundTarget): Promise<Output>
}

export type WriteOperation<C extends Ctx, Input, FoundTarget extends Target, Output> = Common<Input, C, FoundTarget> & {
  writes: true
  run(ctx: C & WriteCtx, input: Input, target: FoundTarget): Promise<Output>
}

const sealed = Symbol('operation')
export type Operation<C extends Ctx, Input, Output> = {
  readonly name: string
  readonly action: Action
  readonly writes: boolean
  /** Only `perform` can run it. */
  readonly [sealed]: (ctx: C, input: Input) => Promise<Output>
}

type Listed = { name: string; action: Action; writes: boolean; /** Beside people. */ allow: readonly Exclude<Actor['kind'], 'user'>[] }

const all = new Map<string, Listed>()

/** Every operation there is, for the permission matrix and the docs. */
export const listOperations = (): Listed[] => [...all.values()]

/** Declares a reading operation. */
export function readOperation<C extends Ctx, Input, FoundTarget extends Target, Output>(
  definition: ReadOperation<C, Input, FoundTarget, Output>,
): Operation<C, Input, Output> {
  return seal(definition, false, async (ctx, input) => {
    if (isImpersonated(ctx)) return readImpersonated(definition, ctx, input)
    let target: FoundTarget | null = null
    try {
      requireCaller(definition, ctx)
      target = await definition.target(ctx, input)
      requireRight(definition, ctx, target)
      return await definition.run(ctx, input, target)
    } catch (error) {
      if (definition.changesElsewhere === true && isOutermost(ctx)) await recordForbidden(ctx, definition.name, target, error)
      throw error
    }
  })
}

/** The same for whoever views as another person: what they look at, and may not look at, is in the log before they see it. */
async function readImpersonated<C extends Ctx, Input, FoundTarget extends Target, Output>(
  definition: ReadOperation<C, Input, FoundTarget, Output>,
  ctx: C,
  input: Input,
): Promise<Output> {
  let target: FoundTarget | null = null
  try {
    requireCaller(definition, ctx)
    target = await definition.target(ctx, input)
    requireRight(definition, ctx, target)
  } catch (error) {
    await recordForbidden(ctx, definition.name, target, error)
    throw error
  }
  // What this operation performs in turn is part of it.
  if (ctx.isLogged !== true) await recordImpersonated(ctx, definition.name, target)
  return definition.run({ ...ctx, isLogged: true }, input, target)
}

const isImpersonated = ({ actor }: Ctx): boolean => actor.kind === 'user' && actor.impersonatedBy !== undefined

/** Declares a writing operation: one transaction, and its change-log lines inside it. */
export function writeOperation<C extends Ctx, Input, FoundTarget extends Target, Output>(
  definition: WriteOperation<C, Input, FoundTarget, Output>,
): Operation<C, Input, Output> {
  return seal(definition, true, async (ctx, input) => {
    let target: FoundTarget | null = null
    try {
      requireCaller(definition, ctx)
      target = await definition.target(ctx, input)
      requireRight(definition, ctx, target)
      return await write(definition, ctx, input, target)
    } catch (error) {
      if (isOutermost(ctx)) await recordForbidden(ctx, definition.name, target, error)
      throw error
    }
  })
}

/** Whether no write performs it. The outermost one is what was asked for; parts of it that are refused are its own business. */
const isOutermost = (ctx: Partial<WriteCtx>): boolean => ctx.tx === undefined

async function write<C extends Ctx, Input, FoundTarget extends Target, Output>(
  definition: WriteOperation<C, Input, FoundTarget, Output>,
  ctx: C,
  input: Input,
  target: FoundTarget,
): Promise<Output> {
  const outer = ctx as Partial<WriteCtx>
  const effects: (() => void)[] = []
  const afterCommit = outer.afterCommit ?? ((effect: () => void) => void effects.push(effect))
  const work = async (tx: Tx): Promise<Output> => {
    const recorded: Change[] = []
    const record = (change: RecordedChange): void => void recorded.push(completeChange(definition.name, ctx, target, change))
    const output = await definition.run({ ...ctx, tx, record, recorded, afterCommit }, input, target)
    // Lines are chained under a lock that all writers share: only when nothing else is left to wait for.
    if (outer.recorded === undefined) {
      await appendChanges(tx, recorded, new Date(ctx.clock.now()))
      afterCommit(() => ctx.onCommitted?.(recorded))
    } else outer.recorded.push(...recorded)
    return output
  }
  // An operation performed by another one joins its transaction: both happen or neither.
  const output = await (outer.tx === undefined ? alone(ctx, work) : work(outer.tx))
  for (const effect of effects) effect()
  return output
}

/** In a transaction of its own. */
async function alone<Output>(ctx: Ctx, work: (tx: Tx) => Promise<Output>): Promise<Output> {
  try {
    return await ctx.db.transaction().execute(work)
  } catch (error) {
    throw changedMeanwhile(error)
  }
}

/** Loads the target, decides, runs. Throws `unauthenticated`, `forbidden`, `not_found`. */
export function perform<C extends Ctx, Input, Output>(operation: Operation<C, Input, Output>, ctx: C, input: Input): Promise<Output> {
  return operation[sealed](ctx, input)
}

function seal<C extends Ctx, Input, Output>(
  definition: Pick<Common<Input, C, Target>, 'name' | 'action' | 'allow'>,
  writes: boolean,
  run: (ctx: C, input: Input) => Promise<Output>,
): Operation<C, Input, Output> {
  all.set(definition.name, { name: definition.name, action: definition.action, writes, allow: definition.allow ?? [] })
  return { name: definition.name, action: definition.action, writes, [sealed]: run }
}

type Door = Pick<Common<never, Ctx, Target>, 'action' | 'allow' | 'sessionOnly' | 'whileImpersonating' | 'changesElsewhere' | 'beforeEnrolment'> & {
  writes?: boolean
}

function requireCaller(definition: Door, { actor }: Ctx): void {
  if (actor.kind !== 'user' && !definition.allow?.includes(actor.kind)) {
    if (actor.kind === 'embed') throw refusal({ allowed: false, because: 'embed' })
    throw new AppError('unauthenticated', 'Failed to authorize user')
  }
  if (definition.sessionOnly && actor.kind === 'user' && actor.via !== 'session') {
    throw new AppError('unauthenticated', 'This needs a signed-in session; a personal access token is not enough')
  }
  if (actor.kind === 'user') refuseImpersonator(definition, actor)
  // What one need not be signed in for stays open.
  if (actor.kind === 'user' && actor.mustEnrol === true && definition.beforeEnrolment !== true && !definition.allow?.includes('anonymous')) {
    throw new AppError('forbidden', 'Your organization asks everybody for a second factor. Set yours up first: open Atrium in a browser, it leads you there.', {
      reason: 'second_factor_required',
    })
  }
  // What a token is not for is said before anything is looked up: nobody takes it for a lack of rights, or of the thing.
  if (actor.kind === 'user' && !isInScope(actor.scopes, definition.action)) throw outOfScope(scopeOf[definition.action])
  // Where the role alone decides, nothing is looked up for those who may not: they cannot tell what is there from what is not.
  if (actor.kind === 'user' && actor.organizationId !== null && isOrganizationWide(definition.action)) {
    requireRight(definition, { actor }, { organizationId: actor.organizationId })
  }
}

function requireRight(definition: Door, { actor }: Pick<Ctx, 'actor'>, target: Target): void {
  if (actor.kind === 'system' || actor.kind === 'anonymous') return
  const decision = actor.kind === 'embed' ? decideEmbedded(actor, definition.action, target) : decide(actor, definition.action, target)
  if (!decision.allowed) throw refusal(decision)
}

/** A no of the rules. Which of them said it is for the log: it tells of what somebody may not see. */
export class RuleRefusal extends AppError {}

/** A no as an error: the scope that a credential lacks, or that there is no right. */
export const refusal = ({ because, scope }: Exclude<Decision, { allowed: true }>): AppError =>
  scope === undefined ? new RuleRefusal('forbidden', "You don't have access to this resource or action", { reason: because }) : outOfScope(scope)

/** Says the scope in words that clients of other formats look for, and in `details`. */
const outOfScope = (scope: Scope): AppError =>
  new AppError('forbidden', `This token is missing the required scope '${scope}'. Use a token that has it, or make a new one with it.`, {
    reason: 'scope',
    scope,
  })

function completeChange(operation: string, ctx: Ctx, target: Target, change: RecordedChange): Change {
  const { actor } = ctx
  const { by } = change
  return {
    operation,
    organizationId: by?.organizationId ?? change.organizationId ?? target.organizationId ?? (actor.kind === 'anonymous' ? null : actor.organizationId),
    projectId: change.projectId ?? target.projectId ?? null,
    actorKind: by === undefined ? actorKindOf(actor) : 'user',
    ...(by === undefined ? whoOf(actor) : { actorId: by.userId, asId: null }),
    requestId: ctx.requestId,
    targetKind: change.targetKind,
    targetId: change.targetId,
    before: change.before,
    after: change.after,
    outcome: 'done',
    reason: null,
    source: sourceOf(ctx),
  }
}
