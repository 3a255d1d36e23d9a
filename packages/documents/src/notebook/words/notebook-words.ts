import type { CellKind } from '../notebook-document.ts'
import type { NotebookFinding } from '../problems/problem.ts'

type Code = NotebookFinding['code']
type Finding<C extends Code> = Extract<NotebookFinding, { code: C }>
/** What is wrong, and what to do about it. */
export type Told = { message: string; hint: string }

/** What a notebook says of itself in one language. */
export type NotebookWords = {
  kinds: Record<CellKind, string>
  /** A cell without title and name, by its place on the page from 1. */
  cellAt(kind: string, place: number): string
  problems: { [C in Code]: (finding: Finding<C>, nameOf: (cellId: string) => string) => Told }
}
