import type { MatrixCase } from './app-cases.ts'

/** What our own pages ask of endpoints, while that of the format's cases is there. */
export const ownEndpointCases: readonly MatrixCase[] = [
  { operationId: 'ListEndpoints', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints` },
  { operationId: 'GetEndpoint', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects` },
  { operationId: 'ListEndpointCallers', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/callers` },
  { operationId: 'PreviewEndpointTable', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/materialization/preview` },
  { operationId: 'RefreshEndpointTable', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/materialization/refresh`, body: () => ({}) },
  { operationId: 'CancelEndpointTable', path: ({ projectUuid }) => `/api/v1/app/projects/${projectUuid}/endpoints/conform_projects/materialization/cancel`, body: () => ({}) },
]
