import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getProject } from '../../../domain/projects/get-project.ts'
import { syncModels } from '../../../domain/uploads/sync-models.ts'
import { AppError } from '../../../platform/errors.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asSeen } from '../as-seen.ts'
import { hexFailure } from '../errors.ts'
import { answers } from '../wire/answers.ts'
import { ingestOptions, ingestWire, toIngest } from '../wire/ingest.ts'
import { readUpload } from '../wire/upload.ts'

const query = z.object({
  verbose: z.string().optional(),
  debug: z.string().optional(),
  dryRun: z.string().optional(),
  /** Where several archives come to one project. */
  folder: z.string().min(1).max(80).default('semantic-model'),
})

/** A semantic model of the format is a folder of models of one of our projects, which has the id. */
const ingestRoute = (operationId: string, kind: 'semantic-models' | 'semantic-projects'): AnyRoute<RequestCtx> =>
  route({
    operationId,
    method: 'post',
    path: `/api/v1/${kind}/:semanticProjectId/ingest`,
    summary: 'Keeps a folder of models of a project like a ZIP archive, as the body or the one file of a form; `dryRun` only reports',
    tags: ['Hex'],
    auth: 'user',
    limit: 'hex_ingest',
    params: z.object({ semanticProjectId: z.string() }),
    query,
    takes: 'bytes',
    responses: answers(ingestWire, 'What came of it', 201),
    async handle(ctx: RequestCtx, { params: { semanticProjectId: projectId }, query: { folder, ...said }, rawBody, request }) {
      return asSeen(
        'semantic model',
        () => perform(getProject, ctx, { projectId }),
        async () => {
          const { fileName, archive, fields } = await readUpload(request, rawBody)
          const options = ingestOptions.safeParse({ ...said, ...fields })
          if (!options.success) throw new AppError('invalid', '`verbose`, `debug` and `dryRun` are true or false', { reason: 'validation' })
          const { applicable, report } = await syncModels(ctx, { projectId, folder, fileName, archive, dryRun: options.data.dryRun })
          const told = toIngest(report, options.data, ctx.requestId)
          if (applicable) return new Answer({ status: 201, results: told })
          const [first] = report.problems.filter(({ severity }) => severity === 'fatal')
          const { status, body } = hexFailure(new AppError('invalid', first?.message ?? 'These models cannot be used', { reason: 'model_sync' }), request)
          return new Answer({ status, results: { ...body, problems: told.problems } })
        },
      )
    },
  })

export const semanticModelRoutes = [ingestRoute('HexIngestSemanticModel', 'semantic-models'), ingestRoute('HexIngestSemanticProject', 'semantic-projects')]
