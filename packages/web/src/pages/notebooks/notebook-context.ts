import type { CellKind, DefinedName, Drawing, NotebookDocument, NotebookGraph, OutcomeColumn, RunReach } from '@atrium/documents'
import { createContext, useContext, useMemo } from 'react'
import type { SessionStore } from '../../app-session/session-store.ts'
import { useSessionPart } from '../../app-session/use-app-session.ts'
import type { CodeEditorHandle } from '../../components/code-editor.tsx'
import type { CellChange } from './cells/cell-change.ts'

/** What can be done with cells; the same object as long as the notebook is open. */
export type NotebookActions = {
  focus(id: string | undefined): void
  write(id: string): void
  /** Ends writing in a cell. */
  stop(id: string): void
  change(id: string, change: CellChange): void
  rename(id: string, name: string): void
  /** Behind a cell, null at the beginning. */
  add(kind: CellKind, after: string | null): void
  /** A drawing of a result behind the cell that gives it, shown at once. */
  draw(drawing: Drawing, after: string): void
  /** With all that is selected, where it is. */
  remove(id: string): void
  duplicate(id: string): void
  move(id: string, step: -1 | 1): void
  /** To before or behind another one; with all that is selected, where it is. */
  drop(id: string, at: { cellId: string; isBefore: boolean }): void
  fold(id: string): void
  select(id: string, how: 'only' | 'toggle' | 'range'): void
  run(id: string, reach: RunReach): void
  clear(id: string): void
  /** A text that is typed and not in the draft yet: called before it is saved for a run. Answers what ends that. */
  hold(flush: () => void): () => void
  /** The editor of a cell of SQL, into which names of tables are written; null: it is gone. */
  edits(id: string, editor: CodeEditorHandle | null): void
}

type Notebook = { appUuid: string; projectUuid: string; actions: NotebookActions; store: SessionStore | null }

export const NotebookContext = createContext<Notebook | null>(null)

/** The notebook in which a cell lies. */
export function useNotebook(): Notebook {
  const notebook = useContext(NotebookContext)
  if (notebook === null) throw new Error('There is no notebook around this')
  return notebook
}

/** What is written by now, for the few parts that look at all of it. */
export const WrittenContext = createContext<{ document: NotebookDocument; graph: NotebookGraph } | null>(null)

export function useWritten(): { document: NotebookDocument; graph: NotebookGraph } {
  const written = useContext(WrittenContext)
  if (written === null) throw new Error('There is no notebook around this')
  return written
}

/** Names that cells give to others; another list only when they are others. */
export const NamesContext = createContext<readonly { name: string; as: DefinedName['as'] }[]>([])

/** Names of results and values that cells give to others. */
export function useNames(as: 'table' | 'value'): string[] {
  const { graph } = useWritten()
  return useMemo(
    () => [...new Set([...graph.definitions.values()].flatMap((all) => all.filter((one) => one.as === as || one.as === 'any').map(({ name }) => name)))],
    [graph, as],
  )
}

const noColumns: readonly OutcomeColumn[] = []

/** The columns of a result, as far as it has been computed. */
export function useColumnsOf(name: string): readonly OutcomeColumn[] {
  const { store } = useNotebook()
  const { graph } = useWritten()
  const defined = graph.definitions.get(name.toLowerCase())?.[0]
  return useSessionPart(
    store,
    ({ outcomes }) => (defined === undefined ? noColumns : (outcomes.get(defined.cellId)?.tables[defined.name]?.columns ?? noColumns)),
    noColumns,
  )
}
