import { z } from 'zod'
import { AppError } from '../../../platform/errors.ts'

const variables = z.record(z.string(), z.unknown()).nullish()
const extensions = z
  .looseObject({ persistedQuery: z.looseObject({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/) }).optional() })
  .nullish()

/** The body of a request. Several at once, as an array, are refused. */
export const graphqlBody = z.looseObject(
  { query: z.string().nullish(), variables, operationName: z.string().nullish(), extensions },
  { error: (issue) => (Array.isArray(issue.input) ? 'Send one request at a time: arrays of requests are not taken' : undefined) },
)

/** The same in an address: what is no text is JSON. */
export const graphqlAddress = z.looseObject({
  query: z.string().optional(),
  variables: z.string().optional(),
  operationName: z.string().optional(),
  extensions: z.string().optional(),
})

export type GraphqlRequest = {
  /** Null: only named by its hash. */
  query: string | null
  variables: Readonly<Record<string, unknown>>
  operationName: string | null
  /** SHA-256 of the query, for one that is kept. */
  hash: string | null
}

export function fromBody({ query, variables: values, operationName, extensions: more }: z.infer<typeof graphqlBody>): GraphqlRequest {
  return {
    query: query ?? null,
    variables: values ?? {},
    operationName: operationName === '' ? null : (operationName ?? null),
    hash: more?.persistedQuery?.sha256Hash ?? null,
  }
}

/** Throws `invalid` for JSON that is none. */
export function fromAddress(address: z.infer<typeof graphqlAddress>): GraphqlRequest {
  const body = graphqlBody.safeParse({ ...address, variables: jsonIn(address.variables, 'variables'), extensions: jsonIn(address.extensions, 'extensions') })
  if (!body.success) throw new AppError('invalid', body.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
  return fromBody(body.data)
}

function jsonIn(text: string | undefined, name: string): unknown {
  if (text === undefined || text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid', `"${name}" in the address is not JSON`, { fields: [{ path: name, message: 'must be JSON' }] }, { cause })
  }
}
