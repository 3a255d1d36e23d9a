import type { CellPart, NotebookChange } from '../edit/notebook-changes.ts'
import type { CellKind, NotebookSettings } from '../notebook-document.ts'
import type { NotebookFinding } from '../problems/problem.ts'

type Code = NotebookFinding['code']
type Finding<C extends Code> = Extract<NotebookFinding, { code: C }>
type What = NotebookChange['what']
type Change<W extends What> = Extract<NotebookChange, { what: W }>
/** What is wrong, and what to do about it. */
export type Told = { message: string; hint: string }

/** What a notebook says of itself in one language. */
export type NotebookWords = {
  kinds: Record<CellKind, string>
  /** A cell without title and name, by its place on the page from 1. */
  cellAt(kind: string, place: number): string
  problems: { [C in Code]: (finding: Finding<C>, nameOf: (cellId: string) => string) => Told }
  /** `cell`: what the cell of the change is called. */
  changes: { [W in What]: (change: Change<W>, cell: string) => string }
  /** What a cell is made of, as it is told that it changed. */
  parts: Record<CellPart, string>
  settings: Record<keyof NotebookSettings, string>
}
