import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { dismissFindings } from '../../../domain/validation/dismiss-findings.ts'
import { listModelNames } from '../../../domain/validation/list-names.ts'
import { getValidationOverview } from '../../../domain/validation/overview.ts'
import { previewRename, renameContent } from '../../../domain/validation/rename-content.ts'
import { undoRename } from '../../../domain/validation/undo-rename.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'
import { overviewWire, renamePlanWire, renameRequest, toOverview, toRename, toRenamePlan } from '../wire/validation.ts'

const tags = ['Validation']

/** What is broken in content, by cause, and renames through all of it. */
export const validationRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetValidationOverview',
    method: 'get',
    path: '/api/v1/app/validation/:projectUuid',
    summary: 'What the latest validation found, by cause, with what may be meant',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(overviewWire, 'Causes, those that break most first'),
    handle: async (ctx: RequestCtx, { params }) => toOverview(await perform(getValidationOverview, ctx, { projectId: params.projectUuid })),
  }),
  route({
    operationId: 'ListModelNames',
    method: 'get',
    path: '/api/v1/app/validation/:projectUuid/names',
    summary: 'Explores and fields that content can name',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(
      z.object({
        explores: z.array(z.object({ name: z.string(), label: z.string() })),
        fields: z.array(z.object({ id: z.string(), label: z.string(), kind: z.enum(['dimension', 'metric']) })),
      }),
      'The names of the model that serves',
    ),
    handle: (ctx: RequestCtx, { params }) => perform(listModelNames, ctx, { projectId: params.projectUuid }),
  }),
  route({
    operationId: 'DismissFindings',
    method: 'post',
    path: '/api/v1/app/validation/:projectUuid/dismiss',
    summary: 'Takes findings off the list until the next validation: all of them or none',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ validationIds: z.array(z.number().int()).min(1).max(10_000) }),
    responses: answers(null, 'They are off the list'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(dismissFindings, ctx, { projectId: params.projectUuid, numbers: body.validationIds })
    },
  }),
  route({
    operationId: 'RenameInContent',
    method: 'post',
    path: '/api/v1/app/validation/:projectUuid/rename',
    summary: 'Replaces a field or an explore by another one in all charts and dashboards that the caller may change; `dryRun` only says what that would change',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: renameRequest,
    responses: answers(renamePlanWire, 'What it changes'),
    async handle(ctx: RequestCtx, { params, body }) {
      const input = { projectId: params.projectUuid, rename: toRename(body) }
      if (body.dryRun) return toRenamePlan(null, await perform(previewRename, ctx, input))
      const { renameId, plan } = await perform(renameContent, ctx, input)
      return toRenamePlan(renameId, plan)
    },
  }),
  route({
    operationId: 'UndoRenameInContent',
    method: 'post',
    path: '/api/v1/app/validation/:projectUuid/renames/:renameUuid/undo',
    summary: 'Takes a rename back, unless what it changed was changed since',
    tags,
    auth: 'user',
    params: inProject.extend({ renameUuid: z.string() }),
    responses: answers(z.object({ changed: z.number(), discarded: z.array(z.string()), deleted: z.number() }), 'How much is as before, and what was left out'),
    handle: (ctx: RequestCtx, { params }) => perform(undoRename, ctx, { projectId: params.projectUuid, renameId: params.renameUuid }),
  }),
]
