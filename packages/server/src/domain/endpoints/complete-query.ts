import type { EndpointQuery, EndpointVariable, GivenValue, VariableType } from '@atrium/documents'
import { nearestNames, variablesIn, type MetricQuery } from '@atrium/semantic'
import { perform, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import { filterVariablesIn } from './bind-filters.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import type { QueryVariable } from './types.ts'
import { createVariable } from './variables/query-variables.ts'
import { listQueryVariables } from './variables/variable-store.ts'

/** A definition of a variable as callers give it: by the id of a variable of the project, or by its name. */
export type VariableInput = {
  id?: string
  name: string
  /** Makes a variable of the project where there is none with this name. */
  type?: VariableType
  value?: GivenValue | undefined
  isNull?: boolean | undefined
}

/** A query as callers give it: its definitions may be missing, or too many. */
export type EndpointQueryInput =
  | { kind: 'sql'; sql: string; variables: readonly VariableInput[]; extras?: Record<string, unknown> | undefined }
  | { kind: 'metric'; exploreName: string; query: MetricQuery; variables: readonly VariableInput[] }
  | Extract<EndpointQuery, { kind: 'insight' }>

/**
 * A query with one definition for each variable that it mentions: missing ones are those of the project with the same name,
 * those that it does not mention go. Throws `invalid` for a variable that nobody defined.
 */
export async function completeQuery(ctx: EndpointCtx & WriteCtx, projectId: string, input: EndpointQueryInput): Promise<EndpointQuery> {
  if (input.kind === 'insight') return input
  const used = input.kind === 'sql' ? variablesIn(input.sql) : filterVariablesIn(input.query)
  const shared = used.length === 0 && input.variables.length === 0 ? [] : await listQueryVariables(ctx.tx, projectId)
  requireIds(input.variables, shared)
  const variables: EndpointVariable[] = []
  const missing: string[] = []
  for (const name of used) {
    const definition = input.variables.find((one) => one.name === name)
    const of = await sharedVariable(ctx, projectId, shared, name, definition)
    if (of === undefined) missing.push(name)
    else variables.push(defined(of, name, definition))
  }
  if (missing.length === 0) return { ...input, variables }
  const known = shared.map(({ codeName }) => codeName)
  const near = missing.flatMap((name) => nearestNames(name, known))
  const hint = near.length === 0 ? '' : ` Did you mean ${near.map((name) => `"${name}"`).join(', ')}?`
  throw queryProblem(`Query references undefined variable(s): ${missing.join(', ')}.${hint} Define each in "variables".`)
}

/** The variable of the project that a definition means; made, when its type is said and there is none. */
async function sharedVariable(
  ctx: EndpointCtx & WriteCtx,
  projectId: string,
  shared: readonly QueryVariable[],
  name: string,
  definition: VariableInput | undefined,
): Promise<QueryVariable | undefined> {
  const known = shared.find(({ id, codeName }) => (definition?.id === undefined ? codeName === name : id === definition.id))
  if (known !== undefined || definition?.type === undefined) return known
  return perform(createVariable, ctx, { projectId, name, codeName: name, type: definition.type })
}

const defined = ({ id, type }: QueryVariable, name: string, definition: VariableInput | undefined): EndpointVariable => ({
  id,
  name,
  type,
  ...(definition?.value === undefined || definition.value === null ? {} : { value: definition.value }),
  ...(definition?.isNull === true ? { isNull: true } : {}),
})

function requireIds(variables: readonly VariableInput[], shared: readonly QueryVariable[]): void {
  const ids = variables.flatMap(({ id }) => id ?? [])
  const malformed = ids.filter((id) => !isUuid(id))
  if (malformed.length > 0) throw queryProblem(`Variable ID(s) not valid UUIDs: ${malformed.join(', ').slice(0, 300)}`)
  const unknown = ids.filter((id) => !shared.some((one) => one.id === id))
  if (unknown.length > 0) throw queryProblem(`Variable ID(s) not found: ${unknown.join(', ')}`)
}

const queryProblem = (message: string): AppError => new AppError('invalid', message, { reason: 'endpoint_query', fields: [{ path: 'query', message }] })
