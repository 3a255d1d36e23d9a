import type { AppFacts, MatrixCase } from './app-cases.ts'

const project =
  (rest = '', word: 'project' | 'projects' = 'projects') =>
  ({ appUuid }: AppFacts): string =>
    `/api/v1/${word}/${appUuid}${rest}`

const group = ({ hexGroupId }: AppFacts): string => `/api/v1/groups/${hexGroupId}`
const cell = ({ hexCellId }: AppFacts): string => `/api/v1/cells/${hexCellId}`
const connection = ({ projectUuid }: AppFacts): string => `/api/v1/data-connections/${projectUuid}`
const collection = ({ hexCollectionId }: AppFacts): string => `/api/v1/collections/${hexCollectionId}`

/** Operations in the format of Hex, on a notebook that is published. */
export const hexCases: readonly MatrixCase[] = [
  { operationId: 'HexListProjects', as: 'bearer', path: () => '/api/v1/projects?includeSharing=true' },
  { operationId: 'HexGetProject', as: 'bearer', path: project() },
  { operationId: 'HexCreateProject', as: 'bearer', path: () => '/api/v1/projects', body: () => ({ title: 'Hex matrix' }) },
  { operationId: 'HexUpdateProject', as: 'bearer', path: project(), body: () => ({ status: null }) },
  {
    operationId: 'HexEditProjectSharingCollections',
    as: 'bearer',
    path: project('/sharing/collections'),
    body: () => ({ sharing: { upsert: { collections: [] } } }),
  },
  { operationId: 'HexGetQueriedTables', as: 'bearer', path: project('/queriedTables') },
  { operationId: 'HexExportProject', as: 'bearer', path: () => '/api/v1/projects/export', body: ({ appUuid }) => ({ projectId: appUuid }) },
  ...(['', 'Legacy'] as const).flatMap((generation): MatrixCase[] => {
    const [runs, one] = generation === '' ? ['runs', 'runs'] : ['run', 'run']
    const of = (rest: string) => project(rest, generation === '' ? 'projects' : 'project')
    return [
      {
        operationId: `HexRunProject${generation}`,
        as: 'bearer',
        path: of(`/${runs}`),
        body: () => ({}),
        learn: ({ runId }: { runId: string }, facts) => (facts.hexRunId = runId),
      },
      { operationId: `HexGetProjectRuns${generation}`, as: 'bearer', path: of('/runs') },
      { operationId: `HexGetRunStatus${generation}`, as: 'bearer', path: (facts) => of(`/${one}/${facts.hexRunId}`)(facts) },
      { operationId: `HexCancelRun${generation}`, as: 'bearer', path: (facts) => of(`/${one}/${facts.nothing}`)(facts) },
    ]
  }),
  { operationId: 'HexCreatePresignedUrl', as: 'bearer', path: ({ appUuid }) => `/api/v1/embedding/createPresignedUrl/${appUuid}`, body: () => ({}) },
  { operationId: 'HexMe', as: 'bearer', path: () => '/api/v1/users/me' },
  { operationId: 'HexListUsers', as: 'bearer', path: () => '/api/v1/users' },
  { operationId: 'HexDeactivateUser', as: 'bearer', path: ({ nothing }) => `/api/v1/users/${nothing}/deactivate` },
  { operationId: 'HexListGroups', as: 'bearer', path: () => '/api/v1/groups' },
  {
    operationId: 'HexCreateGroup',
    as: 'bearer',
    path: () => '/api/v1/groups',
    body: () => ({ name: 'Hex matrix' }),
    learn: ({ id }: { id: string }, facts) => (facts.hexGroupId = id),
  },
  { operationId: 'HexGetGroup', as: 'bearer', path: group },
  { operationId: 'HexEditGroup', as: 'bearer', path: group, body: () => ({ name: 'Hex matrix again' }) },
  { operationId: 'HexDeleteGroup', as: 'bearer', path: group },
  { operationId: 'HexListCollections', as: 'bearer', path: () => '/api/v1/collections' },
  {
    operationId: 'HexCreateCollection',
    as: 'bearer',
    path: () => '/api/v1/collections',
    body: () => ({ name: 'Hex matrix', sharing: { workspace: { members: 'MEMBER' } } }),
    learn: ({ id }: { id: string }, facts) => (facts.hexCollectionId = id),
  },
  { operationId: 'HexGetCollection', as: 'bearer', path: collection },
  { operationId: 'HexEditCollection', as: 'bearer', path: collection, body: () => ({ description: 'Changed' }) },
  {
    operationId: 'HexListCells',
    as: 'bearer',
    path: ({ appUuid }) => `/api/v1/cells?projectId=${appUuid}`,
    learn: ({ values: [first] }: { values: { id: string }[] }, facts) => (facts.hexCellId = first?.id ?? ''),
  },
  { operationId: 'HexGetChartImageFromRun', as: 'bearer', path: (facts) => project(`/runs/${facts.hexRunId}/cells/${facts.hexCellId}/image`)(facts) },
  {
    operationId: 'HexCreateCell',
    as: 'bearer',
    path: () => '/api/v1/cells',
    body: ({ appUuid }) => ({ projectId: appUuid, cellType: 'MARKDOWN', contents: { markdownCell: { source: 'Made by a program' } } }),
    learn: ({ id }: { id: string }, facts) => (facts.hexCellId = id),
  },
  { operationId: 'HexGetCell', as: 'bearer', path: cell },
  { operationId: 'HexUpdateCell', as: 'bearer', path: cell, body: () => ({ contents: { markdownCell: { source: 'Changed' } } }) },
  { operationId: 'HexGetCellOutput', as: 'bearer', path: (facts) => `${cell(facts)}/output` },
  { operationId: 'HexGetChartImageFromLogic', as: 'bearer', path: (facts) => `${cell(facts)}/image` },
  { operationId: 'HexDeleteCell', as: 'bearer', path: cell },
  { operationId: 'HexListDataConnections', as: 'bearer', path: () => '/api/v1/data-connections' },
  {
    operationId: 'HexCreateDataConnection',
    as: 'bearer',
    path: () => '/api/v1/data-connections',
    body: () => ({
      name: 'Hex matrix',
      type: 'postgres',
      connectionDetails: { postgres: { hostname: 'db.invalid', port: 5432, database: 'shop', username: 'ada', password: 'x' } },
    }),
  },
  { operationId: 'HexGetDataConnection', as: 'bearer', path: connection },
  { operationId: 'HexEditDataConnection', as: 'bearer', path: connection, body: () => ({ name: 'Hex matrix' }) },
  ...(['models', 'projects'] as const).map((kind): MatrixCase => ({
    operationId: kind === 'models' ? 'HexIngestSemanticModel' : 'HexIngestSemanticProject',
    as: 'bearer',
    path: ({ projectUuid }) => `/api/v1/semantic-${kind}/${projectUuid}/ingest?dryRun=true`,
    body: () => 'no archive',
    takes: 'bytes',
  })),
]
