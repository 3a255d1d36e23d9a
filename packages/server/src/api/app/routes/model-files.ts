import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { deleteModels, planDeletion } from '../../../domain/develop/delete-models.ts'
import { exportModels } from '../../../domain/develop/export-models.ts'
import { planRename, renameModelFile } from '../../../domain/develop/rename-model-file.ts'
import { deleteUploadedTable, planTableDeletion } from '../../../domain/uploads/delete-uploaded-table.ts'
import { importModels } from '../../../domain/uploads/import-models.ts'
import { contentDisposition } from '../../../platform/http/content-disposition.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { compileOutcome, inProject, modelImpact, toUsedContent } from '../wire/models.ts'
import { importReport, toImportReport } from '../wire/model-import.ts'

const tags = ['Models']
const filePath = z.string().min(1).max(400)
const ofTable = inProject.extend({ table: z.string().max(63) })
const tableDeletion = modelImpact.extend({ files: z.array(z.string()), stranded: z.array(z.string()) })

/** Models as files: brought in, taken out, moved and deleted. */
export const modelFileRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ImportModels',
    method: 'post',
    path: '/api/v1/app/uploads/:projectUuid/:uploadUuid/import',
    summary: 'Brings the models of an upload (a model file, or a ZIP of a project) into a folder of their own; `dryRun` only reports what that would do',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject.extend({ uploadUuid: z.string() }),
    body: z.object({ folder: z.string().min(1).max(200), dryRun: z.boolean().default(false), replace: z.boolean().default(false) }),
    responses: answers(z.object({ report: importReport, compiled: compileOutcome.nullable() }), 'The report; `compiled` is null for a dry run'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { report, compiled } = await importModels(ctx, { projectId: params.projectUuid, uploadId: params.uploadUuid, ...body })
      return { report: toImportReport(report), compiled }
    },
  }),
  route({
    operationId: 'ExportModels',
    method: 'get',
    path: '/api/v1/app/models/:projectUuid/export',
    summary: 'The models as one document of Open Semantic Interchange, and what other programs will not understand of it',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.object({ fileName: z.string(), text: z.string(), explores: z.number(), notes: z.array(z.string()) }), 'The document'),
    handle: (ctx: RequestCtx, { params }) => perform(exportModels, ctx, { projectId: params.projectUuid }),
  }),
  route({
    operationId: 'DownloadModels',
    method: 'get',
    path: '/api/v1/app/models/:projectUuid/export/file',
    summary: 'The same document as a file',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    responses: { ...answers(null, 'The file'), 200: { description: 'The file', contentType: 'application/yaml' } },
    async handle(ctx: RequestCtx, { params }) {
      const { fileName, text } = await perform(exportModels, ctx, { projectId: params.projectUuid })
      return new Answer({ bytes: text, contentType: 'application/yaml; charset=utf-8', headers: { 'content-disposition': contentDisposition(fileName) } })
    },
  }),
  route({
    operationId: 'PlanModelDeletion',
    method: 'get',
    path: '/api/v1/app/models/:projectUuid/deletion',
    summary: 'What the deletion of a model file, or of a folder (`path` ends with /), would take along',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ path: filePath }),
    responses: answers(modelImpact.extend({ files: z.array(z.string()) }), 'Explores, charts and dashboards that need it'),
    handle: async (ctx: RequestCtx, { params, query }) => toUsedContent(await perform(planDeletion, ctx, { projectId: params.projectUuid, path: query.path })),
  }),
  route({
    operationId: 'DeleteModels',
    method: 'delete',
    path: '/api/v1/app/models/:projectUuid/file',
    summary: 'Deletes a model file, or a folder of them (`path` ends with /), and compiles the project',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ path: filePath }),
    responses: answers(z.object({ files: z.array(z.string()), text: z.string().nullable() }), 'What was deleted; the text of a single file, to bring it back'),
    handle: (ctx: RequestCtx, { params, query }) => deleteModels(ctx, { projectId: params.projectUuid, path: query.path }),
  }),
  route({
    operationId: 'RenameModelFile',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid/rename',
    summary: 'Moves a model file and compiles the project; `dryRun` only says what that would take along',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ path: filePath, to: filePath, dryRun: z.boolean().default(false) }),
    responses: answers(modelImpact, 'What it takes along: models that lie where nothing reads them are gone'),
    async handle(ctx: RequestCtx, { params, body: { dryRun, ...names } }) {
      const input = { projectId: params.projectUuid, ...names }
      const impact = await perform(planRename, ctx, input)
      if (!dryRun) await renameModelFile(ctx, input)
      return toUsedContent(impact)
    },
  }),
  route({
    operationId: 'PlanTableDeletion',
    method: 'get',
    path: '/api/v1/app/tables/:projectUuid/:table/deletion',
    summary: 'What the deletion of an uploaded table would take along',
    tags,
    auth: 'user',
    params: ofTable,
    responses: answers(tableDeletion, 'Model files, explores, charts and dashboards'),
    handle: async (ctx: RequestCtx, { params }) => toUsedContent(await perform(planTableDeletion, ctx, { projectId: params.projectUuid, table: params.table })),
  }),
  route({
    operationId: 'DeleteUploadedTable',
    method: 'delete',
    path: '/api/v1/app/tables/:projectUuid/:table',
    summary: 'Deletes an uploaded table with the model files that stand on it alone',
    tags,
    auth: 'user',
    params: ofTable,
    responses: answers(tableDeletion, 'What went with it'),
    handle: async (ctx: RequestCtx, { params }) => toUsedContent(await deleteUploadedTable(ctx, { projectId: params.projectUuid, table: params.table })),
  }),
]
