import { z } from 'zod'
import type { WithDraftMark } from '../../../domain/content/drafts/with-draft-marks.ts'
import type { Verification } from '../../../domain/content/verification-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { toVerification, verificationWire } from './content.ts'
import { toUnpublished, unpublishedWire } from './drafts.ts'

export const homeItem = z.object({
  kind: z.enum(['chart', 'sql_chart', 'dashboard', 'notebook', 'space']),
  uuid: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  updatedAt: z.string(),
  views: z.number(),
  verification: verificationWire.nullable(),
  /** Absent for those who may not change it. */
  unpublished: unpublishedWire.optional(),
})

/** One thing on the home page. */
export const toHomeItem = (item: Resource & WithDraftMark & { verification?: Verification | null }): z.infer<typeof homeItem> => ({
  kind: homeItem.shape.kind.parse(item.kind),
  uuid: item.id,
  name: item.name,
  description: item.description,
  updatedAt: item.updatedAt.toISOString(),
  views: item.views,
  verification: item.verification === undefined || item.verification === null ? null : toVerification(item.verification),
  ...(item.draft === undefined ? {} : { unpublished: toUnpublished(item.draft) }),
})
