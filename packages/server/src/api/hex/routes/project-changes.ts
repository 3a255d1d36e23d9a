import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createNotebook } from '../../../domain/apps/create-notebook.ts'
import { exportNotebook } from '../../../domain/apps/notebook-files.ts'
import type { AppProfile } from '../../../domain/apps/profiles/app-profile.ts'
import { getAppProfile } from '../../../domain/apps/profiles/get-app-profile.ts'
import { listQueriedTables } from '../../../domain/apps/queried-tables.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { AppError } from '../../../platform/errors.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asProjectSeen } from '../as-seen.ts'
import { pageOf, paginationWire } from '../cursors.ts'
import { answers } from '../wire/answers.ts'
import { textOrNone, wholeNumber } from '../wire/lenient.ts'
import { projectWire, toProject } from '../wire/project.ts'
import { ofProject } from './projects.ts'

const tags = ['Hex']
const asNow = (ctx: RequestCtx, profile: AppProfile) => toProject(profile, new Date(ctx.clock.now()))

/** What editors do with notebooks by programs. */
export const projectChangeRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexCreateProject',
    method: 'post',
    path: '/api/v1/projects',
    summary: 'Makes an empty notebook in the default project of the organization',
    tags,
    auth: 'user',
    body: z.object({ title: z.string().min(1).max(250), description: z.string().max(10_000).optional() }),
    responses: answers(projectWire, 'The notebook', 201),
    async handle(ctx: RequestCtx, { body: { title, description } }) {
      const projectId = await projectIdOf(ctx, '@current')
      const { id } = await perform(createNotebook, ctx, { projectId, name: title, ...present({ description }) })
      return new Answer({ status: 201, results: asNow(ctx, await perform(getAppProfile, ctx, { idOrSlug: id, withSharing: false })) })
    },
  }),
  route({
    operationId: 'HexUpdateProject',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid',
    summary: 'Takes the status of a notebook away; there are none to give',
    tags,
    auth: 'user',
    params: ofProject,
    body: z.object({ status: z.string().nullish() }),
    responses: answers(projectWire, 'The notebook'),
    handle: (ctx: RequestCtx, { params: { projectUuid }, body: { status = null } }) =>
      asProjectSeen(ctx, projectUuid, async () => {
        const profile = await perform(getAppProfile, ctx, { idOrSlug: projectUuid, withSharing: false })
        if (status === null) return asNow(ctx, profile)
        throw new AppError('invalid', `There is no status "${status.slice(0, 100)}": none are defined here.`, { reason: 'status_missing' })
      }),
  }),
  route({
    operationId: 'HexGetQueriedTables',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/queriedTables',
    summary: 'Tables of the warehouse that a published app asks, for its editors',
    tags,
    auth: 'user',
    params: ofProject,
    query: z.object({ limit: wholeNumber(1, 100).default(25), after: textOrNone.optional(), before: textOrNone.optional() }),
    responses: answers(
      z.object({
        values: z.array(z.object({ dataConnectionId: z.string(), dataConnectionName: z.string(), tableName: z.string() })),
        pagination: paginationWire,
        traceId: z.string(),
      }),
      'A page of them',
    ),
    handle: (ctx: RequestCtx, { params: { projectUuid: idOrSlug }, query }) =>
      asProjectSeen(ctx, idOrSlug, async () => {
        const { project, tables } = await perform(listQueriedTables, ctx, { idOrSlug })
        const { items, pagination } = pageOf(tables, query, { by: (table) => table, id: (table) => table, descending: false })
        return {
          values: items.map((tableName) => ({ dataConnectionId: project.id, dataConnectionName: project.name, tableName })),
          pagination,
          traceId: ctx.requestId,
        }
      }),
  }),
  route({
    operationId: 'HexExportProject',
    method: 'post',
    path: '/api/v1/projects/export',
    summary: 'A notebook as a file of Hex: its draft, its published app or a version',
    tags,
    auth: 'user',
    body: z.object({
      projectId: z.string(),
      version: z.union([z.int().min(1).max(2_147_483_647), z.enum(['draft', 'latest'])]).default('draft'),
    }),
    responses: answers(z.object({ filename: z.string(), content: z.string() }), 'The file'),
    handle: (ctx: RequestCtx, { body: { projectId: idOrSlug, version } }) =>
      asProjectSeen(ctx, idOrSlug, async () => {
        const { fileName, text } = await perform(exportNotebook, ctx, { idOrSlug, format: 'hex', of: version === 'latest' ? 'published' : version })
        return { filename: fileName, content: text }
      }),
  }),
]
