import type { EndpointQuery, EndpointVariable, GivenValue } from '@atrium/documents'
import type { ExploreCtx } from '../explore/explore-target.ts'
import type { Project } from '../projects/types.ts'
import { bindValues, mustBeGiven, sampleValues, type BoundValues } from './bind-values.ts'
import { questionOf } from './check-endpoint-query.ts'
import type { EndpointContract } from './drafts/contract-changes.ts'
import { endpointRequest } from './endpoint-request.ts'
import { insightVariables } from './insights/narrow-insight.ts'
import { listQueryVariables } from './variables/variable-store.ts'

/** The variables of a query; those of an insight are texts, and none is needed. */
export const variablesOf = (query: EndpointQuery): readonly EndpointVariable[] =>
  query.kind === 'insight' ? insightVariables(query.insight).map((name) => ({ id: '', name, type: 'string', isNull: true })) : query.variables

/**
 * What callers of a query rely on, as it is for whoever asks; null for an insight, whose answers have the shape of its kind.
 * Reads no rows. Throws what asking it would.
 */
export async function contractOf(ctx: ExploreCtx, project: Project, query: EndpointQuery): Promise<EndpointContract | null> {
  if (query.kind === 'insight') return null
  const { variables } = query
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
