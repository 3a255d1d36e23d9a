import { writeZip } from '@atrium/semantic'
import type { ApiClient } from '../harness/api-client.ts'
import type { Case } from './check-door.ts'

/** What the cases need to know, and learn. */
export type HexFacts = {
  projectUuid: string
  userUuid: string
  /** Published, with an input. */
  appUuid: string
  /** Published; runs for minutes. */
  slowUuid: string
  /** Nobody has published it. */
  draftUuid: string
  runId: string
  slowRunId: string
  groupId: string
  collectionId: string
  connectionId: string
  /** Of the published app: SQL that was run in its draft. */
  cellId: string
  /** And a chart of it. */
  chartId: string
  newCellId: string
  /** Somebody else of the organization. */
  otherUuid: string
  /** Lets somebody back in. */
  reactivate(userUuid: string): Promise<unknown>
  /** Once a run of an app has ended. */
  ended(appUuid: string, runId: string): Promise<void>
}

const nobody = '0f8fad5b-d9cb-469f-a165-70867728950e'
const element = (cellId: string) => ({ uuid: `of-${cellId}`, cellId, x: 0, y: 0, w: 12, h: 4 })
const sql = (text: string) => ({ kind: 'sql', id: 'rows', name: 'rows', on: 'warehouse', sql: text })
const chart = {
  kind: 'chart',
  id: 'drawn',
  title: 'Drawn',
  of: 'rows',
  config: { type: 'vertical_bar', fieldConfig: { x: { reference: 'n' }, y: [{ reference: 'n', aggregation: 'sum' }] } },
}
const input = { kind: 'input', id: 'least', name: 'least', input: { type: 'number', default: 3 } }

/** Notebooks to ask about. They are made by the API of the pages: the format has no way to publish one. */
export async function prepareHex(api: ApiClient): Promise<HexFacts> {
  const [project] = await api.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const projectUuid = project?.projectUuid ?? ''
  const make = async (name: string, cells: object[], app: object = {}): Promise<string> =>
    (await api.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name, document: { cells, app } })).uuid
  const publish = (uuid: string) => api.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const appUuid = await make('Conforms', [input, sql('SELECT range AS n FROM range(10) WHERE range >= {{ least }}'), chart], {
    elements: [element('least'), element('rows'), element('drawn')],
  })
  const slowUuid = await make('Takes its time', [sql('SELECT sum(a.range * b.range) AS n FROM range(3000000) a, range(3000000) b')], {
    elements: [element('rows')],
  })
  const draftUuid = await make('Not published', [])
  for (const uuid of [appUuid, slowUuid]) await publish(uuid)
  const { uuid: sessionUuid } = await api.results<{ uuid: string }>('POST', `/api/v1/app/apps/${appUuid}/sessions`, { of: 'draft' })
  await api.results('POST', `/api/v1/app/app-sessions/${sessionUuid}/runs`, { wanted: { how: 'all' } })
  await api.results('PUT', `/api/v1/app/apps/${appUuid}/embedding`, { isOn: true, origins: ['https://pages.example'] })
  const reactivate = (uuid: string) => api.results('PATCH', `/api/v1/app/members/${uuid}`, { isActive: true })
  const ended = async (app: string, run: string): Promise<void> => {
    for (;;) {
      const { endedAt } = await api.results<{ endedAt: string | null }>('GET', `/api/v1/app/apps/${app}/runs/${run}`)
      if (endedAt !== null) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const { userUuid } = await api.results<{ userUuid: string }>('GET', '/api/v1/user')
  return {
    projectUuid,
    userUuid,
    appUuid,
    slowUuid,
    draftUuid,
    runId: '',
    slowRunId: '',
    groupId: '',
    collectionId: '',
    connectionId: '',
    cellId: '',
    chartId: '',
    newCellId: '',
    otherUuid: '',
    reactivate,
    ended,
  }
}

/** A model in a format that comes in archives. */
const models = (table: string): Uint8Array =>
  writeZip([
    {
      path: 'orders.yml',
      bytes: new TextEncoder().encode(`id: hex_orders
base_sql_table: ${table}
dimensions:
  - {id: order_id, type: number}
  - {id: status, type: string}
measures:
  - {id: order_count, func: count}
`),
    },
  ])

/** Operations with the paths of 2025, or of 2022 where they have a name of their own. */
const runCases = (legacy: '' | 'Legacy'): Case<HexFacts>[] => {
  const runs = (uuid: string): string => (legacy === '' ? `/api/v1/projects/${uuid}/runs` : `/api/v1/project/${uuid}/run`)
  const list = (uuid: string): string => (legacy === '' ? runs(uuid) : `/api/v1/project/${uuid}/runs`)
  const named = (operation: string): string => operation + legacy
  return [
    {
      operationId: named('RunProject'),
      path: ({ appUuid }) => runs(appUuid),
      body: () => ({ inputParams: { least: 5, nothing_of_that_name: 1 }, useCachedSqlResults: 'true', notifications: [], sent_by_some: true }),
      learn: ({ runId }: { runId: string }, facts) => (facts.runId = runId),
    },
    { operationId: named('RunProject'), path: ({ appUuid }) => runs(appUuid) },
    { operationId: named('RunProject'), path: ({ appUuid }) => runs(appUuid), body: () => ({ dryRun: 'True' }) },
    { operationId: named('RunProject'), refused: 422, path: ({ appUuid }) => runs(appUuid), body: () => ({ inputParams: { least: 'some' } }) },
    {
      operationId: named('RunProject'),
      refused: 422,
      path: ({ appUuid }) => runs(appUuid),
      body: () => ({ inputParams: { least: 5 }, updatePublishedResults: true }),
    },
    { operationId: named('RunProject'), refused: 422, path: ({ appUuid }) => runs(appUuid), body: () => ({ inputParams: { least: 5 }, viewId: nobody }) },
    { operationId: named('RunProject'), refused: 422, path: ({ draftUuid }) => runs(draftUuid) },
    { operationId: named('RunProject'), refused: 400, path: ({ appUuid }) => runs(appUuid), body: () => ({ dryRun: 'perhaps' }) },
    { operationId: named('RunProject'), refused: 404, path: () => runs(nobody) },
    { operationId: named('RunProject'), refused: 401, as: 'nobody', path: ({ appUuid }) => runs(appUuid) },
    { operationId: named('GetRunStatus'), path: ({ appUuid, runId }) => `${runs(appUuid)}/${runId}` },
    { operationId: named('GetRunStatus'), refused: 404, path: ({ appUuid }) => `${runs(appUuid)}/${nobody}` },
    { operationId: named('GetProjectRuns'), path: ({ appUuid }) => `${list(appUuid)}?limit=1&offset=1` },
    { operationId: named('GetProjectRuns'), refused: 400, path: ({ appUuid }) => `${list(appUuid)}?limit=0` },
    { operationId: named('GetProjectRuns'), refused: 404, path: () => list(nobody) },
    {
      operationId: named('RunProject'),
      path: ({ slowUuid }) => runs(slowUuid),
      learn: ({ runId }: { runId: string }, facts) => (facts.slowRunId = runId),
    },
    { operationId: named('CancelRun'), path: ({ slowUuid, slowRunId }) => `${runs(slowUuid)}/${slowRunId}` },
    { operationId: named('CancelRun'), refused: 422, path: ({ slowUuid, slowRunId }) => `${runs(slowUuid)}/${slowRunId}` },
    { operationId: named('CancelRun'), refused: 404, path: ({ appUuid }) => `${runs(appUuid)}/${nobody}` },
  ]
}

const ingestCases = (kind: 'Model' | 'Project'): Case<HexFacts>[] => {
  const operationId = `IngestSemantic${kind}`
  const at = (uuid: string, query = ''): string => `/api/v1/semantic-${kind.toLowerCase()}s/${uuid}/ingest${query}`
  const zip = 'application/zip'
  return [
    { operationId, type: zip, path: ({ projectUuid }) => at(projectUuid, '?dryRun=true&debug=True'), body: () => models('orders') },
    { operationId, type: zip, path: ({ projectUuid }) => at(projectUuid, '?verbose=false'), body: () => models('orders') },
    { operationId, refused: 400, type: zip, path: ({ projectUuid }) => at(projectUuid, '?folder=target'), body: () => models('orders') },
    { operationId, refused: 415, type: zip, path: ({ projectUuid }) => at(projectUuid), body: () => new TextEncoder().encode('no archive') },
    { operationId, refused: 415, path: ({ projectUuid }) => at(projectUuid), body: () => ({ verbose: true }) },
    { operationId, refused: 404, type: zip, path: () => at(nobody), body: () => models('orders') },
  ]
}

const embed = ({ appUuid }: HexFacts): string => `/api/v1/embedding/createPresignedUrl/${appUuid}`

/** A good request for every operation of the contract, and those that it has words of refusal for, in the order in which they build on each other. */
export const hexCases: readonly Case<HexFacts>[] = [
  { operationId: 'ListProjects', path: () => '/api/v1/projects?includeSharing=True&limit=2&statuses=&includeArchived=false' },
  { operationId: 'ListProjects', path: () => '/api/v1/projects?sortBy=LAST_PUBLISHED_AT&sortDirection=ASC&includeTrashed=true' },
  { operationId: 'ListProjects', refused: 400, path: () => '/api/v1/projects?limit=101' },
  { operationId: 'ListProjects', refused: 400, path: () => '/api/v1/projects?after=made-up' },
  { operationId: 'ListProjects', refused: 401, as: 'nobody', path: () => '/api/v1/projects' },
  { operationId: 'GetProject', path: ({ appUuid }) => `/api/v1/projects/${appUuid}?includeSharing=true` },
  { operationId: 'GetProject', path: ({ draftUuid }) => `/api/v1/projects/${draftUuid}` },
  { operationId: 'GetProject', refused: 404, path: () => `/api/v1/projects/${nobody}` },
  ...runCases(''),
  ...runCases('Legacy'),
  ...ingestCases('Model'),
  ...ingestCases('Project'),
  {
    operationId: 'CreatePresignedUrl',
    path: embed,
    body: () => ({
      hexUserAttributes: { region: 'north' },
      scope: ['EXPORT_CSV', 'EXPORT_PDF'],
      inputParameters: { least: 4 },
      expiresIn: '15000',
      displayOptions: { theme: 'dark', noEmbedFooter: true },
    }),
  },
  { operationId: 'CreatePresignedUrl', path: embed, body: () => ({ testMode: true }) },
  { operationId: 'CreatePresignedUrl', refused: 400, path: embed, body: () => ({ expiresIn: 300_001 }) },
  { operationId: 'CreatePresignedUrl', refused: 400, path: embed, body: () => ({ hexUserAttributes: { region: 1 } }) },
  { operationId: 'CreatePresignedUrl', refused: 422, path: ({ slowUuid: appUuid }) => `/api/v1/embedding/createPresignedUrl/${appUuid}`, body: () => ({}) },
]

type WireCell = { id: string; cellType: string }
const cell = ({ cellId }: HexFacts): string => `/api/v1/cells/${cellId}`
const made = ({ newCellId }: HexFacts): string => `/api/v1/cells/${newCellId}`
const sqlOf = (source: string, more: object = {}) => ({ contents: { sqlCell: { source, ...more } } })

const image = async ({ appUuid, runId, ended }: HexFacts, cellId: string): Promise<string> => {
  await ended(appUuid, runId)
  return `/api/v1/projects/${appUuid}/runs/${runId}/cells/${cellId}/image`
}

const cellCases: readonly Case<HexFacts>[] = [
  {
    operationId: 'ListCells',
    path: ({ appUuid }) => `/api/v1/cells?projectId=${appUuid}`,
    learn: ({ values }: { values: WireCell[] }, facts) => {
      const first = (type: string): string => values.find(({ cellType }) => cellType === type)?.id ?? ''
      Object.assign(facts, { cellId: first('SQL'), chartId: first('CHART') })
    },
  },
  { operationId: 'GetChartImageFromRun', path: async (facts) => `${await image(facts, facts.chartId)}?width=300&height=200&includeTitle=False` },
  { operationId: 'GetChartImageFromRun', path: (facts) => image(facts, facts.chartId) },
  { operationId: 'GetChartImageFromRun', refused: 400, path: async (facts) => `${await image(facts, facts.chartId)}?width=99&height=200` },
  { operationId: 'GetChartImageFromRun', refused: 422, path: (facts) => image(facts, facts.cellId) },
  { operationId: 'GetChartImageFromRun', refused: 404, path: (facts) => image(facts, nobody) },
  { operationId: 'GetChartImageFromLogic', path: ({ chartId }) => `/api/v1/cells/${chartId}/image?width=300&height=200` },
  { operationId: 'GetChartImageFromLogic', refused: 400, path: (facts) => `${cell(facts)}/image` },
  { operationId: 'GetChartImageFromLogic', refused: 404, path: () => `/api/v1/cells/${nobody}/image` },
  { operationId: 'ListCells', path: ({ appUuid }) => `/api/v1/cells?projectId=${appUuid}&limit=1` },
  { operationId: 'ListCells', refused: 404, path: () => `/api/v1/cells?projectId=${nobody}` },
  { operationId: 'GetCell', path: cell },
  { operationId: 'GetCell', refused: 404, path: () => `/api/v1/cells/${nobody}` },
  { operationId: 'GetCellOutput', path: (facts) => `${cell(facts)}/output` },
  {
    operationId: 'CreateCell',
    path: () => '/api/v1/cells',
    body: ({ draftUuid, projectUuid }) => ({
      projectId: draftUuid,
      cellType: 'SQL',
      label: 'One',
      ...sqlOf('SELECT 1 AS n', { dataConnectionId: projectUuid }),
    }),
    learn: ({ id }: WireCell, facts) => (facts.newCellId = id),
  },
  {
    operationId: 'CreateCell',
    path: () => '/api/v1/cells',
    body: ({ draftUuid, newCellId }) => ({
      projectId: draftUuid,
      cellType: 'CODE',
      contents: { codeCell: { source: 'x = 1' } },
      location: { insertAfterCellId: newCellId },
    }),
  },
  {
    operationId: 'CreateCell',
    refused: 400,
    path: () => '/api/v1/cells',
    body: ({ draftUuid }) => ({ projectId: draftUuid, cellType: 'CODE', ...sqlOf('SELECT 1') }),
  },
  { operationId: 'UpdateCell', path: made, body: () => sqlOf('SELECT 2 AS n', { outputDataframe: 'two' }) },
  { operationId: 'UpdateCell', path: made, body: () => ({ dataConnectionId: null }) },
  { operationId: 'UpdateCell', refused: 400, path: made, body: () => ({ contents: { markdownCell: { source: 'no' } } }) },
  { operationId: 'GetCellOutput', refused: 404, path: (facts) => `${made(facts)}/output` },
  { operationId: 'DeleteCell', path: made },
  { operationId: 'DeleteCell', refused: 404, path: made },
]

const connection = ({ connectionId }: HexFacts): string => `/api/v1/data-connections/${connectionId}`
const postgres = { hostname: '127.0.0.1', port: 9, database: 'shop', username: 'ada', password: 'not this one' }

const connectionCases: readonly Case<HexFacts>[] = [
  {
    operationId: 'CreateDataConnection',
    path: () => '/api/v1/data-connections',
    body: () => ({ name: 'Conforms', type: 'postgres', connectionDetails: { postgres }, connectViaSsh: false }),
    learn: ({ id }: { id: string }, facts) => (facts.connectionId = id),
  },
  {
    operationId: 'CreateDataConnection',
    refused: 400,
    path: () => '/api/v1/data-connections',
    body: () => ({ name: 'Another kind', type: 'trino', connectionDetails: { trino: { hostname: '127.0.0.1', port: 9, username: 'ada' } } }),
  },
  { operationId: 'ListDataConnections', path: () => '/api/v1/data-connections?sortBy=CREATED_AT&sortDirection=DESC' },
  { operationId: 'GetDataConnection', path: connection },
  { operationId: 'GetDataConnection', refused: 404, path: ({ projectUuid }) => `/api/v1/data-connections/${projectUuid}` },
  {
    operationId: 'EditDataConnection',
    path: connection,
    body: () => ({ name: 'Conforms still', connectionDetails: { postgres: { password: 'another one' } } }),
  },
  { operationId: 'EditDataConnection', refused: 400, path: connection, body: () => ({ allowWritebackCells: true }) },
]

const group = ({ groupId }: HexFacts): string => `/api/v1/groups/${groupId}`
const sharing = ({ draftUuid }: HexFacts): string => `/api/v1/projects/${draftUuid}/sharing/collections`
const shares = (...collections: object[]) => ({ sharing: { upsert: { collections } } })
const collection = ({ collectionId }: HexFacts): string => `/api/v1/collections/${collectionId}`

/** The same for operations beyond the contract's first ones, as far as there is something here that they are about. */
export const hexExtendedCases: readonly Case<HexFacts>[] = [
  { operationId: 'Me', path: () => '/api/v1/users/me' },
  { operationId: 'CreateProject', path: () => '/api/v1/projects', body: () => ({ title: 'Made by a program' }) },
  { operationId: 'UpdateProject', path: ({ appUuid }) => `/api/v1/projects/${appUuid}`, body: () => ({ status: null }) },
  { operationId: 'UpdateProject', refused: 400, path: ({ appUuid }) => `/api/v1/projects/${appUuid}`, body: () => ({ status: 'Approved' }) },
  { operationId: 'GetQueriedTables', path: ({ appUuid }) => `/api/v1/projects/${appUuid}/queriedTables` },
  { operationId: 'GetQueriedTables', refused: 422, path: ({ draftUuid }) => `/api/v1/projects/${draftUuid}/queriedTables` },
  ...(['draft', 'latest', 1] as const).map((version): Case<HexFacts> => ({
    operationId: 'ExportProject',
    path: () => '/api/v1/projects/export',
    body: ({ appUuid: projectId }) => ({ projectId, version }),
  })),
  {
    operationId: 'ListUsers',
    path: () => '/api/v1/users?limit=500',
    learn: ({ values }: { values: { id: string }[] }, facts) => (facts.otherUuid = values.find(({ id }) => id !== facts.userUuid)?.id ?? ''),
  },
  { operationId: 'DeactivateUser', path: ({ otherUuid }) => `/api/v1/users/${otherUuid}/deactivate`, learn: (_, facts) => facts.reactivate(facts.otherUuid) },
  { operationId: 'ListUsers', path: ({ userUuid }) => `/api/v1/users?limit=5&sortBy=EMAIL&userIds=${userUuid}` },
  {
    operationId: 'CreateGroup',
    path: () => '/api/v1/groups',
    body: ({ userUuid }) => ({ name: 'Conforms', members: { users: [{ id: userUuid }] } }),
    learn: ({ id }: { id: string }, facts) => (facts.groupId = id),
  },
  { operationId: 'ListGroups', path: () => '/api/v1/groups?sortBy=NAME&limit=1' },
  { operationId: 'GetGroup', path: group },
  { operationId: 'EditGroup', path: group, body: ({ userUuid }) => ({ name: 'Conforms still', members: { remove: { users: [{ id: userUuid }] } } }) },
  {
    operationId: 'CreateCollection',
    path: () => '/api/v1/collections',
    body: ({ groupId }) => ({ name: 'Conforms', sharing: { groups: [{ id: groupId, access: 'MEMBER' }], workspace: { members: 'MEMBER' } } }),
    learn: ({ id }: { id: string }, facts) => (facts.collectionId = id),
  },
  { operationId: 'ListCollections', path: () => '/api/v1/collections?limit=1' },
  { operationId: 'GetCollection', path: collection },
  {
    operationId: 'EditCollection',
    path: collection,
    body: ({ groupId }) => ({ description: 'Changed', sharing: { upsert: { groups: [{ id: groupId, access: 'NONE' }] } } }),
  },
  {
    operationId: 'EditProjectSharingCollections',
    path: sharing,
    body: ({ collectionId: id }) => shares({ access: 'APP_ONLY', collection: { id } }, { access: 'CAN_EDIT', collection: { id: nobody } }),
  },
  { operationId: 'EditProjectSharingCollections', refused: 400, path: sharing, body: () => shares({ access: 'ALL', collection: { id: nobody } }) },
  { operationId: 'EditProjectSharingCollections', refused: 404, path: () => `/api/v1/projects/${nobody}/sharing/collections`, body: () => shares() },
  { operationId: 'DeleteGroup', path: group },
  ...cellCases,
  ...connectionCases,
]
