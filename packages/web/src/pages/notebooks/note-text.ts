import type { ImportNote } from '@atrium/documents'
import type { TFunction } from 'i18next'

/** What of a file could not be taken as it was, in words. */
export function noteText(note: ImportNote, t: TFunction): string {
  const said = textOf(note, t)
  return note.place === null ? said : t('notebooks.noteAt', { place: note.place, text: said })
}

function textOf(note: ImportNote, t: TFunction): string {
  switch (note.code) {
    case 'outputs_left_out':
      return t('notebooks.notes.outputs_left_out', { count: note.count })
    case 'output_not_known':
      return t('notebooks.notes.output_not_known', { kind: note.kind })
    case 'widget_left_out':
      return t('notebooks.notes.widget_left_out')
    case 'attachment_left_out':
      return t('notebooks.notes.attachment_left_out', { name: note.name })
    case 'metadata_left_out':
      return t('notebooks.notes.metadata_left_out', { keys: note.keys.join(', ') })
    case 'tags_left_out':
      return t('notebooks.notes.tags_left_out', { tags: note.tags.join(', ') })
    case 'command_left_out':
      return t('notebooks.notes.command_left_out', { command: note.command })
    case 'not_timed':
      return t('notebooks.notes.not_timed', { command: note.command })
    case 'value_left_out':
      return t('notebooks.notes.value_left_out', { name: note.name, command: note.command })
    case 'packages_not_installed':
      return t('notebooks.notes.packages_not_installed', { command: note.command })
    case 'connection_left_out':
      return t('notebooks.notes.connection_left_out')
    case 'values_rewritten':
      return t('notebooks.notes.values_rewritten', { names: note.names.join(', ') })
    case 'made_several':
      return t('notebooks.notes.made_several', { count: note.count })
    case 'old_python':
      return t('notebooks.notes.old_python')
    case 'language_not_run':
      return t('notebooks.notes.language_not_run', { language: note.language })
    case 'kind_not_known':
      return t('notebooks.notes.kind_not_known', { kind: note.kind })
    case 'kept_as_text':
      return t('notebooks.notes.kept_as_text', { kind: note.kind })
    case 'not_valid':
      return t('notebooks.notes.not_valid', { message: note.message })
    case 'layout_without_cell':
      return t('notebooks.notes.layout_without_cell')
  }
}
