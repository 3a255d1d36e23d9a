import { appInputsOf, type InputCell, type NotebookDocument } from '@atrium/documents'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { holdTurn } from '../../../platform/turn-store.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { nowOf, personOf } from '../../identity/identity-ctx.ts'
import { appUnpublished } from '../as-seen.ts'
import { listPublications } from '../publication-store.ts'
import { withGiven, type Inputs } from '../sessions/session-inputs.ts'
import { endSession, insertSession, saveInputs } from '../sessions/session-store.ts'
import { versionOf } from '../version-of.ts'
import { endOldLives, findLive, saveLock, tellLive, type Live } from './live-store.ts'
import { liveMissing, liveTarget, requireHost, type LiveKey, type LiveTarget } from './live-target.ts'

/** Live sessions that one person shares at a time: with one more, the one that was used longest ago ends. */
const mostOfOnePerson = 20
/** Characters of all values together: they are sent to everybody with each change. */
const mostCharacters = 50_000

/** Shares an app: whoever may run it joins by the id, and all have the same inputs. Throws `forbidden` (`app_unpublished`), `WrongInputs`. */
export const startLive = writeOperation<ContentCtx, ContentKey & { inputs: Readonly<Record<string, unknown>> }, ContentTarget<NotebookDocument>, Live>({
  name: 'apps.start_live',
  action: 'app.run',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { inputs }, { resource }) {
    const publication = (await listPublications(ctx.tx, [resource.id])).get(resource.id)
    if (publication === undefined) throw appUnpublished()
    const { userId } = personOf(ctx)
    await holdTurn(ctx.tx, `live sessions of ${userId}`)
    const ended = await endOldLives(ctx.tx, { hostId: userId, kept: mostOfOnePerson - 1, at: nowOf(ctx) })
    for (const old of ended) await tellLive(ctx.tx, { live: old, what: 'ended', reason: 'limit' })
    const id = newId()
    const { revision } = publication
    const given = withGiven(await sharedInputs(ctx, { notebookId: resource.id, revision }), {}, inputs)
    const session = { id, notebookId: resource.id, kind: 'live' as const, revision, ownerId: userId, attributes: null }
    await insertSession(ctx.tx, { ...session, inputs: requireSmall(given.inputs), at: nowOf(ctx) })
    ctx.record({ targetKind: notebookKind.kind, targetId: resource.id, before: null, after: { liveSessionId: id } })
    const live = await findLive(ctx.tx, id)
    if (live === null) throw new Error('a live session vanished inside its own transaction')
    return live
  },
})

/** A live session, for whoever may run its app. Not while viewing as somebody else: others would take one for that person. */
export const getLive = readOperation<ContentCtx, LiveKey, LiveTarget, Live>({
  name: 'apps.get_live',
  action: 'app.run',
  changesElsewhere: true,
  target: liveTarget,
  run: async (_ctx, _key, { live }) => live,
})

/**
 * Gives values to inputs, for everybody: changes follow each other in one order, and of two of the same input the later one counts.
 * Throws `WrongInputs`, and `forbidden` (`live_locked`) while the host keeps them for themselves.
 */
export const setLiveInputs = readOperation<ContentCtx, LiveKey & { values: Readonly<Record<string, unknown>> }, LiveTarget, { version: number }>({
  name: 'apps.set_live_inputs',
  action: 'app.run',
  changesElsewhere: true,
  target: liveTarget,
  async run(ctx, { liveId, values }, { live: known }) {
    const cells = await sharedInputs(ctx, known)
    const { userId } = personOf(ctx)
    return ctx.db.transaction().execute(async (tx) => {
      const live = await findLive(tx, liveId, { lock: true })
      if (live === null || live.endedAt !== null) throw liveMissing()
      if (live.isLocked && live.host?.id !== userId) {
        throw new AppError('forbidden', 'Whoever shares this live session changes its inputs alone until they unlock them.', { reason: 'live_locked' })
      }
      const { inputs, pressed } = withGiven(cells, live.inputs, values)
      const version = await saveInputs(tx, liveId, { inputs: requireSmall(inputs), known: live.version, at: nowOf(ctx) })
      if (version === null) throw new Error('a locked live session changed')
      await tellLive(tx, { live: liveId, what: 'inputs', by: userId, pressed })
      return { version }
    })
  },
})

/** Keeps inputs for the host, or gives them to all again. */
export const lockLive = writeOperation<ContentCtx, LiveKey & { isLocked: boolean }, LiveTarget, void>({
  name: 'apps.lock_live',
  action: 'app.run',
  writes: true,
  target: liveTarget,
  async run(ctx, { liveId, isLocked }, { live, resource }) {
    requireHost(ctx, live)
    await saveLock(ctx.tx, liveId, isLocked)
    await tellLive(ctx.tx, { live: liveId, what: 'locked', isLocked })
    const logged = (state: boolean): object => ({ liveSessionId: liveId, isLocked: state })
    ctx.record({ targetKind: notebookKind.kind, targetId: resource.id, before: logged(live.isLocked), after: logged(isLocked) })
  },
})

/** Ends a live session for all who take part; what each has before them stays their own. */
export const endLive = writeOperation<ContentCtx, LiveKey, LiveTarget, void>({
  name: 'apps.end_live',
  action: 'app.run',
  writes: true,
  target: liveTarget,
  async run(ctx, { liveId }, { live, resource }) {
    requireHost(ctx, live)
    await endSession(ctx.tx, liveId, nowOf(ctx))
    await tellLive(ctx.tx, { live: liveId, what: 'ended', reason: 'closed' })
    ctx.record({ targetKind: notebookKind.kind, targetId: resource.id, before: { liveSessionId: liveId }, after: null })
  },
})

/** The inputs that everybody has in common. A file is for whoever chose it. */
async function sharedInputs(ctx: ContentCtx, { notebookId, revision }: Pick<Live, 'notebookId' | 'revision'>): Promise<InputCell[]> {
  const found = await versionOf(ctx, notebookId, revision)
  if (found === null) throw liveMissing()
  return appInputsOf(found.document).filter(({ input }) => input.type !== 'file')
}

function requireSmall(inputs: Inputs): Inputs {
  if (JSON.stringify(inputs).length <= mostCharacters) return inputs
  const message = `The values of a live session have at most ${mostCharacters.toLocaleString('en')} characters together.`
  throw new AppError('invalid', message, { reason: 'inputs_too_large', params: { most: mostCharacters } })
}
