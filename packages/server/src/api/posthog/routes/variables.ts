import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { createVariable, listVariables } from '../../../domain/endpoints/variables/query-variables.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { answer, inProject, pageOf, pageQuery, toPage, underBoth } from '../under-both.ts'
import { fromVariable, toVariable, variableRequest, variableWire } from '../wire/variable.ts'

const tags = ['Variables']

export const variableRoutes: AnyRoute<RequestCtx>[] = underBoth((prefix, operation) => [
  route({
    operationId: operation('insight_variables_list'),
    method: 'get',
    path: `${prefix}/:project_id/insight_variables/`,
    summary: 'Variables that endpoints of a project share',
    tags,
    auth: 'user',
    params: inProject,
    query: pageQuery,
    responses: answer(pageOf(variableWire), 'A page of variables'),
    async handle(ctx: RequestCtx, { params, query, request }) {
      const variables = await perform(listVariables, ctx, { projectId: await projectIdOf(ctx, params.project_id) })
      return toPage(variables.map(fromVariable), query, new URL(request.url, ctx.settings.siteUrl))
    },
  }),
  route({
    operationId: operation('insight_variables_create'),
    method: 'post',
    path: `${prefix}/:project_id/insight_variables/`,
    summary: 'Adds a variable',
    tags,
    auth: 'user',
    params: inProject,
    body: variableRequest,
    responses: answer(variableWire, 'The variable', 201),
    async handle(ctx: RequestCtx, { params, body }) {
      const made = await perform(createVariable, ctx, toVariable(await projectIdOf(ctx, params.project_id), body))
      return new Answer({ status: 201, results: fromVariable(made) })
    },
  }),
])
