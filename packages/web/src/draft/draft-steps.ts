import { applyStep, keptSteps, stepBetween } from '@atrium/documents'
import type { DraftContent } from '../api/drafts.ts'

/** The draft with another state, which can be taken back; the same draft when that says nothing new. */
export function withEdit<D>(draft: DraftContent<D>, document: D): DraftContent<D> {
  const back = stepBetween(document, draft.document)
  return back.length === 0 ? draft : { document, undo: keptSteps([...draft.undo, back]), redo: [] }
}

/** The draft without its latest edit; the same where nothing can be taken back. */
export function undone<D>(draft: DraftContent<D>): DraftContent<D> {
  const step = draft.undo.at(-1)
  if (step === undefined) return draft
  const document = applyStep(draft.document, step)
  return { document, undo: draft.undo.slice(0, -1), redo: keptSteps([...draft.redo, stepBetween(document, draft.document)]) }
}

/** The draft with what was taken back last; the same where nothing was. */
export function redone<D>(draft: DraftContent<D>): DraftContent<D> {
  const step = draft.redo.at(-1)
  if (step === undefined) return draft
  const document = applyStep(draft.document, step)
  return { document, undo: keptSteps([...draft.undo, stepBetween(document, draft.document)]), redo: draft.redo.slice(0, -1) }
}
