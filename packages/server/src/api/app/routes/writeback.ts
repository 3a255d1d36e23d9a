import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getWriteback, switchWriteback, type WritebackSwitch } from '../../../domain/projects/writeback/writeback-switch.ts'
import { forgetWrittenTable, getWrittenTables } from '../../../domain/projects/writeback/written-tables.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'

const tags = ['Notebooks']
const path = '/api/v1/app/writeback/:projectUuid'
const writebackWire = z.object({
  isOn: z.boolean(),
  /** Null: the warehouse has no schemas, or it is off. */
  schema: z.string().nullable(),
  prefix: z.string(),
  /** Whether the warehouse of the project takes tables. */
  canWrite: z.boolean(),
  /** Where they go unless another one is named; null: it has no schemas. */
  ownSchema: z.string().nullable(),
})
const person = z.object({ userUuid: z.string(), name: z.string() }).nullable()

/** Whether cells of notebooks may write tables of a project, and what they wrote. */
export const writebackRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetWriteback',
    method: 'get',
    path,
    summary: 'Whether notebooks of a project may write tables, and which',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(writebackWire, 'The switch'),
    handle: async (ctx: RequestCtx, { params }) => toWire(await perform(getWriteback, ctx, { projectId: params.projectUuid })),
  }),
  route({
    operationId: 'SwitchWriteback',
    method: 'put',
    path,
    summary: 'Lets notebooks of a project write tables with these names, or none',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ isOn: z.boolean(), schema: z.string().trim().max(63).nullish(), prefix: z.string().trim().max(30).optional() }),
    responses: answers(writebackWire, 'The switch'),
    handle: async (ctx: RequestCtx, { params, body: { isOn, schema, prefix = '' } }) =>
      toWire(
        await perform(switchWriteback, ctx, {
          projectId: params.projectUuid,
          place: isOn ? { schema: (schema ?? '') === '' ? null : (schema ?? null), prefix } : null,
        }),
      ),
  }),
  route({
    operationId: 'ListWrittenTables',
    method: 'get',
    path: `${path}/tables`,
    summary: 'The tables that notebooks wrote, each with its last time',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(
      z.object({
        tables: z.array(
          z.object({
            name: z.string(),
            /** `other`: there is one of this name that no cell made. Null: the warehouse did not say. */
            state: z.enum(['here', 'gone', 'other']).nullable(),
            notebook: z.object({ uuid: z.string(), name: z.string() }).nullable(),
            rows: z.number(),
            mode: z.enum(['append', 'replace']),
            writtenAt: z.string(),
            writtenBy: person,
          }),
        ),
        /** There are older ones. */
        hasMore: z.boolean(),
        /** Why the warehouse did not say which of them are still there; null: it did. */
        unasked: z.string().nullable(),
      }),
      'The tables, the last first',
    ),
    async handle(ctx: RequestCtx, { params }) {
      const { tables, ...more } = await perform(getWrittenTables, ctx, { projectId: params.projectUuid })
      const toTable = ({ notebook, writtenAt, writtenBy, ...table }: (typeof tables)[number]) => ({
        ...table,
        notebook: notebook === null ? null : { uuid: notebook.id, name: notebook.name },
        writtenAt: writtenAt.toISOString(),
        writtenBy: writtenBy === null ? null : { userUuid: writtenBy.id, name: writtenBy.name },
      })
      return { tables: tables.map(toTable), ...more }
    },
  }),
  route({
    operationId: 'ForgetWrittenTable',
    method: 'delete',
    path: `${path}/tables/:name`,
    summary: 'Takes a table off the list of those that notebooks wrote; the warehouse is left alone',
    tags,
    auth: 'user',
    params: inProject.extend({ name: z.string().min(1).max(130) }),
    responses: answers(z.null(), 'Taken off'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(forgetWrittenTable, ctx, { projectId: params.projectUuid, name: params.name })
      return null
    },
  }),
]

const toWire = ({ place, offered }: WritebackSwitch): z.infer<typeof writebackWire> => ({
  isOn: place !== null,
  schema: place?.schema ?? null,
  prefix: place?.prefix ?? '',
  canWrite: offered !== null,
  ownSchema: offered?.schema ?? null,
})
