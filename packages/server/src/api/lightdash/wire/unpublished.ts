import { z } from 'zod'
import type { DraftMark } from '../../../resources/draft-store.ts'

/** What is changed and not published; null: nothing is. Ours. */
export const unpublishedWire = z
  .object({ savedAt: z.string(), savedBy: z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string() }).nullable() })
  .nullable()

export const toUnpublished = (draft: DraftMark | null): z.infer<typeof unpublishedWire> =>
  draft === null
    ? null
    : {
        savedAt: draft.savedAt.toISOString(),
        savedBy: draft.savedBy === null ? null : { userUuid: draft.savedBy.id, firstName: draft.savedBy.firstName, lastName: draft.savedBy.lastName },
      }
