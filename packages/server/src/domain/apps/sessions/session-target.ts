import type { NotebookDocument } from '@atrium/documents'
import type { Actor } from '../../../access/actor.ts'
import type { Ctx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { storeOf } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, may, requireAction, type ContentTarget } from '../../content/content-target.ts'
import { editedDocument } from '../edited-document.ts'
import { versionOf } from '../version-of.ts'
import { ended } from './sessions.ts'
import { findSession, type StoredSession } from './session-store.ts'

export type SessionKey = { sessionId: string }

/** A session as the target of an operation: the space of its notebook decides, and whose it is. */
export type SessionTarget = ContentTarget<NotebookDocument> & { session: StoredSession }

/**
 * A session of the caller's, to look at. That of a run may be looked at by all who may run the app: who starts one hands its address on;
 * what they see of it is said in `run-as-seen.ts`. Every other one is not there for anybody else, be it an administrator. Throws
 * `not_found`; `forbidden` when it runs the draft of a notebook that the caller may not change any more.
 */
export async function sessionTarget(ctx: Ctx, { sessionId }: SessionKey): Promise<SessionTarget> {
  const session = isUuid(sessionId) ? await findSession(storeOf(ctx), sessionId) : null
  // A live one holds inputs that people share; each of them works in a session of their own.
  if (session === null || session.kind === 'live') throw missing()
  const isOwn = isOwnerOf(ctx.actor, session)
  if (!isOwn && (!isOfRun(session) || ctx.actor.kind === 'embed')) throw missing()
  const target = await contentTarget(ctx, notebookKind, { idOrSlug: session.notebookId })
  if (!isOwn && !may(ctx, session.kind === 'run' ? 'app.run' : 'app.update', target)) throw missing()
  if (session.revision === null || session.kind === 'preview') requireAction(ctx, 'app.update', target)
  return { ...target, session, sessionId: session.id }
}

/** The same to end it. Throws `conflict` (`session_of_run`) for that of a run, which nobody works in. */
export async function workTarget(ctx: Ctx, key: SessionKey): Promise<SessionTarget> {
  const target = await sessionTarget(ctx, key)
  if (isOfRun(target.session))
    throw new AppError('conflict', 'This is what came of a run; it stays as it is. Open a session of your own.', { reason: 'session_of_run' })
  return target
}

/** The same to work in. Throws `conflict` (`session_ended`) too. */
export async function openSessionTarget(ctx: Ctx, key: SessionKey): Promise<SessionTarget> {
  const target = await workTarget(ctx, key)
  if (target.session.endedAt !== null) throw ended()
  return target
}

/** Whether it is the caller's own. */
export const isOwnerOf = (actor: Actor, { id, ownerId }: StoredSession): boolean =>
  actor.kind === 'embed' ? actor.sessionId === id : actor.kind === 'user' && actor.userId === ownerId

/** Nobody works in it. */
export const isOfRun = ({ kind }: StoredSession): boolean => kind === 'run' || kind === 'preview'

/** What a session runs, as it is now: the draft, or else the newest version; of an app the version that it began with. */
export async function documentOf(ctx: Ctx, { session, resource }: SessionTarget): Promise<{ document: NotebookDocument; versionId: string | null }> {
  if (session.revision === null) return { document: await editedDocument(ctx, resource), versionId: null }
  const version = await versionOf(ctx, resource.id, session.revision)
  if (version === null) throw new Error(`session ${session.id} runs a version that is not there`)
  return { document: version.document, versionId: version.id }
}

const missing = (): AppError =>
  new AppError('not_found', 'This session is not there: it was removed, or it is not yours. Open another one.', { reason: 'session_missing' })
