import { appendChange } from '../platform/change-log-store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { AppError } from '../platform/errors.ts'
import type { Action, Target } from './actions.ts'
import type { Actor, UserActor } from './actor.ts'
import { decide, isOrganizationWide } from './rules.ts'

/** What every operation gets, per request. Capabilities (queries, runs…) are added by the type an operation names. */
export type Ctx = {
  actor: Actor
  clock: Clock
  requestId: string
  /** Aborted when the client is gone or the run is cancelled. */
  signal: AbortSignal
  db: Db
}

/** A change as an operation words it; who, when and which request are added here. */
export type RecordedChange = {
  targetKind: string
  targetId: string
  projectId?: string | null
  before: object | null
  after: object | null
}

/** What a writing operation gets on top: the transaction, and the change log. */
export type WriteCtx = Ctx & {
  tx: Tx
  /** Appends to the change log in the same transaction. A write that records nothing is a defect. */
  record(change: RecordedChange): void
  /** Runs after the commit, never after a rollback: for dropping what is cached. Must not throw. */
  afterCommit(effect: () => void): void
}

type Common<Input, Base, FoundTarget extends Target> = {
  /** `charts.create`: in the change log, metrics, the permission matrix. */
  name: string
  action: Action
  /** Kinds of actor beside people that may call it. */
  allow?: readonly ('system' | 'anonymous')[]
  /** Refuses tokens: a stolen token must not mint tokens. */
  sessionOnly?: true
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

const all = new Map<string, { name: string; action: Action; writes: boolean }>()

/** Every operation there is, for the permission matrix and the docs. */
export const listOperations = (): { name: string; action: Action; writes: boolean }[] => [...all.values()]

/** Declares a reading operation. */
export function readOperation<C extends Ctx, Input, FoundTarget extends Target, Output>(
  definition: ReadOperation<C, Input, FoundTarget, Output>,
): Operation<C, Input, Output> {
  return seal(definition, false, async (ctx, input) => {
    const target = await admit(definition, ctx, input)
    return definition.run(ctx, input, target)
  })
}

/** Declares a writing operation: one transaction, and its change-log lines inside it. */
export function writeOperation<C extends Ctx, Input, FoundTarget extends Target, Output>(
  definition: WriteOperation<C, Input, FoundTarget, Output>,
): Operation<C, Input, Output> {
  return seal(definition, true, async (ctx, input) => {
    const target = await admit(definition, ctx, input)
    const outer = ctx as Partial<WriteCtx>
    const effects: (() => void)[] = []
    const afterCommit = outer.afterCommit ?? ((effect: () => void) => void effects.push(effect))
    const work = async (tx: Tx): Promise<Output> => {
      const changes: RecordedChange[] = []
      const output = await definition.run({ ...ctx, tx, record: (change) => changes.push(change), afterCommit }, input, target)
      for (const change of changes) await appendChange(tx, completeChange(definition.name, ctx, target, change), new Date(ctx.clock.now()))
      return output
    }
    // An operation performed by another one joins its transaction: both happen or neither.
    const output = await (outer.tx === undefined ? ctx.db.transaction().execute(work) : work(outer.tx))
    for (const effect of effects) effect()
    return output
  })
}

/** Loads the target, decides, runs. Throws `unauthenticated`, `forbidden`, `not_found`. */
export function perform<C extends Ctx, Input, Output>(operation: Operation<C, Input, Output>, ctx: C, input: Input): Promise<Output> {
  return operation[sealed](ctx, input)
}

function seal<C extends Ctx, Input, Output>(
  definition: { name: string; action: Action },
  writes: boolean,
  run: (ctx: C, input: Input) => Promise<Output>,
): Operation<C, Input, Output> {
  all.set(definition.name, { name: definition.name, action: definition.action, writes })
  return { name: definition.name, action: definition.action, writes, [sealed]: run }
}

async function admit<C extends Ctx, Input, FoundTarget extends Target>(definition: Common<Input, C, FoundTarget>, ctx: C, input: Input): Promise<FoundTarget> {
  const { actor } = ctx
  if (actor.kind !== 'user' && !definition.allow?.includes(actor.kind)) {
    throw new AppError('unauthenticated', 'Failed to authorize user')
  }
  if (definition.sessionOnly && actor.kind === 'user' && actor.via !== 'session') {
    throw new AppError('unauthenticated', 'This needs a signed-in session; a personal access token is not enough')
  }
  // Where the role alone decides, nothing is looked up for those who may not: they cannot tell what is there from what is not.
  if (actor.kind === 'user' && actor.organizationId !== null && isOrganizationWide(definition.action)) {
    requireAllowed(actor, definition.action, { organizationId: actor.organizationId })
  }
  const target = await definition.target(ctx, input)
  if (actor.kind === 'user') requireAllowed(actor, definition.action, target)
  return target
}

function requireAllowed(actor: UserActor, action: Action, target: Target): void {
  const decision = decide(actor, action, target)
  if (!decision.allowed) throw new AppError('forbidden', "You don't have access to this resource or action", { reason: decision.because })
}

function completeChange(operation: string, ctx: Ctx, target: Target, change: RecordedChange): Parameters<typeof appendChange>[1] {
  const { actor } = ctx
  return {
    operation,
    organizationId: target.organizationId ?? (actor.kind === 'anonymous' ? null : actor.organizationId),
    projectId: change.projectId ?? target.projectId ?? null,
    actorKind: actor.kind,
    actorId: actor.kind === 'user' ? actor.userId : null,
    requestId: ctx.requestId,
    targetKind: change.targetKind,
    targetId: change.targetId,
    before: change.before,
    after: change.after,
  }
}
