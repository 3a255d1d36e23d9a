import type { NotebookDocument } from '@atrium/documents'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { authorOf, type ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { findEmbedOrigins, saveEmbedOrigins } from './embed-store.ts'

/** Whether pages of elsewhere may show an app, and which. */
export type Embedding = { isOn: boolean; origins: readonly string[] }

const mostOrigins = 50

/** Whether an app may be shown in pages of elsewhere. */
export const getEmbedding = readOperation<ContentCtx, ContentKey, ContentTarget<NotebookDocument>, Embedding>({
  name: 'apps.get_embedding',
  action: 'app.embed',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  run: async (ctx, _key, { resource }) => toEmbedding(await findEmbedOrigins(ctx.db, resource.id)),
})

/**
 * Switches it on for these sites, or off: then no new page shows the app, and those that do end. A switch of the app and not of its
 * document, so that it holds at once and for every version. Throws `invalid` for what is not a site.
 */
export const switchEmbedding = writeOperation<ContentCtx, ContentKey & { embedding: Embedding }, ContentTarget<NotebookDocument>, Embedding>({
  name: 'apps.switch_embedding',
  action: 'app.embed',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { embedding: { isOn, origins } }, { resource }) {
    const before = await findEmbedOrigins(ctx.tx, resource.id)
    const after = isOn ? [...new Set(origins.map(siteOf))] : null
    if (after !== null && after.length > mostOrigins) throw notASite(`An app is shown on at most ${mostOrigins} sites. "https://*.example.com" is one.`)
    await saveEmbedOrigins(ctx.tx, { resourceId: resource.id, origins: after, ...authorOf(ctx) })
    ctx.record({ targetKind: notebookKind.kind, targetId: resource.id, before: toEmbedding(before), after: toEmbedding(after) })
    return toEmbedding(after)
  },
})

const toEmbedding = (origins: readonly string[] | null): Embedding => ({ isOn: origins !== null, origins: origins ?? [] })

/** A site as `frame-ancestors` names it: nothing of it may be more than scheme, host and port. Not encrypted only on this machine. */
function siteOf(given: string): string {
  const [, scheme, wildcard = '', host = '', port = ''] =
    /^(https?):\/\/(\*\.)?([a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*)(:\d{1,5})?\/?$/.exec(given.trim().toLowerCase()) ?? []
  const isLocal = host === 'localhost' || host === '127.0.0.1'
  if (
    given.length > 300 ||
    scheme === undefined ||
    (scheme === 'http' && !isLocal) ||
    (wildcard !== '' && !host.includes('.')) ||
    Number(port.slice(1)) > 65_535
  ) {
    throw notASite(`"${given.slice(0, 300)}" is no site. Write it like https://example.com or https://*.example.com, without a path.`)
  }
  return `${scheme}://${wildcard}${host}${port}`
}

const notASite = (message: string): AppError => new AppError('invalid', message, { reason: 'validation', fields: [{ path: 'origins', message }] })
