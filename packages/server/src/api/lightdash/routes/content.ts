import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listContent } from '../../../domain/content/list-content.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { present } from '../../present.ts'
import { foundContentWire, toFoundContent } from '../wire/found-content.ts'
import { pageOf, pageQuery, toPage } from '../wire/page.ts'

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
]
