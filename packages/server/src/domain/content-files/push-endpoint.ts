import { isDeepStrictEqual } from 'node:util'
import type { EndpointFile, EndpointFileDocument } from '@atrium/documents'
import { perform, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { EndpointQueryInput, VariableInput } from '../endpoints/complete-query.ts'
import { createEndpoint } from '../endpoints/create-endpoint.ts'
import type { EndpointCtx } from '../endpoints/endpoint-ctx.ts'
import { insightOfWords } from '../endpoints/insights/read-words.ts'
import type { Endpoint } from '../endpoints/types.ts'
import { updateEndpoint } from '../endpoints/update-endpoint.ts'

type Ctx = EndpointCtx & WriteCtx
type Place = { projectId: string; spaceId?: string }

/** Makes an endpoint of what a file says. Throws what creating it throws, and `invalid` for variables that are others here. */
export async function createFromFile(ctx: Ctx, place: Place, { name, description, document }: EndpointFile): Promise<Endpoint> {
  const { isActive, freshnessSeconds, tags, tests } = document
  const made = await perform(createEndpoint, ctx, {
    ...place,
    name,
    description: description ?? '',
    query: askedBy(document),
    isActive,
    freshnessSeconds,
    tags,
    ...(tests === null ? {} : { tests }),
  })
  requireVariables(document, made)
  return made
}

/** Changes an endpoint to what a file says. A new version is made only of what asks something else. */
export async function updateFromFile(ctx: Ctx, place: Place, content: EndpointFile, was: EndpointFile, expectedRevision: number): Promise<void> {
  const { name, description, document } = content
  const { isActive, freshnessSeconds, tags, query, variables, tests } = document
  const isAskedAnew = !isDeepStrictEqual({ query, variables }, { query: was.document.query, variables: was.document.variables })
  const changed = await perform(updateEndpoint, ctx, {
    ...place,
    name,
    settings: { description: description ?? '', freshnessSeconds },
    ...(isAskedAnew ? { query: askedBy(document) } : {}),
    isActive,
    tags,
    ...(tests === null ? {} : { tests }),
    expectedRevision,
  })
  requireVariables(document, changed)
}

function askedBy({ query, variables: defined }: EndpointFileDocument): EndpointQueryInput {
  const variables = defined.map(({ name, type, default: value }): VariableInput => ({
    name,
    type,
    ...(value === undefined ? {} : value === null ? { isNull: true } : { value }),
  }))
  switch (query.kind) {
    case 'sql':
    case 'metric':
      return { ...query, variables }
    case 'insight':
      return { kind: 'insight', insight: insightOfWords(query.insight), words: query.insight }
  }
}

/** A file that defines a variable otherwise than the project, or one that is not used, would differ from the project for ever. */
function requireVariables({ variables }: EndpointFileDocument, { spec }: Endpoint): void {
  const used = spec.query.kind === 'insight' ? [] : spec.query.variables
  const fields = variables.flatMap(({ name, type }, place) => {
    const known = used.find((one) => one.name === name)
    if (known === undefined)
      return [{ path: `variables.${place}`, message: `variables: the question does not use {variables.${name}}. Remove its definition.` }]
    if (known.type === type) return []
    return [{ path: `variables.${place}.type`, message: `variables: "${name}" is of type ${known.type} in this project. Write that, or choose another name.` }]
  })
  if (fields.length > 0) throw new AppError('invalid', fields.map(({ message }) => message).join(' '), { reason: 'endpoint_variables', fields })
}
