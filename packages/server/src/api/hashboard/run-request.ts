import { execute, type DocumentNode, type GraphQLError } from 'graphql'
import { AppError } from '../../platform/errors.ts'
import { Answer } from '../../platform/http/route.ts'
import type { RequestCtx } from '../house.ts'
import { fieldFailure, isInternal } from './errors.ts'
import { createReads } from './reads.ts'
import type { Documents } from './request/documents.ts'
import type { GraphqlRequest } from './request/read-request.ts'
import type { GraphContext } from './schema/context.ts'
import { hashboardSchema } from './schema/schema.ts'

/** Milliseconds that one document may take, with all that it asks warehouses. */
const timeoutMs = 60_000

type Options = { documents: Documents; contentType: string; onInternalError(error: GraphQLError): void }

/** Runs a document for whoever asks. Throws for what is no document; what fails inside of it is told beside the rest. */
export async function runRequest(ctx: RequestCtx, request: GraphqlRequest, { documents, contentType, onInternalError }: Options): Promise<Answer> {
  const document = documents.open(request)
  if (document === null) return new Answer({ bytes: notKept, contentType })
  const { data, errors } = await executed(ctx, document, request)
  for (const error of errors ?? []) if (isInternal(error)) onInternalError(error)
  const problems = errors?.map((error) => fieldFailure(error, ctx.requestId))
  // Without data nothing was run: the request itself was wrong.
  const status = data === undefined ? 400 : 200
  const first = problems?.[0]?.message
  const body = { ...(problems === undefined ? {} : { errors: problems }), ...(data === undefined ? { error: first } : { data }) }
  return new Answer({ status, bytes: JSON.stringify(body), contentType })
}

async function executed(ctx: RequestCtx, document: DocumentNode, { variables, operationName }: GraphqlRequest): Promise<Awaited<ReturnType<typeof execute>>> {
  const timeout = new AbortController()
  const signal = AbortSignal.any([ctx.signal, timeout.signal])
  const bounded = { ...ctx, signal }
  const contextValue: GraphContext = { ctx: bounded, reads: createReads(bounded) }
  let timer: NodeJS.Timeout | undefined
  const ended = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      timeout.abort()
      reject(new AppError('query_failed', `This query took more than ${timeoutMs / 1000} seconds. Ask for less at once.`, { reason: 'query_timeout' }))
    }, timeoutMs).unref()
  })
  try {
    return await Promise.race([
      Promise.resolve(execute({ schema: hashboardSchema, document, variableValues: variables, operationName, contextValue, hideSuggestions: true })),
      ended,
    ])
  } finally {
    clearTimeout(timer)
  }
}

/** What clients that keep queries by their hash wait for: they send the text next. */
const notKept = JSON.stringify({ errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] })
