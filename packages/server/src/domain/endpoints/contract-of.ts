import type { EndpointQuery, EndpointVariable, GivenValue } from '@atrium/documents'
import type { ExploreCtx } from '../explore/explore-target.ts'
import type { Project } from '../projects/types.ts'
import { bindValues, mustBeGiven, sampleValues, type BoundValues } from './bind-values.ts'
import { questionOf } from './check-endpoint-query.ts'
import type { EndpointContract } from './drafts/contract-changes.ts'
import { endpointRequest } from './endpoint-request.ts'
import { listQueryVariables } from './variables/variable-store.ts'

/** What callers of a query rely on, as it is for whoever asks. Reads no rows. Throws what asking it would. */
export async function contractOf(ctx: ExploreCtx, project: Project, query: EndpointQuery): Promise<EndpointContract> {
  const variables = query.kind === 'insight' ? [] : query.variables
  const shared = variables.length === 0 ? [] : await listQueryVariables(ctx.db, project.id)
  const defaults = new Map(shared.map(({ id, defaultValue }) => [id, defaultValue]))
  const question = await questionOf(ctx, project, query, valuesToTry(variables, defaults))
  return {
    columns: await ctx.queries.describe(await endpointRequest(ctx, project, question)),
    variables: variables.map((variable) => ({ name: variable.name, type: variable.type, isRequired: mustBeGiven(variable, defaults) })),
  }
}

/** What stands for each variable, or some value of its type. */
const valuesToTry = (variables: readonly EndpointVariable[], defaults: ReadonlyMap<string, GivenValue>): BoundValues =>
  new Map(variables.flatMap((variable) => [...(mustBeGiven(variable, defaults) ? sampleValues([variable]) : bindValues([variable], {}, defaults))]))
