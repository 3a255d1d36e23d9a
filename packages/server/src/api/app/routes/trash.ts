import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listTrash, restoreFromTrash, type TrashedThing } from '../../../domain/content/trash.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'

const tags = ['Trash']

const trashedWire = z.object({
  uuid: z.string(),
  kind: z.enum(['chart', 'sql_chart', 'dashboard', 'space', 'virtual_view', 'endpoint', 'notebook']),
  name: z.string(),
  /** Where it was; null for spaces and for virtual views, which are in none. */
  spaceName: z.string().nullable(),
  deletedAt: z.string(),
  deletedBy: z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string() }).nullable(),
  mayRestore: z.boolean(),
})

const toTrashed = ({ id, kind, name, space, deletedAt, deletedBy, mayRestore }: TrashedThing): z.infer<typeof trashedWire> => ({
  uuid: id,
  kind: trashedWire.shape.kind.parse(kind),
  name,
  spaceName: kind === 'space' || kind === 'virtual_view' ? null : space.name,
  deletedAt: deletedAt.toISOString(),
  deletedBy: deletedBy === null ? null : { userUuid: deletedBy.id, firstName: deletedBy.firstName, lastName: deletedBy.lastName },
  mayRestore,
})

/** What was deleted in a project, and the way back. */
export const trashRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListTrash',
    method: 'get',
    path: '/api/v1/app/trash/:projectUuid',
    summary: 'What was deleted and the caller could see, latest first',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(trashedWire), 'What is in the trash; of what was deleted together, the outermost'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listTrash, ctx, { projectId: params.projectUuid })).map(toTrashed),
  }),
  route({
    operationId: 'RestoreFromTrash',
    method: 'post',
    path: '/api/v1/app/trash/things/:thingUuid/restore',
    summary: 'Brings a thing back with all that was deleted together with it',
    tags,
    auth: 'user',
    params: z.object({ thingUuid: z.string() }),
    responses: answers(z.object({ restoredUuids: z.array(z.string()) }), 'It is back'),
    async handle(ctx: RequestCtx, { params }) {
      const { restoredIds } = await perform(restoreFromTrash, ctx, { id: params.thingUuid })
      return { restoredUuids: restoredIds }
    },
  }),
]
