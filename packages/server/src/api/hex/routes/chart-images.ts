import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getCell } from '../../../domain/apps/cells/list-cells.ts'
import { drawChart } from '../../../domain/apps/pictures/draw-session.ts'
import { getAppRun } from '../../../domain/apps/runs/get-app-runs.ts'
import { newestOutcome } from '../../../domain/apps/sessions/newest-session.ts'
import { AppError } from '../../../platform/errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asCellSeen, asProjectSeen } from '../as-seen.ts'
import { answers } from '../wire/answers.ts'
import { wholeNumber, yesOrNo } from '../wire/lenient.ts'
import { ofProject } from './projects.ts'

const pixels = wholeNumber(100, 2000)

const look = z.object({
  /** Counts together with the height only. Both in CSS pixels; the picture is twice as fine. */
  width: pixels.optional(),
  height: pixels.optional(),
  includeTitle: yesOrNo.default(true),
})

const imageWire = z.object({ imageBase64: z.base64(), mimeType: z.literal('image/png') })

async function imageOf(
  ctx: RequestCtx,
  chart: { sessionId: string; handle: string },
  { width, height, includeTitle: hasTitle }: z.infer<typeof look>,
): Promise<z.infer<typeof imageWire>> {
  const size = width === undefined || height === undefined ? {} : { size: { width, height } }
  const { bytes } = await perform(drawChart, ctx, { ...chart, hasTitle, locale: 'en', ...size })
  return { imageBase64: bytes.toString('base64'), mimeType: 'image/png' }
}

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
    query: look,
    responses: answers(imageWire.extend({ projectId: z.string(), runId: z.string(), staticId: z.string() }), 'The picture'),
    handle: (ctx: RequestCtx, { params: { projectUuid, runId, staticId }, query }) =>
      asProjectSeen(ctx, projectUuid, async () => {
        const { id, appId, sessionId } = await perform(getAppRun, ctx, { idOrSlug: projectUuid, runId })
        return { projectId: appId, runId: id, staticId, ...(await imageOf(ctx, { sessionId, handle: staticId }, query)) }
      }),
  }),
  route({
    operationId: 'HexGetChartImageFromLogic',
    method: 'get',
    path: '/api/v1/cells/:cellId/image',
    summary: 'A chart of a draft as a picture, as it was when whoever asks ran it last',
    tags: ['Hex'],
    auth: 'user',
    limit: 'expensive',
    params: z.object({ cellId: z.string() }),
    query: look,
    responses: answers(imageWire.extend({ cellId: z.string() }), 'The picture'),
    handle: (ctx: RequestCtx, { params: { cellId }, query }) =>
      asCellSeen(ctx, cellId, async () => {
        const { notebookId, cell } = await getCell(ctx, cellId)
        if (cell.kind !== 'chart') throw new AppError('invalid', 'Only charts are drawn, and this cell is none.', { reason: 'cell_kind' })
        const { sessionId, failure } = await newestOutcome(ctx, { idOrSlug: notebookId, cellId: cell.id })
        if (failure !== null) throw new AppError('not_found', 'There is no chart: its cell failed. Its output says why.', { reason: 'chart_not_there' })
        return { cellId, ...(await imageOf(ctx, { sessionId, handle: cellId }, query)) }
      }),
  }),
]
