import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getConnection, updateConnection } from '../../../domain/projects/connection.ts'
import { getDataConnection, listDataConnections } from '../../../domain/projects/data-connections.ts'
import { getProject } from '../../../domain/projects/get-project.ts'
import { startCompilation } from '../../../domain/projects/start-compilation.ts'
import { updateProjectDetails } from '../../../domain/projects/update-project-settings.ts'
import { makeProject } from '../../../domain/promotion/make-project.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asSeen } from '../as-seen.ts'
import { pageOf, paginationWire } from '../cursors.ts'
import { answers } from '../wire/answers.ts'
import {
  dataConnectionChange,
  dataConnectionWire,
  newDataConnection,
  toChangedConnection,
  toDataConnection,
  toNewDataConnection,
} from '../wire/data-connection.ts'
import { textOrNone, wholeNumber } from '../wire/lenient.ts'

const tags = ['Hex']
const path = '/api/v1/data-connections'
const ofConnection = z.object({ dataConnectionId: z.string() })

const asConnectionSeen = <T>(ctx: RequestCtx, projectId: string, work: () => Promise<T>): Promise<T> =>
  asSeen('data connection', () => perform(getProject, ctx, { projectId }), work)

/** A data connection is a project of ours that is connected to a warehouse of somebody's own. */
export const dataConnectionRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexListDataConnections',
    method: 'get',
    path,
    summary: 'Projects that are connected to a PostgreSQL, with where to for those who may change that',
    tags,
    auth: 'user',
    query: z.object({
      limit: wholeNumber(1, 100).default(25),
      after: textOrNone.optional(),
      before: textOrNone.optional(),
      sortBy: z.enum(['NAME', 'CREATED_AT']).default('NAME'),
      sortDirection: z.enum(['ASC', 'DESC']).default('ASC'),
    }),
    responses: answers(z.object({ values: z.array(dataConnectionWire), pagination: paginationWire }), 'A page of them'),
    async handle(ctx: RequestCtx, { query: { sortBy, sortDirection, ...page } }) {
      const { items, pagination } = pageOf(await listDataConnections(ctx), page, {
        by: ({ project: { name, createdAt } }) => (sortBy === 'NAME' ? name.toLowerCase() : createdAt.toISOString()),
        id: ({ project }) => project.id,
        descending: sortDirection === 'DESC',
      })
      return { values: items.map(toDataConnection), pagination }
    },
  }),
  route({
    operationId: 'HexCreateDataConnection',
    method: 'post',
    path,
    summary: 'Makes a project on a PostgreSQL, by TLS, and compiles it in the background',
    tags,
    auth: 'user',
    limit: 'expensive',
    body: newDataConnection,
    responses: answers(dataConnectionWire, 'The connection', 201),
    async handle(ctx: RequestCtx, { body }) {
      const connection = toNewDataConnection(body)
      const { project } = await perform(makeProject, ctx, { name: body.name, type: 'DEFAULT', connection, upstreamProjectId: null })
      await perform(startCompilation, ctx, { projectId: project.id, isNew: true })
      return new Answer({ status: 201, results: toDataConnection(await getDataConnection(ctx, project.id)) })
    },
  }),
  route({
    operationId: 'HexGetDataConnection',
    method: 'get',
    path: `${path}/:dataConnectionId`,
    summary: 'One of them, without its secret',
    tags,
    auth: 'user',
    params: ofConnection,
    responses: answers(dataConnectionWire, 'The connection'),
    handle: (ctx: RequestCtx, { params: { dataConnectionId } }) =>
      asConnectionSeen(ctx, dataConnectionId, async () => toDataConnection(await getDataConnection(ctx, dataConnectionId))),
  }),
  route({
    operationId: 'HexEditDataConnection',
    method: 'patch',
    path: `${path}/:dataConnectionId`,
    summary: 'Changes name, server, account or password of one, and compiles its project in the background',
    tags,
    auth: 'user',
    limit: 'secrets',
    params: ofConnection,
    body: dataConnectionChange,
    responses: answers(dataConnectionWire, 'The connection as it is now', 201),
    handle: (ctx: RequestCtx, { params: { dataConnectionId: projectId }, body }) =>
      asConnectionSeen(ctx, projectId, async () => {
        const found = await perform(getConnection, ctx, { projectId })
        if (found.kind !== 'postgres') return toDataConnection(await getDataConnection(ctx, projectId))
        const { takesTables } = await getDataConnection(ctx, projectId)
        const connection = toChangedConnection(body, { settings: found.settings, takesTables })
        // What may be refused comes first: then nothing of the request was done.
        if (connection !== null) await perform(updateConnection, ctx, { projectId, connection })
        if (body.name !== undefined) await perform(updateProjectDetails, ctx, { projectId, settings: { name: body.name } })
        if (connection !== null) await perform(startCompilation, ctx, { projectId })
        return new Answer({ status: 201, results: toDataConnection(await getDataConnection(ctx, projectId)) })
      }),
  }),
]
