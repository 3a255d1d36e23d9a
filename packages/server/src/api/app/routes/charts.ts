import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { chartVersions } from '../../../domain/content/content-history.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { eventWire, toEvent, toVersion, versionWire } from '../wire/version.ts'

const tags = ['Charts']
const inChart = z.object({ chartUuid: z.string() })

/** `before` and `after` are values, of an explore, a limit or a kind; `name` is of a field that the chart brings along. */
const change = z.object({
  what: z.string(),
  fieldId: z.string().optional(),
  name: z.string().optional(),
  before: z.union([z.string(), z.number()]).optional(),
  after: z.union([z.string(), z.number()]).optional(),
})

export const chartRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListChartVersions',
    method: 'get',
    path: '/api/v1/app/charts/:chartUuid/history',
    summary: 'All versions of a chart, oldest first, with what each one changed',
    tags,
    auth: 'user',
    params: inChart,
    responses: answers(z.object({ history: z.array(versionWire.extend({ changes: z.array(change) })), events: z.array(eventWire) }), 'The versions'),
    async handle(ctx: RequestCtx, { params }) {
      const { versions, events } = await perform(chartVersions, ctx, { idOrSlug: params.chartUuid })
      return { history: versions.map((version) => ({ ...toVersion(version), changes: [...version.changes] })), events: events.map(toEvent) }
    },
  }),
]
