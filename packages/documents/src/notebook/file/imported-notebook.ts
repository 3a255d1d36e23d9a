import type { NotebookDocument } from '../notebook-document.ts'

/** What another tool's notebook became: with what was left out or is to be looked at, cell by cell. */
export type ImportedNotebook = {
  /** Null: it has none. */
  name: string | null
  description: string | null
  document: NotebookDocument
  notes: ImportNote[]
}

/** Something that could not be taken as it was; `place` counts cells of the file from 1, null is the whole. */
export type ImportNote = { place: number | null } & CellNote

/** A note without its place. */
export type CellNote =
  | { code: 'outputs_left_out'; count: number }
  | { code: 'output_not_known'; kind: string }
  | { code: 'widget_left_out' }
  | { code: 'attachment_left_out'; name: string }
  | { code: 'metadata_left_out'; keys: string[] }
  | { code: 'tags_left_out'; tags: string[] }
  | { code: 'command_left_out'; command: string }
  | { code: 'not_timed'; command: string }
  | { code: 'value_left_out'; name: string; command: string }
  | { code: 'packages_not_installed'; command: string }
  | { code: 'connection_left_out' }
  | { code: 'values_rewritten'; names: string[] }
  | { code: 'made_several'; count: number }
  | { code: 'old_python' }
  | { code: 'language_not_run'; language: string }
  | { code: 'kind_not_known'; kind: string }
  | { code: 'kept_as_text'; kind: string }
  | { code: 'not_valid'; message: string }
  | { code: 'layout_without_cell' }

/** Why a file cannot be imported at all, as a sentence. */
export type NotImported = { problem: string }
