import type { NotebookDocument } from '@atrium/documents'
import { writeOperation } from '../../../access/operation.ts'
import { holdTurn } from '../../../platform/turn-store.ts'
import { AppError } from '../../../platform/errors.ts'
import { newSecret } from '../../../platform/ids.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { credentialHash } from '../../identity/credential-hash.ts'
import { nowOf, personOf } from '../../identity/identity-ctx.ts'
import { listPublications } from '../publication-store.ts'
import { requireEmbedGrant, type EmbedGrant } from './embed-link.ts'
import { countOpenEmbedLinks, findEmbedOrigins, insertEmbedLink } from './embed-store.ts'

export type NewEmbedLink = ContentKey &
  EmbedGrant & {
    /** Until it has to be opened. */
    expiresInMs: number
    /** Checks everything and answers where people of ours find the app, with its inputs; nothing is made. */
    isTest: boolean
  }

/** Where an app is shown: the path of an address, with its secret, and until when it can be opened. */
export type MadeEmbedLink = { path: string; expiresAt: Date }

/** Addresses of an app that wait to be opened; more would be a program that makes them for nobody. */
const most = 10_000

/**
 * Makes an address that shows an app once, in a page of elsewhere, to somebody who need not be one of ours. What they see is what the
 * caller may see, with the rows of `attributes`. Throws `invalid`: `app_unpublished`, `embedding_off`, and for what is too much.
 */
export const createEmbedLink = writeOperation<ContentCtx, NewEmbedLink, ContentTarget<NotebookDocument>, MadeEmbedLink>({
  name: 'apps.create_embed_link',
  action: 'app.embed',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { attributes, inputs, options, exports, expiresInMs, isTest }, { resource, projectId }) {
    requireEmbedGrant({ attributes, inputs, options, exports }, expiresInMs)
    if (!(await listPublications(ctx.tx, [resource.id])).has(resource.id)) {
      throw new AppError('invalid', 'This app is not published, so there is nothing to embed. Publish it first.', { reason: 'app_unpublished' })
    }
    if ((await findEmbedOrigins(ctx.tx, resource.id)) === null) {
      throw new AppError('invalid', 'Embedding is switched off for this app. Switch it on under "Embed" on the page of the app.', { reason: 'embedding_off' })
    }
    const at = nowOf(ctx)
    const expiresAt = new Date(at.getTime() + expiresInMs)
    const names = { attributes: Object.keys(attributes), inputs: Object.keys(inputs), exports, expiresAt, isTest }
    ctx.record({ targetKind: notebookKind.kind, targetId: resource.id, before: null, after: names })
    if (isTest) return { path: `/p/${projectId}/apps/${resource.id}${asQuery(inputs)}`, expiresAt }
    await holdTurn(ctx.tx, `embed links of ${resource.id}`)
    if ((await countOpenEmbedLinks(ctx.tx, resource.id, at)) >= most) {
      const message = `${most.toLocaleString('en')} links to this app wait to be opened. Make one when somebody opens the page, not before.`
      throw new AppError('limit_exceeded', message, { reason: 'embed_links', params: { count: most }, retryAfterSeconds: 15 })
    }
    const secret = newSecret()
    await insertEmbedLink(ctx.tx, {
      hash: credentialHash(secret),
      resourceId: resource.id,
      creatorId: personOf(ctx).userId,
      attributes,
      inputs,
      options,
      exports: [...new Set(exports)],
      at,
      expiresAt,
    })
    return { path: `/embed/apps/${secret}`, expiresAt }
  },
})

/** Values of inputs as an address has them. */
function asQuery(inputs: EmbedGrant['inputs']): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(inputs)) query.set(`_${name}`, JSON.stringify(value))
  return query.size === 0 ? '' : `?${query}`
}
