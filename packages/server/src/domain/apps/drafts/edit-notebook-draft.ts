import { applyNotebookEdit, keptSteps, stepBetween, type NotebookDocument, type NotebookEdit } from '@atrium/documents'
import { perform } from '../../../access/operation.ts'
import { isAppError } from '../../../platform/errors.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import type { ContentKey } from '../../content/content-target.ts'
import { getNotebookDraft, saveNotebookDraft } from './notebook-drafts.ts'

/** How often it is tried where others save at the same time. */
const mostTries = 3

/**
 * Changes the draft of a notebook, which is begun where there is none, by an edit of what is in it by then; editors may take it back. Throws
 * `conflict` when others save again and again.
 */
export async function editNotebookDraft(ctx: ContentCtx, key: ContentKey, editOf: (document: NotebookDocument) => NotebookEdit): Promise<NotebookDocument> {
  for (let tries = 1; ; tries += 1) {
    const { draft, published } = await perform(getNotebookDraft, ctx, key)
    const before = draft?.spec ?? published.spec
    const after = applyNotebookEdit(before, editOf(before))
    const back = stepBetween(after, before)
    if (back.length === 0) return before
    try {
      const saved = await perform(saveNotebookDraft, ctx, {
        ...key,
        document: after,
        undo: keptSteps([...(draft?.undo ?? []), back]),
        redo: [],
        version: draft?.version ?? null,
        baseRevision: draft?.baseRevision ?? published.number,
      })
      return saved.spec
    } catch (error) {
      if (tries === mostTries || !isAppError(error) || error.code !== 'conflict') throw error
    }
  }
}
