import { z } from 'zod'
import type { ShareLink } from '../../../domain/content/share-link-store.ts'

export const shareLinkWire = z.object({
  nanoid: z.string(),
  path: z.string(),
  params: z.string(),
  organizationUuid: z.string(),
  createdByUserUuid: z.string().optional(),
  host: z.string(),
  /** The whole address that it stands for. */
  url: z.string(),
  /** The short one. */
  shareUrl: z.string(),
  /** Ours: when it ends; null: it lasts. */
  expiresAt: z.string().nullable(),
})

/** A short link with its addresses on this site. */
export const toShareLink = ({ id, organizationId, createdBy, path, params, expiresAt }: ShareLink, siteUrl: string): z.infer<typeof shareLinkWire> => ({
  nanoid: id,
  path,
  params,
  organizationUuid: organizationId,
  ...(createdBy === null ? {} : { createdByUserUuid: createdBy }),
  host: new URL(siteUrl).origin,
  url: new URL(path + params, siteUrl).href,
  shareUrl: new URL(`/share/${id}`, siteUrl).href,
  expiresAt: expiresAt?.toISOString() ?? null,
})
