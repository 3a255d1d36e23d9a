import { queryOptions } from '@tanstack/react-query'
import type { IntrospectionQuery } from 'graphql'
import { requestPlain } from './client.ts'

export type GraphqlRequest = { query: string; variables: Readonly<Record<string, unknown>> }
export type GraphqlAnswer = { data?: unknown; errors?: { message: string; path?: (string | number)[] }[] }

/** Asks the GraphQL API as whoever looks. Throws when the query is refused; fields that failed are in the answer. */
export const runGraphql = (body: GraphqlRequest, signal?: AbortSignal): Promise<GraphqlAnswer> => requestPlain('/api/graphql', { method: 'POST', body, signal })

/** What can be asked, in the words of the language itself. `query`: the question for it. */
export const schemaQuery = (query: string) =>
  queryOptions({
    queryKey: ['graphql-schema'],
    queryFn: async ({ signal }) => (await runGraphql({ query, variables: {} }, signal)).data as IntrospectionQuery,
    staleTime: Infinity,
  })
