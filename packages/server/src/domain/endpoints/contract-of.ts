import type { EndpointQuery, EndpointVariable, GivenValue } from '@atrium/documents'
import type { ExploreCtx } from '../explore/explore-target.ts'
import type { Project } from '../projects/types.ts'
import { bindValues, mustBeGiven, sampleValues, type BoundValues } from './bind-values.ts'
import { questionOf } from './check-endpoint-query.ts'
import type { EndpointContract } from './drafts/contract-changes.ts'
import { endpointRequest } from './endpoint-request.ts'
import { variablesOf } from './variables-of.ts'
import { listQueryVariables } from './variables/variable-store.ts'

/** What callers of a query rely on, as it is for whoever asks. Reads no rows. Throws what asking it would. */
export async function contractOf(ctx: ExploreCtx, project: Project, query: EndpointQuery): Promise<EndpointContract> {
  const variables = variablesOf(query)
  const shared = query.kind === 'insight' || variables.length === 0 ? [] : await listQueryVariables(ctx.db, project.id)
  const defaults = new Map(shared.map(({ id, defaultValue }) => [id, defaultValue]))
  const question = await questionOf(ctx, project, query, query.kind === 'insight' ? new Map() : valuesToTry(variables, defaults))
  const request = await endpointRequest(ctx, project, question)
  if (query.kind === 'insight') await ctx.queries.check(request)
  return {
    shape: query.kind === 'insight' ? query.insight.kind : 'rows',
    columns: query.kind === 'insight' ? [] : await ctx.queries.describe(request),
    variables: variables.map((variable) => ({ name: variable.name, type: variable.type, isRequired: mustBeGiven(variable, defaults) })),
  }
}

/** What stands for each variable, or some value of its type. */
const valuesToTry = (variables: readonly EndpointVariable[], defaults: ReadonlyMap<string, GivenValue>): BoundValues =>
  new Map(variables.flatMap((variable) => [...(mustBeGiven(variable, defaults) ? sampleValues([variable]) : bindValues([variable], {}, defaults))]))
