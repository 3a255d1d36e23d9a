import type { NotebookDocument } from '../notebook-document.ts'

/** What another tool's notebook became: with what was left out or is to be looked at, cell by cell. */
export type ImportedNotebook = {
  /** Null: it has none. */
  name: string | null
  document: NotebookDocument
  notes: ImportNote[]
}

/** Something that could not be taken as it was; `place` counts cells of the file from 1, null is the whole. */
export type ImportNote = { place: number | null } & (
  | { code: 'outputs_left_out'; count: number }
  | { code: 'command_left_out'; command: string }
  | { code: 'language_not_run'; language: string }
  | { code: 'kind_not_known'; kind: string }
  | { code: 'kept_as_text'; kind: string }
  | { code: 'not_valid'; message: string }
  | { code: 'layout_without_cell' }
)

/** Why a file cannot be imported at all, as a sentence. */
export type NotImported = { problem: string }
