import { z } from 'zod'
import { fileHead, formatVersion } from '../../code/file-head.ts'
import { type NotebookDocument, notebookShape } from '../notebook-document.ts'

/** A notebook as a file says it: one file, readable, with the same bytes for the same content. */
export type NotebookFile = {
  kind: 'notebook'
  slug: string
  name: string
  /** Null: none. */
  description: string | null
  /** Null: where it is; of a new one the first space that takes it. */
  spaceSlug: string | null
  document: NotebookDocument
}

/** What a file of a notebook may say, in the order in which it is written. Whatever else stands there is refused. */
export const notebookFileSchema = z.object({
  kind: z.literal('notebook', { error: 'A file of a notebook says kind: notebook' }),
  ...fileHead,
  spaceSlug: fileHead.slug.optional(),
  ...notebookShape,
  version: z.literal(formatVersion, { error: `A file ends with version: ${formatVersion}; without it the end of the file may be missing` }),
})
