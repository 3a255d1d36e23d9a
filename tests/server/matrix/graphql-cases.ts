import type { MatrixCase } from './app-cases.ts'

const query = '{ projects { id name } }'

/** The one operation of GraphQL, at its three doors: what somebody sees by it is tested in `graphql.test.ts`. */
export const graphqlCases: readonly MatrixCase[] = [
  { operationId: 'QueryGraphql', path: () => '/api/graphql', body: () => ({ query }) },
  { operationId: 'QueryGraphqlOfBefore', path: () => '/graphql/', body: () => ({ query }) },
  { operationId: 'QueryGraphqlByAddress', path: () => `/api/graphql?query=${encodeURIComponent(query)}` },
]
