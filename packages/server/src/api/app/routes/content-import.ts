import { importFormats } from '@atrium/documents'
import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { importContent, planContent } from '../../../domain/content-import/import-content.ts'
import { listImports } from '../../../domain/content-import/list-imports.ts'
import { undoImport } from '../../../domain/content-import/undo-import.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { contentImportReport, contentImportSummary, toContentImportReport, toContentImportSummary, undoneImport } from '../wire/content-import.ts'
import { inProject } from '../wire/models.ts'

const tags = ['Content']
const ofUpload = inProject.extend({ uploadUuid: z.string() })
const choices = {
  format: z.enum(importFormats).optional(),
  tables: z.record(z.string().max(500), z.string().max(500).nullable()).default({}),
  /** Brings in the data models of the export as well, where it holds some. */
  withModels: z.boolean().default(true),
}

/** Charts and dashboards of other tools, brought in from an upload. */
export const contentImportRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'PlanContentImport',
    method: 'post',
    path: '/api/v1/app/content-import/:projectUuid/:uploadUuid/plan',
    summary: 'What would become of each thing in an export of Metabase, Superset, Lightdash or Hashboard; writes nothing',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: ofUpload,
    body: z.object(choices),
    responses: answers(contentImportReport, 'The report'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toContentImportReport(
        await planContent(ctx, {
          projectId: params.projectUuid,
          uploadId: params.uploadUuid,
          tables: body.tables,
          withModels: body.withModels,
          ...present({ format: body.format }),
        }),
      ),
  }),
  route({
    operationId: 'ImportContent',
    method: 'post',
    path: '/api/v1/app/content-import/:projectUuid/:uploadUuid',
    summary: 'Brings such an export into a space, all of it or nothing; what an earlier import brought is changed',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: ofUpload,
    body: z.object({ ...choices, spaceUuid: z.string() }),
    responses: answers(
      z.object({ importUuid: z.string(), created: z.number(), updated: z.number(), report: contentImportReport }),
      'What was made and changed, and the report',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const imported = await importContent(ctx, {
        projectId: params.projectUuid,
        uploadId: params.uploadUuid,
        spaceId: body.spaceUuid,
        tables: body.tables,
        withModels: body.withModels,
        ...present({ format: body.format }),
      })
      return { importUuid: imported.importId, created: imported.created, updated: imported.updated, report: toContentImportReport(imported) }
    },
  }),
  route({
    operationId: 'UndoContentImport',
    method: 'post',
    path: '/api/v1/app/content-imports/:projectUuid/:importUuid/undo',
    summary: 'Takes back what one import did: what it made goes into the trash, what it changed, models too, is as before; what was changed since stays',
    tags,
    auth: 'user',
    params: inProject.extend({ importUuid: z.string() }),
    responses: answers(undoneImport, 'How many things went, how many are as before, and what stayed and why'),
    handle: (ctx: RequestCtx, { params }) => undoImport(ctx, { projectId: params.projectUuid, importId: params.importUuid }),
  }),
  route({
    operationId: 'ListContentImports',
    method: 'get',
    path: '/api/v1/app/content-imports/:projectUuid',
    summary: 'The latest imports of content that can be taken back, the newest first',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(contentImportSummary), 'The imports'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listImports, ctx, { projectId: params.projectUuid })).map(toContentImportSummary),
  }),
]
