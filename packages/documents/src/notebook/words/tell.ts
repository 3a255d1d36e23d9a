import type { NotebookChange } from '../edit/notebook-changes.ts'
import type { NotebookProblem } from '../problems/problem.ts'
import type { Told } from './notebook-words.ts'
import { wordsOf } from './words-of.ts'

/** What is wrong and what to do about it, in words. `labels` is `cellLabels` of the same notebook and language. */
export function tellProblem(problem: NotebookProblem, labels: ReadonlyMap<string, string>, locale = 'en'): Told {
  const tell = wordsOf(locale).problems[problem.code] as (finding: NotebookProblem, nameOf: (cellId: string) => string) => Told
  return tell(problem, (cellId) => labels.get(cellId) ?? cellId)
}

/** What changed, in words. `labels` is `cellLabels` of the state that has the cell: of one that was removed the one before. */
export function tellChange(change: NotebookChange, labels: ReadonlyMap<string, string>, locale = 'en'): string {
  const tell = wordsOf(locale).changes[change.what] as (change: NotebookChange, cell: string) => string
  return tell(change, 'cell' in change ? (labels.get(change.cell.id) ?? change.cell.id) : '')
}
