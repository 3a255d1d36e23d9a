import type { FormatNotes } from '../format-notes.ts'
import type { Reading } from '../map-reader.ts'

/** What the readers of one file share. */
export type SemanticReading = Reading & { notes: FormatNotes }
