import type { NotebookDocument } from '@atrium/documents'
import type { Ctx, WriteCtx } from '../../access/operation.ts'
import { findRevision } from '../../resources/revision-store.ts'
import { storeOf } from '../content/content-ctx.ts'
import { remembering } from './remembered.ts'

/** A version of a notebook: it is never changed. */
export type NotebookVersion = { id: string; document: NotebookDocument }

const remembered = remembering<NotebookVersion>(32_000_000)

/**
 * A version by its number; null when there is none. Whoever asks later gets the very same document, of which what was computed is known
 * (`NotebookReader`). Nobody may change it.
 */
export async function versionOf(ctx: Ctx & Partial<Pick<WriteCtx, 'tx'>>, notebookId: string, number: number): Promise<NotebookVersion | null> {
  const key = `${notebookId} ${number}`
  const known = remembered.get(ctx.db, key)
  if (known !== undefined) return known
  const found = await findVersion(ctx, notebookId, number)
  // What a transaction sees may never come to be.
  if (found !== null && ctx.tx === undefined) remembered.set(ctx.db, key, found)
  return found
}

async function findVersion(ctx: Ctx, notebookId: string, number: number): Promise<NotebookVersion | null> {
  const revision = await findRevision(storeOf(ctx), notebookId, { number })
  return revision === null ? null : { id: revision.id, document: revision.spec as NotebookDocument }
}
