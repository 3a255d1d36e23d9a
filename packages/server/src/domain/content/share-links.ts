import { readOperation, writeOperation, type Ctx } from '../../access/operation.ts'
import type { Target } from '../../access/actions.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid, newSecret } from '../../platform/ids.ts'
import { nowOf, organizationTarget, personOf } from '../identity/identity-ctx.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { requireOwnPath } from './own-path.ts'
import {
  countShareLinks,
  deleteEndedShareLinks,
  deleteShareLink,
  findProjectOf,
  findShareLink,
  insertShareLink,
  listShareLinks,
  type ListedShareLink,
  type ShareLink,
} from './share-link-store.ts'

type OwnOrganization = Target & { organizationId: string }

/** Links into one project that have not ended. */
const mostLinks = 5000
/** Links that are listed. */
const mostListed = 500
/** Days that a link is remembered after its end, to say that it has ended. */
const rememberedDays = 90

export type NewShareLink = { path: string; params: string; /** Null: it lasts. */ expiresAt: Date | null }

/**
 * Keeps the address of a page of ours under a short name. Whoever opens it needs the rights of the page, not of the name. Throws
 * `invalid` for an end that is over, `limit_exceeded` when a project has as many as are kept.
 */
export const createShareLink = writeOperation<Ctx, NewShareLink, OwnOrganization, ShareLink>({
  name: 'share_links.create',
  action: 'share_link.create',
  writes: true,
  target: organizationTarget,
  async run(ctx, { path, params, expiresAt }, { organizationId }) {
    requireOwnPath(path, params)
    const now = nowOf(ctx)
    if (expiresAt !== null && expiresAt.getTime() <= now.getTime()) {
      throw new AppError('invalid', 'This link would have ended already. Choose a moment that is to come.', {
        reason: 'validation',
        fields: [{ path: 'body.expiresAt', message: 'is over' }],
      })
    }
    const named = /^\/p\/([\da-f-]{36})(?:\/|$)/i.exec(path)?.[1]
    const projectId = named === undefined || !isUuid(named) ? null : await findProjectOf(ctx.tx, organizationId, named)
    if ((await countShareLinks(ctx.tx, { organizationId, projectId, now })) >= mostLinks) {
      throw new AppError(
        'limit_exceeded',
        `There are ${mostLinks} short links ${projectId === null ? 'in this organization' : 'into this project'}, and no more are kept. Send the whole address, or ask an administrator of the project to delete some on the page Settings.`,
        { reason: 'too_many_share_links' },
      )
    }
    const link = { id: newSecret(16), organizationId, projectId, createdBy: personOf(ctx).userId, path, params, createdAt: now, expiresAt }
    await insertShareLink(ctx.tx, link)
    ctx.record({ targetKind: 'share_link', targetId: link.id, projectId, before: null, after: { path, expiresAt: expiresAt?.toISOString() ?? null } })
    return link
  },
})

/** Where a short link of the caller's organization leads. Those of others are not there, and those that have ended are told so. */
export const getShareLink = readOperation<Ctx, { id: string }, OwnOrganization, ShareLink>({
  name: 'share_links.get',
  action: 'share_link.view',
  target: organizationTarget,
  async run(ctx, { id }, { organizationId }) {
    const link = await findShareLink(ctx.db, organizationId, id)
    if (link === null) throw new AppError('not_found', 'This link does not exist. Ask whoever sent it for a new one.', { reason: 'share_link_missing' })
    if (link.expiresAt !== null && link.expiresAt.getTime() <= nowOf(ctx).getTime()) {
      throw new AppError('not_found', `This link has ended at ${link.expiresAt.toISOString()}. Ask whoever sent it for a new one.`, {
        reason: 'share_link_missing',
      })
    }
    return link
  },
})

/** The latest short links into a project that have not ended. */
export const listProjectShareLinks = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, ListedShareLink[]>({
  name: 'share_links.list',
  action: 'project.manage',
  target: projectTarget,
  run: (ctx, { projectId }) => listShareLinks(ctx.db, { projectId, now: nowOf(ctx), limit: mostListed }),
})

/** Takes a short link into a project away: it leads nowhere from now on. Throws `not_found`. */
export const deleteProjectShareLink = writeOperation<ProjectCtx, { projectId: string; id: string }, ProjectTarget, void>({
  name: 'share_links.delete',
  action: 'project.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, id }) {
    if (!(await deleteShareLink(ctx.tx, projectId, id))) {
      throw new AppError('not_found', 'There is no such link into this project any more.', { reason: 'share_link_missing' })
    }
    ctx.record({ targetKind: 'share_link', targetId: id, before: { id }, after: null })
  },
})

/** Forgets links that ended long ago. Called by the day. */
export const removeEndedShareLinks = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'share_links.remove_ended',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  run: async (ctx) => ({ removed: await deleteEndedShareLinks(ctx.db, new Date(ctx.clock.now() - rememberedDays * 86_400_000)) }),
})
