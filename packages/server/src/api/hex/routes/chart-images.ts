import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { drawChart } from '../../../domain/apps/pictures/draw-session.ts'
import { getAppRun } from '../../../domain/apps/runs/get-app-runs.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asProjectSeen } from '../as-seen.ts'
import { answers } from '../wire/answers.ts'
import { wholeNumber, yesOrNo } from '../wire/lenient.ts'
import { ofProject } from './projects.ts'

const pixels = wholeNumber(100, 2000)

const imageWire = z.object({ projectId: z.string(), runId: z.string(), staticId: z.string(), imageBase64: z.base64(), mimeType: z.literal('image/png') })

/** Charts as pictures, for programs that pass them on. */
export const chartImageRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexGetChartImageFromRun',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/runs/:runId/cells/:staticId/image',
    summary: 'A chart as it was in a run, as a picture: of what whoever asks may see',
    tags: ['Hex'],
    auth: 'user',
    limit: 'expensive',
    params: ofProject.extend({ runId: z.string(), staticId: z.string() }),
    query: z.object({
      /** Counts together with the height only. Both in CSS pixels; the picture is twice as fine. */
      width: pixels.optional(),
      height: pixels.optional(),
      includeTitle: yesOrNo.default(true),
    }),
    responses: answers(imageWire, 'The picture'),
    handle: (ctx: RequestCtx, { params: { projectUuid, runId, staticId }, query: { width, height, includeTitle: hasTitle } }) =>
      asProjectSeen(ctx, projectUuid, async () => {
        const { id, appId, sessionId } = await perform(getAppRun, ctx, { idOrSlug: projectUuid, runId })
        const size = width === undefined || height === undefined ? {} : { size: { width, height } }
        const { bytes } = await perform(drawChart, ctx, { sessionId, handle: staticId, hasTitle, locale: 'en', ...size })
        return { projectId: appId, runId: id, staticId, imageBase64: bytes.toString('base64'), mimeType: 'image/png' as const }
      }),
  }),
]
