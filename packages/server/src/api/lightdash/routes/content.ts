import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listContent } from '../../../domain/content/list-content.ts'
import { updateChart } from '../../../domain/content/update-chart.ts'
import { updateDashboard } from '../../../domain/content/update-dashboard.ts'
import { updateSpace } from '../../../domain/content/update-space.ts'
import { AppError } from '../../../platform/errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { foundContentWire, toFoundContent } from '../wire/found-content.ts'
import { pageOf, pageQuery, toPage } from '../wire/page.ts'
import { inProject } from './projects.ts'

/** Given several times, or once with commas between. */
const several = <T extends z.ZodType>(item: T) =>
  z
    .preprocess(
      (value) => (Array.isArray(value) ? value : [value]).flatMap((each: unknown) => (typeof each === 'string' ? each.split(',') : [each])),
      z.array(item).max(1000),
    )
    .optional()

export const contentRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListContent',
    method: 'get',
    path: '/api/v2/content',
    summary: 'Charts and dashboards the caller may see, of one project or of all, changed last first',
    tags: ['Content'],
    auth: 'user',
    query: z.object({
      projectUuids: several(z.string()),
      spaceUuids: several(z.string()),
      contentTypes: several(z.enum(['chart', 'dashboard'])),
      page: pageQuery.page.default(1),
      pageSize: pageQuery.pageSize.default(10),
      search: z.string().max(300).optional(),
    }),
    responses: answers(pageOf(foundContentWire), 'A page of them'),
    async handle(ctx: RequestCtx, { query }) {
      const { projectUuids, spaceUuids, contentTypes, search, page, pageSize } = query
      const found = await perform(listContent, ctx, {
        page,
        pageSize,
        ...present({ projectIds: projectUuids, spaceIds: spaceUuids, kinds: contentTypes, search }),
      })
      return toPage(
        found.items.map((item) => toFoundContent(item, found)),
        found.total,
        { page, pageSize },
      )
    },
  }),
  route({
    operationId: 'moveContent',
    method: 'post',
    path: '/api/v2/content/:projectUuid/move',
    summary: 'Moves a chart, a dashboard or a space with all that is in it',
    tags: ['Content'],
    auth: 'user',
    params: inProject,
    body: z.object({
      item: z.looseObject({ uuid: z.string(), contentType: z.enum(['chart', 'dashboard', 'space']) }),
      /** Null: a space goes to the top. */
      action: z.looseObject({ type: z.literal('move'), targetSpaceUuid: z.string().nullable() }),
    }),
    responses: answers(null, 'It is there'),
    async handle(ctx: RequestCtx, { params, body: { item, action } }) {
      const { targetSpaceUuid } = action
      const moved = { projectId: params.projectUuid, idOrSlug: item.uuid }
      if (item.contentType === 'space') await perform(updateSpace, ctx, { ...moved, parentId: targetSpaceUuid })
      else if (targetSpaceUuid === null) throw new AppError('invalid', `A ${item.contentType} lies in a space. Name one as targetSpaceUuid.`)
      else if (item.contentType === 'chart') await perform(updateChart, ctx, { ...moved, change: { spaceId: targetSpaceUuid } })
      else await perform(updateDashboard, ctx, { ...moved, change: { spaceId: targetSpaceUuid } })
    },
  }),
]
