import { readOperation, writeOperation, type Ctx } from '../../access/operation.ts'
import type { Target } from '../../access/actions.ts'
import { AppError } from '../../platform/errors.ts'
import { newSecret } from '../../platform/ids.ts'
import { nowOf, organizationTarget, personOf } from '../identity/identity-ctx.ts'
import { requireOwnPath } from './own-path.ts'
import { findShareLink, insertShareLink, type ShareLink } from './share-link-store.ts'

type OwnOrganization = Target & { organizationId: string }

/** Keeps the address of a page of ours under a short name. Whoever opens it needs the rights of the page, not of the name. */
export const createShareLink = writeOperation<Ctx, { path: string; params: string }, OwnOrganization, ShareLink>({
  name: 'share_links.create',
  action: 'share_link.create',
  writes: true,
  target: organizationTarget,
  async run(ctx, { path, params }, { organizationId }) {
    requireOwnPath(path, params)
    const link = { id: newSecret(16), organizationId, createdBy: personOf(ctx).userId, path, params }
    await insertShareLink(ctx.tx, link, nowOf(ctx))
    ctx.record({ targetKind: 'share_link', targetId: link.id, before: null, after: { path } })
    return link
  },
})

/** Where a short link of the caller's organization leads. Those of others are not there. */
export const getShareLink = readOperation<Ctx, { id: string }, OwnOrganization, ShareLink>({
  name: 'share_links.get',
  action: 'share_link.view',
  target: organizationTarget,
  async run(ctx, { id }, { organizationId }) {
    const link = await findShareLink(ctx.db, organizationId, id)
    if (link === null) throw new AppError('not_found', 'This link does not exist. Ask whoever sent it for a new one.', { reason: 'share_link_missing' })
    return link
  },
})
