import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import type { AppProfile } from '../../../domain/apps/profiles/app-profile.ts'
import { getAppProfile } from '../../../domain/apps/profiles/get-app-profile.ts'
import { listAppProfiles } from '../../../domain/apps/profiles/list-app-profiles.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asProjectSeen } from '../as-seen.ts'
import { pageOf, paginationWire } from '../cursors.ts'
import { answers } from '../wire/answers.ts'
import { textOrNone, wholeNumber, words, yesOrNo } from '../wire/lenient.ts'
import { projectWire, toProject } from '../wire/project.ts'

const tags = ['Hex']
/** The name of the place is that of the other format which has this address. */
export const ofProject = z.object({ projectUuid: z.string() })

const listQuery = z.object({
  includeArchived: yesOrNo.default(false),
  includeComponents: yesOrNo.default(false),
  includeTrashed: yesOrNo.default(false),
  includeSharing: yesOrNo.default(false),
  statuses: words.default([]),
  categories: words.default([]),
  creatorEmail: textOrNone.optional(),
  ownerEmail: textOrNone.optional(),
  collectionId: textOrNone.optional(),
  limit: wholeNumber(1, 100).default(25),
  after: textOrNone.optional(),
  before: textOrNone.optional(),
  sortBy: z.enum(['CREATED_AT', 'LAST_EDITED_AT', 'LAST_PUBLISHED_AT']).default('CREATED_AT'),
  sortDirection: z.enum(['DESC', 'ASC']).default('DESC'),
})
type ListQuery = z.infer<typeof listQuery>

/** As texts, which sort as the instants do; what was never published comes before all that was. */
const instantOf: Readonly<Record<ListQuery['sortBy'], (profile: AppProfile) => string>> = {
  CREATED_AT: ({ notebook }) => notebook.createdAt.toISOString(),
  LAST_EDITED_AT: ({ notebook }) => notebook.updatedAt.toISOString(),
  LAST_PUBLISHED_AT: ({ notebook }) => notebook.publication?.at.toISOString() ?? '',
}

const isAddress = (wanted: string | undefined, email: string | null): boolean => wanted === undefined || wanted.toLowerCase() === email?.toLowerCase()

/** Notebooks and apps, as programs list them. */
export const projectRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexListProjects',
    method: 'get',
    path: '/api/v1/projects',
    summary: 'Notebooks and apps that the token may see, of all projects, in the Hex format',
    tags,
    auth: 'user',
    query: listQuery,
    responses: answers(z.object({ values: z.array(projectWire), pagination: paginationWire }), 'A page of them'),
    async handle(ctx: RequestCtx, { query }) {
      const profiles = await listAppProfiles(ctx, {
        withTrashed: query.includeTrashed,
        withSharing: query.includeSharing,
        ...(query.collectionId === undefined ? {} : { spaceId: query.collectionId }),
      })
      // Nothing here has a status or a category yet: who asks for some gets none.
      const wanted = profiles.filter(
        ({ creatorEmail }) =>
          query.statuses.length === 0 &&
          query.categories.length === 0 &&
          isAddress(query.creatorEmail, creatorEmail) &&
          isAddress(query.ownerEmail, creatorEmail),
      )
      const { items, pagination } = pageOf(wanted, query, {
        by: instantOf[query.sortBy],
        id: ({ notebook }) => notebook.id,
        descending: query.sortDirection === 'DESC',
      })
      return { values: items.map((profile) => toProject(profile, new Date(ctx.clock.now()))), pagination }
    },
  }),
  route({
    operationId: 'HexGetProject',
    method: 'get',
    path: '/api/v1/projects/:projectUuid',
    summary: 'A notebook or app in the Hex format, for bearer tokens and ids of notebooks',
    tags,
    auth: 'user',
    params: ofProject,
    query: z.object({ includeSharing: yesOrNo.default(false) }),
    responses: answers(projectWire, 'The notebook or app'),
    handle: async (ctx: RequestCtx, { params: { projectUuid }, query }) =>
      asProjectSeen(ctx, projectUuid, async () =>
        toProject(await perform(getAppProfile, ctx, { idOrSlug: projectUuid, withSharing: query.includeSharing }), new Date(ctx.clock.now())),
      ),
  }),
]
