import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listEventModels } from '../../../domain/endpoints/insights/list-event-models.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'

const eventModelWire = z.object({
  name: z.string(),
  label: z.string(),
  /** Of the dimension whose values are the names of events. */
  eventFieldId: z.string(),
  properties: z.array(z.object({ name: z.string(), label: z.string(), type: z.string(), ofPerson: z.boolean(), fieldId: z.string() })),
})

/** What insights can be asked of. */
export const eventModelRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListEventModels',
    method: 'get',
    path: '/api/v1/app/projects/:projectUuid/event-models',
    summary: 'Models of events, with the properties of their events and people',
    tags: ['Endpoints'],
    auth: 'user',
    params: inProject,
    responses: answers(z.array(eventModelWire), 'The models, by label'),
    handle: (ctx: RequestCtx, { params }) => perform(listEventModels, ctx, { projectId: params.projectUuid }),
  }),
]
