import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createSharedSpace, editSharedSpace, getSharedSpace, listSharedSpaces } from '../../../domain/content/shared-spaces.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asSeen } from '../as-seen.ts'
import { pageOf, paginationWire } from '../cursors.ts'
import { answers } from '../wire/answers.ts'
import { collectionWire, sharing, toCollection, toShares } from '../wire/collection.ts'
import { textOrNone, wholeNumber } from '../wire/lenient.ts'

const tags = ['Hex']
const path = '/api/v1/collections'
const ofCollection = z.object({ collectionId: z.string() })
const name = z.string().min(1).max(250)
const description = z.string().max(10_000)

const asCollectionSeen = <T>(ctx: RequestCtx, idOrSlug: string, work: () => Promise<T>): Promise<T> =>
  asSeen('collection', () => perform(getSharedSpace, ctx, { idOrSlug }), work)

/** Collections are spaces. */
export const collectionRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexListCollections',
    method: 'get',
    path,
    summary: 'Spaces of all projects that the token may see, in the Hex format',
    tags,
    auth: 'user',
    query: z.object({
      limit: wholeNumber(1, 100).default(25),
      after: textOrNone.optional(),
      before: textOrNone.optional(),
      sortBy: z.enum(['NAME']).optional(),
    }),
    responses: answers(z.object({ values: z.array(collectionWire), pagination: paginationWire }), 'A page of them, by name'),
    async handle(ctx: RequestCtx, { query }) {
      const { items, pagination } = pageOf(await listSharedSpaces(ctx), query, {
        by: ({ space }) => space.name.toLowerCase(),
        id: ({ space }) => space.id,
        descending: false,
      })
      return { values: items.map(toCollection), pagination }
    },
  }),
  route({
    operationId: 'HexCreateCollection',
    method: 'post',
    path,
    summary: 'Makes a space in the default project of the organization; private unless it says otherwise',
    tags,
    auth: 'user',
    body: z.object({ name, description: description.optional(), sharing: sharing.optional() }),
    responses: answers(collectionWire, 'The space', 201),
    async handle(ctx: RequestCtx, { body: { sharing: given, ...said } }) {
      const projectId = await projectIdOf(ctx, '@current')
      const made = await perform(createSharedSpace, ctx, { projectId, name: said.name, ...present({ description: said.description }), ...toShares(given) })
      return new Answer({ status: 201, results: toCollection(made) })
    },
  }),
  route({
    operationId: 'HexGetCollection',
    method: 'get',
    path: `${path}/:collectionId`,
    summary: 'A space in the Hex format',
    tags,
    auth: 'user',
    params: ofCollection,
    responses: answers(collectionWire, 'The space'),
    handle: (ctx: RequestCtx, { params: { collectionId: idOrSlug } }) =>
      asCollectionSeen(ctx, idOrSlug, async () => toCollection(await perform(getSharedSpace, ctx, { idOrSlug }))),
  }),
  route({
    operationId: 'HexEditCollection',
    method: 'patch',
    path: `${path}/:collectionId`,
    summary: 'Changes a space, and who has a role of their own in it; NONE takes it away',
    tags,
    auth: 'user',
    params: ofCollection,
    body: z.object({ name: name.optional(), description: description.optional(), sharing: z.object({ upsert: sharing.optional() }).optional() }),
    responses: answers(collectionWire, 'The space as it is now'),
    handle: (ctx: RequestCtx, { params: { collectionId: idOrSlug }, body: { sharing: given, ...said } }) =>
      asCollectionSeen(ctx, idOrSlug, async () =>
        toCollection(await perform(editSharedSpace, ctx, { idOrSlug, ...present(said), ...toShares(given?.upsert) })),
      ),
  }),
]
