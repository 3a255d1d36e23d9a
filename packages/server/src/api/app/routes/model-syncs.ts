import { z } from 'zod'
import { syncModels } from '../../../domain/uploads/sync-models.ts'
import { undoModelSync } from '../../../domain/uploads/undo-model-sync.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { compileOutcome, inProject } from '../wire/models.ts'
import { syncReport, toSyncReport } from '../wire/model-sync.ts'

const tags = ['Models']
const inFolder = inProject.extend({ folder: z.string().min(1).max(200) })
const flag = (otherwise: 'true' | 'false') =>
  z
    .enum(['true', 'false'])
    .default(otherwise)
    .transform((text) => text === 'true')

/** Models kept like an archive that comes again and again. */
export const modelSyncRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'SyncModels',
    method: 'put',
    path: '/api/v1/app/models/:projectUuid/synced/:folder',
    summary: 'Makes a folder of models what a ZIP archive (the body) holds, and takes away what the archive before it brought; `dryRun` only reports',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inFolder,
    query: z.object({ dryRun: flag('false'), verbose: flag('true'), debug: flag('false') }),
    takes: 'bytes',
    responses: answers(
      z.object({ applicable: z.boolean(), changed: z.boolean(), report: syncReport, compiled: compileOutcome.nullable() }),
      'The report; with something fatal among its problems nothing was changed',
    ),
    async handle(ctx: RequestCtx, { params: { projectUuid, folder }, query: { dryRun, ...shown }, rawBody }) {
      const { report, ...outcome } = await syncModels(ctx, { projectId: projectUuid, folder, fileName: `${folder}.zip`, archive: rawBody, dryRun })
      return { ...outcome, report: toSyncReport(report, shown) }
    },
  }),
  route({
    operationId: 'UndoModelSync',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid/synced/:folder/undo',
    summary: 'Puts a folder of models back as it was before its last synchronization',
    tags,
    auth: 'user',
    params: inFolder,
    responses: answers(z.object({ restored: z.array(z.string()), removed: z.array(z.string()), compiled: compileOutcome }), 'What is as before, and what went'),
    handle: (ctx: RequestCtx, { params: { projectUuid, folder } }) => undoModelSync(ctx, { projectId: projectUuid, folder }),
  }),
]
