import { applyStep, stepBetween, type DocumentStep } from '@atrium/documents'
import type { DraftContent } from '../api/drafts.ts'

/** Steps that are kept in each direction. */
const mostSteps = 100
/** Characters of them as text: a draft has to be sent a second after each edit. */
const mostCharacters = 400_000

/** The draft with another state, which can be taken back; the same draft when that says nothing new. */
export function withEdit<D>(draft: DraftContent<D>, document: D): DraftContent<D> {
  const back = stepBetween(document, draft.document)
  return back.length === 0 ? draft : { document, undo: bounded([...draft.undo, back]), redo: [] }
}

/** The draft without its latest edit; the same where nothing can be taken back. */
export function undone<D>(draft: DraftContent<D>): DraftContent<D> {
  const step = draft.undo.at(-1)
  if (step === undefined) return draft
  const document = applyStep(draft.document, step)
  return { document, undo: draft.undo.slice(0, -1), redo: bounded([...draft.redo, stepBetween(document, draft.document)]) }
}

/** The draft with what was taken back last; the same where nothing was. */
export function redone<D>(draft: DraftContent<D>): DraftContent<D> {
  const step = draft.redo.at(-1)
  if (step === undefined) return draft
  const document = applyStep(draft.document, step)
  return { document, undo: bounded([...draft.undo, stepBetween(document, draft.document)]), redo: draft.redo.slice(0, -1) }
}

/** The latest of them, as many as are kept; the very latest however large it is. */
function bounded(steps: readonly DocumentStep[]): DocumentStep[] {
  let size = 0
  const kept = steps.slice(-mostSteps)
  const from = kept.findLastIndex((step) => (size += JSON.stringify(step).length) > mostCharacters)
  return from === kept.length - 1 ? kept.slice(-1) : kept.slice(from + 1)
}
