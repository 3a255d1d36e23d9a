import { diffDocuments, type NotebookDocument } from '@atrium/documents'
import { parseSpec } from '../../../resources/resource-kind.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { discardDraft } from '../../content/drafts/discard-draft.ts'
import type { DraftKind } from '../../content/drafts/draft-kind.ts'
import { getDraft } from '../../content/drafts/get-draft.ts'
import { saveDraft } from '../../content/drafts/save-draft.ts'
import { checkNotebookCode } from '../check-notebook-code.ts'

export const notebookDrafts: DraftKind<NotebookDocument> = {
  kind: notebookKind,
  noun: 'apps',
  action: 'app.update',
  require: () => undefined,
  async check(ctx, document, target, before) {
    const spec = parseSpec(notebookKind, document)
    await checkNotebookCode(ctx, target, spec, before)
    return spec
  },
  stepsOf: (given) => [...given],
  isSame: (before, after) => diffDocuments(before, after).length === 0,
  chartNames: async () => new Map(),
}

/** The draft of a notebook, for those who may change the notebook. */
export const getNotebookDraft = getDraft(notebookDrafts)

/** Saves the draft of a notebook whole. `conflict` when it is not the one that the author knows: then both are merged, and saved again. */
export const saveNotebookDraft = saveDraft(notebookDrafts)

/** Takes the draft of a notebook away. */
export const discardNotebookDraft = discardDraft(notebookDrafts)
