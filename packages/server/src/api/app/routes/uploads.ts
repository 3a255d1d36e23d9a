import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { beginUpload } from '../../../domain/uploads/begin-upload.ts'
import { createModelFromUpload } from '../../../domain/uploads/create-model-from-upload.ts'
import { discardUpload } from '../../../domain/uploads/discard-upload.ts'
import { previewUpload } from '../../../domain/uploads/preview-upload.ts'
import { sendUploadPart } from '../../../domain/uploads/send-upload-part.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'

const tags = ['Uploads']

const ofUpload = inProject.extend({ uploadUuid: z.string() })
const columnType = z.enum(['text', 'number', 'date', 'timestamp', 'boolean'])
const readOptions = z.object({
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  header: z.boolean().optional(),
  decimal: z.enum(['.', ',']).optional(),
  sheet: z.string().max(200).optional(),
})
const place = z.number().int().min(0).max(10_000)

export const uploadRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'BeginUpload',
    method: 'post',
    path: '/api/v1/app/uploads/:projectUuid',
    summary: 'Begins the upload of a file: CSV, JSON, Parquet or XLSX for a table, model files, or (`purpose`: content) an export of another tool',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({ fileName: z.string().min(1).max(255), size: z.number().int().min(0), purpose: z.enum(['models', 'content']).optional() }),
    responses: answers(z.object({ uploadUuid: z.string(), partBytes: z.number() }), 'Its id, and how large a part may be'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { uploadId, partBytes } = await perform(beginUpload, ctx, { projectId: params.projectUuid, ...body })
      return { uploadUuid: uploadId, partBytes }
    },
  }),
  route({
    operationId: 'SendUploadPart',
    method: 'put',
    path: '/api/v1/app/uploads/:projectUuid/:uploadUuid',
    summary: 'Sends one part of the file: its bytes, from `offset` on',
    tags,
    auth: 'user',
    params: ofUpload,
    query: z.object({ offset: z.string().regex(/^\d{1,15}$/) }),
    takes: 'bytes',
    responses: answers(z.object({ received: z.number() }), 'Bytes that are there'),
    handle: (ctx: RequestCtx, { params, query, rawBody }) =>
      perform(sendUploadPart, ctx, { projectId: params.projectUuid, uploadId: params.uploadUuid, offset: Number(query.offset), part: rawBody }),
  }),
  route({
    operationId: 'PreviewUpload',
    method: 'post',
    path: '/api/v1/app/uploads/:projectUuid/:uploadUuid/preview',
    summary: 'Columns with their types, the number of rows and the first of them',
    tags,
    auth: 'user',
    params: ofUpload,
    body: z.object({ options: readOptions, types: z.record(z.string().regex(/^\d{1,5}$/), columnType) }),
    responses: answers(
      z.object({
        kind: z.enum(['csv', 'json', 'parquet', 'xlsx']),
        options: z.object({
          delimiter: z.string().nullable(),
          header: z.boolean().nullable(),
          decimal: z.string().nullable(),
          sheet: z.string().nullable(),
        }),
        sheets: z.array(z.string()),
        columns: z.array(z.object({ name: z.string(), label: z.string(), type: columnType, format: z.string().nullable(), misfits: z.number() })),
        rowCount: z.number(),
        rows: z.array(z.array(z.string().nullable())),
        suggestedName: z.string(),
      }),
      'What is in the file',
    ),
    handle: (ctx: RequestCtx, { params, body }) => perform(previewUpload, ctx, { projectId: params.projectUuid, uploadId: params.uploadUuid, ...body }),
  }),
  route({
    operationId: 'CreateModelFromUpload',
    method: 'post',
    path: '/api/v1/app/uploads/:projectUuid/:uploadUuid/model',
    summary: 'Makes a table and a model of the file',
    tags,
    auth: 'user',
    params: ofUpload,
    body: z.object({
      name: z.string().min(1).max(63),
      label: z.string().min(1).max(200),
      options: readOptions,
      columns: z.array(z.object({ source: place, name: z.string().min(1).max(63), label: z.string().min(1).max(200), type: columnType })).max(1000),
    }),
    responses: answers(
      z.object({
        exploreName: z.string(),
        file: z.string(),
        rowCount: z.number(),
        chart: z.object({ dimension: z.string().nullable(), metric: z.string().nullable() }),
      }),
      'The explore, and what to look at first',
    ),
    handle: (ctx: RequestCtx, { params, body }) => createModelFromUpload(ctx, { projectId: params.projectUuid, uploadId: params.uploadUuid, ...body }),
  }),
  route({
    operationId: 'DiscardUpload',
    method: 'delete',
    path: '/api/v1/app/uploads/:projectUuid/:uploadUuid',
    summary: 'Takes the file away',
    tags,
    auth: 'user',
    params: ofUpload,
    responses: answers(null, 'It is gone'),
    handle: (ctx: RequestCtx, { params }) => perform(discardUpload, ctx, { projectId: params.projectUuid, uploadId: params.uploadUuid }),
  }),
]
