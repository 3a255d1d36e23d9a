import { appInputsOf, type NotebookDocument } from '@atrium/documents'
import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { decide } from '../../../access/rules.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId, newSecret } from '../../../platform/ids.ts'
import { findResource } from '../../../resources/resource-list-store.ts'
import { findRevision } from '../../../resources/revision-store.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { targetOf } from '../../content/content-target.ts'
import { credentialHash } from '../../identity/credential-hash.ts'
import { nowOf, type IdentityCtx } from '../../identity/identity-ctx.ts'
import { listPublications } from '../publication-store.ts'
import { requireRoomForEmbed } from '../sessions/make-room.ts'
import { givenByUrl, type Given } from '../sessions/session-inputs.ts'
import { insertSession } from '../sessions/session-store.ts'
import { embedTokenPrefix, type EmbedGrant } from './embed-link.ts'
import { findEmbedLink, findEmbedOrigins, spendEmbedLink, type EmbedLink } from './embed-store.ts'

type EmbedCtx = ContentCtx & IdentityCtx

/** An embedded app, opened: the session that shows it, and the secret that reaches this session and nothing else. */
export type OpenedEmbed = Pick<EmbedGrant, 'options' | 'exports'> & {
  token: string
  sessionId: string
  notebookId: string
  endsAt: Date
  /** Run buttons that the address presses. */
  pressed: readonly string[]
}

/** Hours that a page shows an app at most, from one address. */
const longestHours = 12

const nowhere = async (): Promise<Target> => ({ organizationId: null })

/**
 * Opens an address that shows an app, which uses it up: of two at once one is first. Throws `not_found` with the reason: `embed_link_missing`,
 * `embed_link_used`, `embed_link_expired`, and `embed_link_dead` when the app is no longer there for whoever made the address; `unavailable` when too many look,
 * which leaves the address good.
 */
export const openEmbed = writeOperation<EmbedCtx, { secret: string }, Target, OpenedEmbed>({
  name: 'apps.open_embed',
  action: 'app.run',
  allow: ['anonymous'],
  writes: true,
  target: nowhere,
  async run(ctx, { secret }) {
    const hash = credentialHash(secret)
    const at = nowOf(ctx)
    const link = await findEmbedLink(ctx.tx, hash)
    if (link === null) throw cannotOpen('embed_link_missing')
    if (link.openedAt !== null) throw cannotOpen('embed_link_used')
    if (link.expiresAt.getTime() <= at.getTime()) throw cannotOpen('embed_link_expired')
    const { notebook, revision, document } = await appOf(ctx, link)
    await requireRoomForEmbed(ctx.tx, notebook.id)
    const token = `${embedTokenPrefix}${newSecret()}`
    const endsAt = new Date(at.getTime() + longestHours * 3_600_000)
    const session = { id: newId(), notebookId: notebook.id, kind: 'embed' as const, revision, ownerId: null, attributes: link.attributes }
    const { inputs, pressed } = firstInputs(document, link.inputs)
    await insertSession(ctx.tx, { ...session, inputs, at })
    if (!(await spendEmbedLink(ctx.tx, hash, { id: session.id, tokenHash: credentialHash(token), endsAt, at }))) throw cannotOpen('embed_link_used')
    const { organizationId, projectId } = notebook
    ctx.record({ targetKind: notebookKind.kind, targetId: notebook.id, organizationId, projectId, before: null, after: { embedSessionId: session.id } })
    return { token, sessionId: session.id, notebookId: notebook.id, endsAt, options: link.options, exports: link.exports, pressed }
  },
})

/** On which sites the app of an address may be shown: what the frame around it is held to. None: of an address that is not there, or of an app that may be shown nowhere. */
export const frameOfEmbed = readOperation<EmbedCtx, { secret: string }, Target, readonly string[]>({
  name: 'apps.frame_of_embed',
  action: 'app.run',
  allow: ['anonymous'],
  target: nowhere,
  async run(ctx, { secret }) {
    const link = await findEmbedLink(ctx.db, credentialHash(secret))
    return link === null ? [] : ((await findEmbedOrigins(ctx.db, link.resourceId)) ?? [])
  },
})

type EmbeddedApp = { notebook: { id: string; organizationId: string; projectId: string }; revision: number; document: NotebookDocument }

/** What viewers have now, when whoever made the address may still show it. */
async function appOf(ctx: EmbedCtx & { tx: Parameters<typeof findEmbedLink>[0] }, { resourceId, creatorId }: EmbedLink): Promise<EmbeddedApp> {
  const creator = await ctx.identity.authenticator.actorOfUser(creatorId).catch(() => null)
  const notebook = await findResource(ctx.tx, notebookKind, { idOrSlug: resourceId })
  const publication = (await listPublications(ctx.tx, [resourceId])).get(resourceId)
  const isOn = (await findEmbedOrigins(ctx.tx, resourceId)) !== null
  if (creator === null || notebook === null || publication === undefined || !isOn) throw cannotOpen('embed_link_dead')
  if (!decide(creator, 'app.embed', targetOf(notebook)).allowed) throw cannotOpen('embed_link_dead')
  const revision = await findRevision(ctx.tx, resourceId, { number: publication.revision })
  if (revision === null) throw cannotOpen('embed_link_dead')
  return { notebook, revision: publication.revision, document: revision.spec as NotebookDocument }
}

/** Of what the address gives, what inputs take. */
const firstInputs = (document: NotebookDocument, given: EmbedGrant['inputs']): Given =>
  givenByUrl(appInputsOf(document), Object.fromEntries(Object.entries(given).map(([name, value]) => [name, JSON.stringify(value)])))

const why = {
  embed_link_missing: 'This address shows nothing: it is not complete, or long gone. Load the page that shows it again.',
  embed_link_used: 'This address was opened before, and it works once. Load the page that shows it again.',
  embed_link_expired: 'This address was not opened in time. Load the page that shows it again.',
  embed_link_dead: 'This app is no longer there for whoever put it here. Ask them about it.',
}
const cannotOpen = (reason: keyof typeof why): AppError => new AppError('not_found', why[reason], { reason })
