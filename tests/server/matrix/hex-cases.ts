import type { AppFacts, MatrixCase } from './app-cases.ts'

const project =
  (rest = '') =>
  ({ appUuid }: AppFacts): string =>
    `/api/v1/projects/${appUuid}${rest}`

/** Operations in the format of Hex, on a notebook that is published. */
export const hexCases: readonly MatrixCase[] = [
  { operationId: 'HexListProjects', as: 'bearer', path: () => '/api/v1/projects?includeSharing=true' },
  { operationId: 'HexGetProject', as: 'bearer', path: project() },
  { operationId: 'HexCreatePresignedUrl', as: 'bearer', path: ({ appUuid }) => `/api/v1/embedding/createPresignedUrl/${appUuid}`, body: () => ({}) },
  ...(['models', 'projects'] as const).map((kind): MatrixCase => ({
    operationId: kind === 'models' ? 'HexIngestSemanticModel' : 'HexIngestSemanticProject',
    as: 'bearer',
    path: ({ projectUuid }) => `/api/v1/semantic-${kind}/${projectUuid}/ingest?dryRun=true`,
    body: () => 'no archive',
    takes: 'bytes',
  })),
]
