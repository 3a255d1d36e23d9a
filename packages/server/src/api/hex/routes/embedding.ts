import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createEmbedLink } from '../../../domain/apps/embedding/create-embed-link.ts'
import { embedLinkLifetime } from '../../../domain/apps/embedding/embed-link.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asProjectSeen } from '../as-seen.ts'
import { originOf } from '../origin.ts'
import { answers } from '../wire/answers.ts'
import { yesOrNo } from '../wire/lenient.ts'

const exportOf = { EXPORT_CSV: 'csv', EXPORT_PDF: 'pdf' } as const

/** Keys that are not known here pass, and do nothing. */
const createPresignedUrl = z.looseObject({
  hexUserAttributes: z.record(z.string(), z.string()).nullish(),
  scope: z.array(z.enum(['EXPORT_CSV', 'EXPORT_PDF'])).nullish(),
  inputParameters: z.record(z.string(), z.unknown()).nullish(),
  /** Milliseconds; some clients send a text. */
  expiresIn: z
    .union([z.number(), z.string().regex(/^\d{1,9}$/)])
    .transform(Number)
    .pipe(z.number().min(0).max(embedLinkLifetime.most))
    .nullish(),
  displayOptions: z
    .looseObject({
      theme: z.enum(['light', 'dark']).exactOptional(),
      noEmbedOutline: yesOrNo.exactOptional(),
      noEmbedFooter: yesOrNo.exactOptional(),
      noEmbedBasePadding: yesOrNo.exactOptional(),
      noEmbedHeaderPadding: yesOrNo.exactOptional(),
      showEmbeddedRunButton: yesOrNo.exactOptional(),
    })
    .nullish(),
  testMode: yesOrNo.nullish(),
})

export const embeddingRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexCreatePresignedUrl',
    method: 'post',
    path: '/api/v1/embedding/createPresignedUrl/:projectUuid',
    summary: 'An address that shows an app once, in a page of elsewhere',
    tags: ['Hex'],
    auth: 'user',
    limit: 'hex_embed',
    params: z.object({ projectUuid: z.string() }),
    body: createPresignedUrl,
    responses: answers(z.object({ url: z.string() }), 'The address'),
    handle: (ctx: RequestCtx, { params: { projectUuid }, body, request }) =>
      asProjectSeen(ctx, projectUuid, async () => {
        const { path } = await perform(createEmbedLink, ctx, {
          idOrSlug: projectUuid,
          attributes: body.hexUserAttributes ?? {},
          inputs: body.inputParameters ?? {},
          options: body.displayOptions ?? {},
          exports: (body.scope ?? []).map((scope) => exportOf[scope]),
          expiresInMs: body.expiresIn ?? embedLinkLifetime.usual,
          isTest: body.testMode ?? false,
        })
        return { url: originOf(ctx, request) + path }
      }),
  }),
]
