import { applyNotebookEdit, keptSteps, stepBetween, type NotebookCell, type NotebookDocument } from '@atrium/documents'
import { ApiError } from '../../../api/api-error.ts'
import { getDraft, saveDraft } from '../../../api/drafts.ts'

/** How often it is tried where others save at the same time. */
const mostTries = 3

/** Puts cells at the end of the draft of a notebook, as it is by then; its editors may take that back. */
export async function putIntoNotebook(notebookUuid: string, cellsFor: (document: NotebookDocument) => readonly NotebookCell[]): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { draft, published } = await getDraft<NotebookDocument>('apps', notebookUuid)
    const before = draft?.document ?? published.document
    const document = applyNotebookEdit(before, { type: 'add-cells', cells: cellsFor(before), after: before.cells.at(-1)?.id ?? null })
    try {
      await saveDraft('apps', notebookUuid, {
        document,
        undo: keptSteps([...(draft?.undo ?? []), stepBetween(document, before)]),
        redo: [],
        version: draft?.version ?? null,
        baseVersion: draft?.baseVersion ?? published.number,
      })
      return
    } catch (error) {
      if (tries === mostTries || !(error instanceof ApiError) || error.statusCode !== 409) throw error
    }
  }
}
