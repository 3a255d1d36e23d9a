import type { NotebookDocument } from '@atrium/documents'
import type { Ctx, WriteCtx } from '../../access/operation.ts'
import { findDraftSpec } from '../../resources/draft-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf } from '../content/content-ctx.ts'
import { remembering } from './remembered.ts'
import { versionOf } from './version-of.ts'

/** Drafts in the version that was read last, by notebook. */
const remembered = remembering<{ version: string; document: NotebookDocument }>(32_000_000)

/**
 * What editors have before them: the draft of a notebook or, without one, its newest version. Until somebody saves another one it is the very
 * same document, of which what was computed is known (`NotebookReader`). Nobody may change it.
 */
export async function editedDocument(ctx: Ctx & Partial<Pick<WriteCtx, 'tx'>>, resource: Resource<NotebookDocument>): Promise<NotebookDocument> {
  const known = remembered.get(ctx.db, resource.id)
  const draft = await findDraftSpec<NotebookDocument>(storeOf(ctx), resource.id, known?.version ?? null)
  if (draft === null) return (await versionOf(ctx, resource.id, resource.revision))?.document ?? resource.spec
  const document = draft.spec ?? known?.document
  if (document === undefined) throw new Error(`the draft of ${resource.id} says nothing`)
  // What a transaction sees may never come to be.
  if (ctx.tx === undefined && draft.spec !== null) remembered.set(ctx.db, resource.id, { version: draft.version, document })
  return document
}
