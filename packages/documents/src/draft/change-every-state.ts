import { applyStep, stepBetween, type DocumentStep } from './document-step.ts'

/** A document with the steps back from it and forward again, the next one last. */
export type EditedDocument<D> = { document: D; undo: readonly DocumentStep[]; redo: readonly DocumentStep[] }

/** The same edits of a document of which every state is changed alike. Steps that lead nowhere any more are left out. */
export function changeEveryState<D>({ document, undo, redo }: EditedDocument<D>, change: (state: D) => D): EditedDocument<D> {
  return { document: change(document), undo: along(document, undo, change), redo: along(document, redo, change) }
}

function along<D>(start: D, steps: readonly DocumentStep[], change: (state: D) => D): DocumentStep[] {
  const changed: DocumentStep[] = []
  let [was, is] = [start, change(start)]
  for (const step of steps.toReversed()) {
    const next = applyStep(was, step)
    const now = change(next)
    const between = stepBetween(is, now)
    if (between.length > 0) changed.unshift(between)
    ;[was, is] = [next, now]
  }
  return changed
}
