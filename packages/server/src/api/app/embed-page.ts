import type { FastifyInstance } from 'fastify'
import { perform } from '../../access/operation.ts'
import { frameOfEmbed } from '../../domain/apps/embedding/open-embed.ts'
import { framedBy } from '../../platform/http/security-headers.ts'
import { contextOf } from '../request-context.ts'
import type { House } from '../house.ts'

/**
 * The page that shows an app in a page of elsewhere: a document of its own, without the shell and without cookies, in a frame of the
 * sites of that app only. To load it uses nothing up, so that a preview of an address does no harm; the page opens it.
 */
export function serveEmbedPage(app: FastifyInstance, house: House): void {
  app.get<{ Params: { secret: string } }>('/embed/apps/:secret', async (request, reply) => {
    const ctx = contextOf(house, request, reply, new AbortController().signal, { kind: 'anonymous' })
    framedBy(reply, await perform(frameOfEmbed, ctx, { secret: request.params.secret }))
    return reply.header('cache-control', 'no-store').sendFile('embed.html', { maxAge: 0, immutable: false })
  })
}
