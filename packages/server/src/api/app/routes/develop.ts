import { z } from 'zod'
import { actions } from '../../../access/actions.ts'
import { perform } from '../../../access/operation.ts'
import { listModels } from '../../../domain/develop/list-models.ts'
import { openModelFile } from '../../../domain/develop/open-model-file.ts'
import { createModels } from '../../../domain/develop/create-models.ts'
import { proposeModels } from '../../../domain/develop/propose-models.ts'
import { sampleModel } from '../../../domain/develop/sample-model.ts'
import { saveModelFile } from '../../../domain/develop/save-model-file.ts'
import { validateModels } from '../../../domain/develop/validate-models.ts'
import { projectAbilities } from '../../../domain/projects/project-abilities.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { proposedFile, toProposedFile } from '../wire/proposed-models.ts'
import { compileOutcome, inProject, lostNames, modelImpact, problem, toUsedContent } from '../wire/models.ts'

const tags = ['Models']

const filePath = z.string().min(1).max(400)
const draft = z.object({ path: filePath, text: z.string() })
const model = z.object({ name: z.string(), label: z.string(), file: z.string(), line: z.number(), table: z.string().optional() })
/** Tables to make models of at once. */
const ofTables = z.object({
  tables: z.array(z.string().min(1).max(300)).min(1).max(100),
  /** Ids of joins that were proposed and are not wanted. */
  withoutJoins: z.array(z.string().max(4000)).max(1000).default([]),
})

export const developRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListAbilities',
    method: 'get',
    path: '/api/v1/app/abilities/:projectUuid',
    summary: 'What the caller may do in a project',
    tags: ['Projects'],
    auth: 'user',
    params: inProject,
    responses: answers(z.array(z.enum(actions)), 'Names of actions'),
    handle: (ctx: RequestCtx, { params }) => perform(projectAbilities, ctx, { projectId: params.projectUuid }),
  }),
  route({
    operationId: 'ListModels',
    method: 'get',
    path: '/api/v1/app/models/:projectUuid',
    summary: 'Model files and models as they lie in the folder now, with their problems, and the tables of the warehouse with the models of each',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(
      z.object({
        readOnly: z.enum(['compiled_by_client', 'dbt_manifest', 'folder_not_writable', 'from_repository']).nullable(),
        files: z.array(z.string()),
        models: z.array(model.extend({ explored: z.boolean() })),
        problems: z.array(problem),
        tables: z.array(z.object({ name: z.string(), models: z.array(z.string()) })),
        uploadedTables: z.array(z.object({ name: z.string(), models: z.array(z.string()) })),
        newFilesIn: z.string(),
      }),
      'The models',
    ),
    handle: (ctx: RequestCtx, { params }) => perform(listModels, ctx, { projectId: params.projectUuid }),
  }),
  route({
    operationId: 'OpenModelFile',
    method: 'get',
    path: '/api/v1/app/models/:projectUuid/file',
    summary: 'One model file as text',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ path: filePath }),
    responses: answers(z.object({ text: z.string(), version: z.string() }), 'The text, and the version to save it with'),
    handle: (ctx: RequestCtx, { params, query }) => perform(openModelFile, ctx, { projectId: params.projectUuid, path: query.path }),
  }),
  route({
    operationId: 'SaveModelFile',
    method: 'put',
    path: '/api/v1/app/models/:projectUuid/file',
    summary: 'Writes one model file, unless it changed since it was opened, and compiles the project',
    tags,
    auth: 'user',
    params: inProject,
    body: draft.extend({ version: z.string().max(64).nullable() }),
    responses: answers(z.object({ version: z.string(), compiled: compileOutcome.nullable(), reason: z.string().nullable() }), 'What was saved'),
    handle: (ctx: RequestCtx, { params, body }) => saveModelFile(ctx, { projectId: params.projectUuid, ...body }),
  }),
  route({
    operationId: 'ValidateModels',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid/validate',
    summary: 'What would be wrong if a file had this text; nothing is saved',
    tags,
    auth: 'user',
    params: inProject,
    body: draft,
    responses: answers(
      z.object({ problems: z.array(problem), models: z.array(model), lost: lostNames }),
      'Problems of the whole project, the models of this file, and what would not work any more',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const { lost, ...rest } = await perform(validateModels, ctx, { projectId: params.projectUuid, ...body })
      return { ...rest, lost: toUsedContent({ ...lost, explores: [...lost.explores], fields: [...lost.fields] }) }
    },
  }),
  route({
    operationId: 'SampleModel',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid/sample',
    summary: 'SQL of a model as a draft describes it, and its first 50 rows',
    tags,
    auth: 'user',
    params: inProject,
    body: draft.extend({ model: z.string().min(1).max(300) }),
    responses: answers(
      z.object({ sql: z.string(), columns: z.array(z.object({ name: z.string(), type: z.string() })), rows: z.array(z.array(z.unknown())) }),
      'The SQL and the rows',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const { sql, result } = await perform(sampleModel, ctx, { projectId: params.projectUuid, ...body })
      const values = JSON.parse(result.data.toString('utf8')) as unknown[][]
      return {
        sql,
        columns: result.columns.map(({ fieldId, type }) => ({ name: fieldId, type })),
        rows: Array.from({ length: result.rowCount }, (_, row) => values.map((column) => column[row])),
      }
    },
  }),
  route({
    operationId: 'ProposeModels',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid/proposal',
    summary: 'Model files for tables of the warehouse, to be looked at and created; nothing is written',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: ofTables,
    responses: answers(z.object({ files: z.array(proposedFile), impact: modelImpact, version: z.string() }), 'The files, and the version to create them with'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { files, impact, version } = await perform(proposeModels, ctx, { projectId: params.projectUuid, ...body })
      return { files: files.map(toProposedFile), impact: toUsedContent(impact), version }
    },
  }),
  route({
    operationId: 'CreateModels',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid',
    summary: 'Writes the model files that were proposed for tables, all or none, and compiles the project once',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: ofTables.extend({ version: z.string().min(1).max(64) }),
    responses: answers(
      z.object({ files: z.array(z.string()), explores: z.array(z.object({ name: z.string(), label: z.string() })), compiled: compileOutcome }),
      'What was created',
    ),
    handle: (ctx: RequestCtx, { params, body }) => createModels(ctx, { projectId: params.projectUuid, ...body }),
  }),
]
