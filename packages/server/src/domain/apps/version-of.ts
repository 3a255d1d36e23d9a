import type { NotebookDocument } from '@atrium/documents'
import type { Ctx, WriteCtx } from '../../access/operation.ts'
import type { Db } from '../../platform/db/db.ts'
import { findRevision } from '../../resources/revision-store.ts'
import { storeOf } from '../content/content-ctx.ts'

/** A version of a notebook: it is never changed. */
export type NotebookVersion = { id: string; document: NotebookDocument }

/** Versions that are remembered. */
const most = 100
const remembered = new WeakMap<Db, Map<string, NotebookVersion>>()

/**
 * A version by its number; null when there is none. Whoever asks later gets the very same document, of which what was computed is known
 * (`NotebookReader`). Nobody may change it.
 */
export async function versionOf(ctx: Ctx & Partial<Pick<WriteCtx, 'tx'>>, notebookId: string, number: number): Promise<NotebookVersion | null> {
  const known = remembered.get(ctx.db) ?? new Map<string, NotebookVersion>()
  const key = `${notebookId} ${number}`
  const found = known.get(key) ?? (await findVersion(ctx, notebookId, number))
  // What a transaction sees may never come to be.
  if (found === null || ctx.tx !== undefined) return found
  known.delete(key)
  known.set(key, found)
  const [oldest] = known.keys()
  if (known.size > most && oldest !== undefined) known.delete(oldest)
  remembered.set(ctx.db, known)
  return found
}

async function findVersion(ctx: Ctx, notebookId: string, number: number): Promise<NotebookVersion | null> {
  const revision = await findRevision(storeOf(ctx), notebookId, { number })
  return revision === null ? null : { id: revision.id, document: revision.spec as NotebookDocument }
}
