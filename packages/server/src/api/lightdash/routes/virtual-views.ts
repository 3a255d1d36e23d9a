import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { deleteVirtualView } from '../../../domain/content/virtual-views/delete-virtual-view.ts'
import { createVirtualView, updateVirtualView } from '../../../domain/content/virtual-views/save-virtual-view.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from './projects.ts'

const tags = ['SQL runner']
const inView = inProject.extend({ name: z.string() })
/** Types of columns are those that the warehouse answers. */
const view = z.looseObject({
  name: z.string().min(1).max(250),
  description: z.string().max(10_000).nullable().optional(),
  sql: z.string().min(1).max(500_000),
  columns: z
    .array(z.looseObject({ reference: z.string().max(1000) }))
    .max(2000)
    .optional(),
})
const named = answers(z.object({ name: z.string() }), 'The name it is explored by')
const wantedOf = ({ name, description, sql, columns }: z.infer<typeof view>) => ({
  name,
  sql,
  ...present({ description, columns: columns?.map(({ reference }) => reference) }),
})

export const virtualViewRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'CreateVirtualView',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/sqlRunner/virtual-view',
    summary: 'Makes an explore of SQL',
    tags,
    auth: 'user',
    params: inProject,
    body: view,
    responses: named,
    handle: (ctx: RequestCtx, { params, body }) => perform(createVirtualView, ctx, { projectId: params.projectUuid, ...wantedOf(body) }),
  }),
  route({
    operationId: 'UpdateVirtualView',
    method: 'put',
    path: '/api/v1/projects/:projectUuid/sqlRunner/virtual-view/:name',
    summary: 'Changes what a virtual view is called, its SQL and columns; the name it is explored by stays',
    tags,
    auth: 'user',
    params: inView,
    body: view,
    responses: named,
    handle: (ctx: RequestCtx, { params, body }) =>
      perform(updateVirtualView, ctx, { key: { projectId: params.projectUuid, name: params.name }, ...wantedOf(body) }),
  }),
  route({
    operationId: 'DeleteVirtualView',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/sqlRunner/virtual-view/:name',
    summary: 'Moves a virtual view to the trash',
    tags,
    auth: 'user',
    params: inView,
    responses: answers(null, 'It is in the trash'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteVirtualView, ctx, { projectId: params.projectUuid, name: params.name })
    },
  }),
]
