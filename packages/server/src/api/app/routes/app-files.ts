import { notebookFormats } from '@atrium/documents'
import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { exportNotebook, importNotebook } from '../../../domain/apps/notebook-files.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { appWire, toApp } from '../wire/apps.ts'
import { inProject } from '../wire/models.ts'
import { ofApp } from './apps.ts'

const tags = ['Notebooks']
const format = z.enum(notebookFormats)

/** Notebooks as files: ours, those of Jupyter and projects of Hex. */
export const appFileRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ImportApp',
    method: 'post',
    path: '/api/v1/app/projects/:projectUuid/apps/import',
    summary: 'Makes a notebook of a file, and says what of it could not be taken as it was',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({ format, text: z.string(), name: z.string().min(1).max(250).optional(), spaceUuid: z.string().optional() }),
    responses: answers(
      z.object({ app: appWire, notes: z.array(z.looseObject({ place: z.number().nullable(), code: z.string() })) }),
      'The notebook, and what was left out by cell',
    ),
    async handle(ctx: RequestCtx, { params, body: { spaceUuid, format: given, text, name } }) {
      const { notebook, notes } = await perform(importNotebook, ctx, {
        projectId: params.projectUuid,
        format: given,
        text,
        ...present({ name }),
        ...(spaceUuid === undefined ? {} : { spaceId: spaceUuid }),
      })
      return { app: toApp(notebook), notes: notes.map((note) => ({ ...note })) }
    },
  }),
  route({
    operationId: 'ExportApp',
    method: 'get',
    path: '/api/v1/app/apps/:appUuid/file',
    summary: 'The newest version of a notebook as a file',
    tags,
    auth: 'user',
    params: ofApp,
    query: z.object({ format }),
    responses: answers(
      z.object({
        fileName: z.string(),
        text: z.string(),
        /** Cells that the format has no form for, by id. */
        leftOut: z.array(z.string()),
        /** Cells that come back from the file, and that the other tool shows and cannot run, by id. */
        onlyHere: z.array(z.string()),
      }),
      'The file',
    ),
    handle: (ctx: RequestCtx, { params, query }) => perform(exportNotebook, ctx, { idOrSlug: params.appUuid, format: query.format }),
  }),
]
