import { z } from 'zod'
import type { NotebookHead } from '../../../domain/apps/types.ts'
import { toUnpublished, unpublishedWire } from './drafts.ts'
import { personWire, toPerson } from './version.ts'

/** A notebook, or for viewers its app, without what is in it. */
export const appWire = z.object({
  uuid: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  space: z.object({ uuid: z.string(), name: z.string() }),
  status: z.enum(['never', 'changed', 'published']),
  /** What viewers have; null: nothing yet. */
  published: z.object({ version: z.number(), at: z.string(), by: personWire.nullable() }).nullable(),
  /** The newest version and who saved it; absent for those who may not change the notebook. */
  newest: z.object({ version: z.number(), at: z.string(), by: personWire.nullable() }).optional(),
  /** What is changed and in no version yet; absent as above. */
  unpublished: unpublishedWire.optional(),
  views: z.number(),
  /** For everybody in the project. */
  isPinned: z.boolean(),
  abilities: z.array(z.string()),
})

export function toApp(notebook: NotebookHead): z.infer<typeof appWire> {
  const { publication, space, draft } = notebook
  return {
    uuid: notebook.id,
    slug: notebook.slug,
    name: notebook.name,
    description: notebook.description,
    space: { uuid: space.id, name: space.name },
    status: notebook.status,
    published: publication === null ? null : { version: publication.revision, at: publication.at.toISOString(), by: toPerson(publication.by) },
    ...(draft === undefined
      ? {}
      : {
          newest: { version: notebook.revision, at: notebook.updatedAt.toISOString(), by: toPerson(notebook.updatedBy) },
          unpublished: toUnpublished(draft),
        }),
    views: notebook.views,
    isPinned: notebook.pin !== null,
    abilities: [...notebook.abilities],
  }
}
