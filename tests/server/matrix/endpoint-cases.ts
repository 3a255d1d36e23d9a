import type { AppFacts, MatrixCase } from './app-cases.ts'

const draftOf =
  (rest = '') =>
  ({ projectUuid }: AppFacts): string =>
    `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/draft${rest}`
const testsOf =
  (rest = '') =>
  ({ projectUuid }: AppFacts): string =>
    `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/tests${rest}`
const otherQuery = { kind: 'sql', sql: 'SELECT 1 AS other' }
const learnDraft = (draft: { version: string } | null, facts: AppFacts): unknown => (facts.draftVersion = draft?.version ?? '')

/** What our own pages ask of endpoints, while that of the format's cases is there. */
export const ownEndpointCases: readonly MatrixCase[] = [
  { operationId: 'ListEndpoints', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints` },
  { operationId: 'GetEndpoint', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects` },
  { operationId: 'ListEndpointCallers', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/callers` },
  ...['environments', 'projects'].flatMap((prefix): MatrixCase[] => {
    const operation = (name: string): string => (prefix === 'environments' ? `environments_${name}` : name)
    return [
      { operationId: operation('endpoints_project_openapi_retrieve'), path: ({ projectUuid }) => `/api/${prefix}/${projectUuid}/endpoints/openapi.json` },
      { operationId: operation('endpoints_client_retrieve'), path: ({ projectUuid }) => `/api/${prefix}/${projectUuid}/endpoints/client.ts` },
    ]
  }),
  { operationId: 'SaveEndpointDraft', path: draftOf(), body: () => ({ query: otherQuery, version: null }) },
  { operationId: 'GetEndpointDraft', path: draftOf(), learn: learnDraft },
  { operationId: 'CompareEndpointDraft', path: draftOf('/compare'), body: () => ({}) },
  { operationId: 'DiscardEndpointDraft', path: (facts) => draftOf(`?version=${facts.draftVersion}`)(facts) },
  { operationId: 'SaveEndpointDraft', path: draftOf(), body: () => ({ query: otherQuery, version: null }) },
  { operationId: 'GetEndpointDraft', path: draftOf(), learn: learnDraft },
  {
    operationId: 'PublishEndpointDraft',
    path: draftOf('/publish'),
    body: ({ draftVersion: version }) => ({ version, comparedVersion: 2, acceptsBreaking: true }),
  },
  { operationId: 'ListEventModels', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/event-models` },
  {
    operationId: 'GetEndpointTests',
    path: testsOf(),
    learn: (tests: { revision: number } | null, facts) => (facts.endpointRevision = String(tests?.revision ?? '')),
  },
  {
    operationId: 'SaveEndpointTests',
    path: testsOf(),
    body: ({ endpointRevision: revision }) => ({ tests: [{ name: 'Has rows', expect: [{ kind: 'row_count', atLeast: 1 }] }], revision: Number(revision) }),
  },
  { operationId: 'RunEndpointTests', path: testsOf('/run'), body: () => ({}) },
  { operationId: 'PreviewEndpointTable', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/materialization/preview` },
  {
    operationId: 'RefreshEndpointTable',
    path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/materialization/refresh`,
    body: () => ({}),
  },
  {
    operationId: 'CancelEndpointTable',
    path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/materialization/cancel`,
    body: () => ({}),
  },
  { operationId: 'ListRunTokens', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/run-tokens` },
  {
    operationId: 'CreateRunToken',
    path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/run-tokens`,
    body: () => ({ name: 'Matrix', lifetimeSeconds: 3600 }),
  },
  {
    operationId: 'RevokeRunToken',
    path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/run-tokens/00000000-0000-4000-8000-000000000000`,
  },
]
