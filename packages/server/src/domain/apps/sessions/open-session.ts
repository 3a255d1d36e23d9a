import { isDeepStrictEqual } from 'node:util'
import type { NotebookDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { newId } from '../../../platform/ids.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, requireAction, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import { standingOf } from '../execution/standing.ts'
import { appUnpublished } from '../as-seen.ts'
import { listPublications } from '../publication-store.ts'
import type { Publication } from '../types.ts'
import { givenByUrl, openInputs, withGiven } from './session-inputs.ts'
import { scopeOf, scopeWith } from './session-scope.ts'
import { sessionState, type SessionState } from './session-state.ts'
import { findResumable, findSession, type StoredSession } from './session-store.ts'
import { documentOf, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'
import { startCells } from './start-cells.ts'

export type OpenSession = ContentKey & {
  of: 'draft' | 'published'
  /** Values of inputs by name: all are taken, or none. */
  inputs?: Readonly<Record<string, unknown>>
  /** The same from an address: what is not taken is left alone. */
  url?: Readonly<Record<string, string>>
  /** Of a draft: goes on with a session of the caller's that is open and has these inputs, if there is one. Of an app each window has its own. */
  resume?: boolean
}

/**
 * Opens a session of one's own: of the draft for whoever may change the notebook, of the app as viewers have it for all others. What came
 * of cells before is taken where it was made for the same eyes, so that opening an app starts nothing; the rest of an app is run at once.
 */
export const openSession = readOperation<SessionsCtx, OpenSession, ContentTarget<NotebookDocument>, SessionState>({
  name: 'app_sessions.open',
  action: 'app.run',
  changesElsewhere: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { of, inputs, url, resume = false }, target) {
    if (of === 'draft') {
      requireAction(ctx, 'app.update', target)
      // Who is in a notebook may write code there next.
      ctx.kernels.prepare()
    }
    const { resource } = target
    const ownerId = ctx.actor.kind === 'user' ? ctx.actor.userId : null
    const at = new Date(ctx.clock.now())
    const kind = of === 'draft' ? 'notebook' : 'app'
    const publication = of === 'draft' ? null : await publicationOf(ctx, resource.id)
    const revision = publication?.revision ?? null
    const fresh: StoredSession = {
      id: newId(), notebookId: resource.id, kind, revision, ownerId, attributes: null,
      inputs: {}, version: 0, createdAt: at, usedAt: at, endedAt: null,
    } // prettier-ignore
    const { document } = await documentOf(ctx, { ...target, session: fresh })
    const allowed = openInputs(document, fresh)
    const byUrl = givenByUrl(allowed, url ?? {})
    const given = withGiven(allowed, byUrl.inputs, inputs ?? {})
    const pressed = [...new Set([...byUrl.pressed, ...given.pressed])]
    const before = ownerId === null ? null : await findResumable(ctx.db, { notebookId: resource.id, kind, revision, ownerId })
    if (resume && of === 'draft' && before?.isOpen === true && isDeepStrictEqual(before.inputs, given.inputs)) {
      const session = await findSession(ctx.db, before.id)
      if (session !== null) {
        ctx.sessions.markUsed(session.id)
        return sessionState(ctx, { ...target, session })
      }
    }
    const session = { ...fresh, inputs: given.inputs }
    // What viewers are to see first comes before what the caller had.
    const taken = await takenFrom(ctx, { ...target, session }, [before?.id, publication?.results?.sessionId])
    await ctx.sessions.begin({ ...session, at }, taken)
    if (kind === 'app') await startApp(ctx, { ...target, session }, { document, pressed })
    return sessionState(ctx, { ...target, session })
  },
})

/**
 * What came of cells in other sessions, of each cell what the last of them has, as far as it ended well and the caller may see it.
 * Whoever edits sees what is old, marked as that; viewers don't.
 */
async function takenFrom(ctx: SessionsCtx, target: SessionTarget, sessionIds: readonly (string | undefined)[]): Promise<CellOutcome[]> {
  const known = await Promise.all(sessionIds.flatMap((id) => (id === undefined ? [] : [ctx.sessions.outcomes(id)])))
  if (known.every(({ size }) => size === 0)) return []
  const standing = await standingOf(ctx, await scopeWith(ctx, target, new Map()))
  const all = known.flatMap((outcomes) => [...outcomes]).filter(([, outcome]) => standing.maySee(outcome))
  // Which defaults were found is known by what came of inputs.
  const { isFresh } = standing.following.length === 0 ? standing : await standingOf(ctx, await scopeWith(ctx, target, new Map(all)))
  const taken = new Map<string, CellOutcome>()
  for (const [cellId, outcome] of all) {
    const isTaken = isFresh(outcome) || (target.session.kind === 'notebook' && outcome.state === 'done')
    if (isTaken) taken.set(cellId, outcome)
  }
  return [...taken.values()]
}

/** Runs what of an app is not there yet, all of it where the notebook says so, and then what buttons begin that the caller came with. A link writes no tables. */
async function startApp(ctx: SessionsCtx, target: SessionTarget, { document: { settings }, pressed }: Begun): Promise<void> {
  const { id: sessionId } = target.session
  if (settings.runsOnOpen === true) await startCells(ctx, { sessionId, wanted: { how: 'app', writes: false } })
  else {
    const standing = await standingOf(ctx, await scopeOf(ctx, target))
    if ((await standing.plan({ how: 'stale' })).length > 0) await startCells(ctx, { sessionId, wanted: { how: 'stale' } })
  }
  if (pressed.length > 0) await startCells(ctx, { sessionId, wanted: { how: 'stale' }, pressed, writes: false })
}

type Begun = { document: NotebookDocument; pressed: readonly string[] }

async function publicationOf(ctx: SessionsCtx, notebookId: string): Promise<Publication> {
  const publication = (await listPublications(ctx.db, [notebookId])).get(notebookId)
  if (publication === undefined) throw appUnpublished()
  return publication
}
