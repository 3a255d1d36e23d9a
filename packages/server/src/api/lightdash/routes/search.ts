import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import type { SearchKind } from '../../../domain/catalog/parse-search.ts'
import { searchProject } from '../../../domain/catalog/search-project.ts'
import { listContentErrors } from '../../../domain/validation/list-content-errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { searchResultsWire, toSearchResults } from '../wire/search-results.ts'
import { inProject } from './projects.ts'

const kindsOfType: Readonly<Record<string, readonly SearchKind[]>> = {
  dashboard: ['dashboard'],
  saved_chart: ['chart'],
  sql_chart: ['sql_chart'],
  space: ['space'],
  table: ['table'],
  field: ['dimension', 'metric'],
  page: [],
}
/** A moment, or a day. */
const moment = z.coerce.date()
const shown = 20

export const searchRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'SearchProject',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/search/:query',
    summary: 'Content, tables and fields that match a text, best first, of those the caller may see',
    tags: ['Search'],
    auth: 'user',
    params: inProject.extend({ query: z.string().max(300) }),
    query: z.object({
      type: z.enum(['dashboard', 'saved_chart', 'sql_chart', 'space', 'table', 'field', 'page']).optional(),
      fromDate: moment.optional(),
      toDate: moment.optional(),
      createdByUuid: z.string().optional(),
    }),
    responses: answers(searchResultsWire, 'What was found, by kind'),
    async handle(ctx: RequestCtx, { params, query }) {
      const { type, fromDate, toDate, createdByUuid } = query
      const results = await perform(searchProject, ctx, {
        projectId: params.projectUuid,
        typed: params.query,
        limit: shown,
        ...present({ kinds: type === undefined ? undefined : kindsOfType[type], updatedSince: fromDate, updatedUntil: toDate, createdById: createdByUuid }),
      })
      return toSearchResults(results, await perform(listContentErrors, ctx, { projectId: params.projectUuid }))
    },
  }),
]
