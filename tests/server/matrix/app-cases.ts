import type { Case } from '../../conform/check-door.ts'
import { ordersByStatus, type LightdashFacts } from '../../conform/lightdash-cases.ts'

/** What these cases learn beside the others. */
export type AppFacts = LightdashFacts & {
  startedQuery: string
  dashboardVersion: string
  draftVersion: string
  endpointRevision: string
  publishedVersion: string
  proposalVersion: string
  sqlVersionUuid: string
  appUuid: string
  appVersionUuid: string
  liveUuid: string
  appRunUuid: string
  appSessionUuid: string
  appPreviewUuid: string
  appViewUuid: string
  appScheduleUuid: string
  upload: string
  hexGroupId: string
  hexRunId: string
  hexCollectionId: string
  hexCellId: string
  serviceAccountUuid: string
  serviceTokenUuid: string
  scimUserUuid: string
  scimGroupUuid: string
  nothing: string
  providerUuid: string
  /** A member who is removed in the end. */ leaverUuid: string
}

/** `bytes`: the body is no JSON. `scim`: called by the service account of that role. `bearer`: with the token as `Bearer`. */
export type MatrixCase = Omit<Case<AppFacts>, 'as'> & {
  as?: Case<AppFacts>['as'] | 'scim' | 'bearer'
  takes?: 'bytes'
  /** Who may, where the operation asks for more here than its row says. */
  only?: string
}

const project = (facts: AppFacts, room: string, rest = ''): string => `/api/v1/app/${room}/${facts.projectUuid}${rest}`
const dashboard = (facts: AppFacts, rest: string): string => `/api/v1/app/dashboards/${facts.dashboardUuid}${rest}`
const startedQuery = (facts: AppFacts, rest: string): string => `/api/v2/projects/${facts.projectUuid}/query/${rest}`
const learnQuery = (query: { queryUuid: string }, facts: AppFacts): unknown => (facts.startedQuery = query.queryUuid)
const draft = (facts: AppFacts, kind: 'charts' | 'dashboards', rest = ''): string =>
  `/api/v1/app/drafts/${kind}/${kind === 'charts' ? facts.chartUuid : facts.dashboardUuid}${rest}`
const learnDraft = (results: { published: { number: number }; draft: { version: string } | null }, facts: AppFacts): void => {
  facts.draftVersion = results.draft?.version ?? ''
  facts.publishedVersion = String(results.published.number)
}
const emptyDashboard = { tiles: [], tabs: [], filters: { dimensions: [], metrics: [], tableCalculations: [] } }
const model = { path: 'orders.yml', text: 'models: []\n' }

/** Operations of our own pages, while the content of the others is there. Ids that nobody has look for rights alone. */
export const appCases: MatrixCase[] = [
  { operationId: 'ListAudit', path: () => '/api/v1/app/audit' },
  { operationId: 'GetAuditFacets', path: () => '/api/v1/app/audit/facets' },
  { operationId: 'ExportAudit', path: () => '/api/v1/app/audit/export' },
  { operationId: 'PlanProjectDeletion', path: (facts) => project(facts, 'project-deletion') },
  { operationId: 'GetConnection', path: (facts) => project(facts, 'connection') },
  {
    operationId: 'UpdateConnection',
    path: (facts) => project(facts, 'connection'),
    body: () => ({ type: 'postgres', host: 'db.example.com', user: 'ada', dbname: 'shop', password: 'x' }),
  },
  { operationId: 'TestConnection', path: (facts) => project(facts, 'connection-test'), body: () => ({}) },
  {
    operationId: 'TestNewConnection',
    path: () => '/api/v1/app/connection-test',
    body: () => ({ connection: { type: 'postgres', host: 'db.invalid', user: 'ada', dbname: 'shop', password: 'x' } }),
  },
  { operationId: 'ClearCredentialsPreference', path: (facts) => `/api/v1/projects/${facts.projectUuid}/user-credentials` },
  { operationId: 'GetSetupState', as: 'nobody', path: () => '/api/v1/app/setup' },
  { operationId: 'ListAbilities', path: (facts) => project(facts, 'abilities') },
  { operationId: 'GetHome', path: (facts) => `/api/v1/projects/${facts.projectUuid}/home` },
  { operationId: 'GetWriteback', path: (facts) => project(facts, 'writeback') },
  { operationId: 'SwitchWriteback', path: (facts) => project(facts, 'writeback'), body: () => ({ isOn: true, prefix: 'app_' }) },
  { operationId: 'ListWrittenTables', path: (facts) => project(facts, 'writeback', '/tables') },
  { operationId: 'ForgetWrittenTable', path: (facts) => project(facts, 'writeback', '/tables/no_such_table') },
  { operationId: 'UpdateProjectSettings', path: (facts) => project(facts, 'project-settings'), body: () => ({ startOfWeek: 0 }) },
  { operationId: 'ListOwnAbilities', path: () => '/api/v1/app/abilities' },
  { operationId: 'ListRoles', path: () => '/api/v1/app/roles' },
  { operationId: 'ListAttributeUses', path: () => '/api/v1/app/attribute-uses' },
  { operationId: 'ListProjectAccess', path: (facts) => project(facts, 'project-access') },
  { operationId: 'PreviewSpaceAccess', path: (facts) => `/api/v1/app/spaces/${facts.spaceUuid}/access-preview?isPrivate=true` },
  {
    operationId: 'ExplainAccess',
    path: ({ projectUuid, userUuid }) => `/api/v1/app/access-explanation?userUuid=${userUuid}&projectUuid=${projectUuid}&kind=project&id=${projectUuid}`,
  },
  { operationId: 'CancelQuery', path: (facts) => `/api/v1/app/queries/${facts.nothing}` },
  { operationId: 'executeAsyncMetricQuery', path: (facts) => startedQuery(facts, 'metric-query'), body: () => ({ query: ordersByStatus }), learn: learnQuery },
  { operationId: 'hasMetricsInCatalog', path: (facts) => `/api/v1/projects/${facts.projectUuid}/dataCatalog/metrics/has` },
  { operationId: 'getAsyncQueryResults', path: (facts) => startedQuery(facts, facts.startedQuery) },
  { operationId: 'cancelAsyncQuery', path: (facts) => startedQuery(facts, `${facts.startedQuery}/cancel`) },
  {
    operationId: 'CalculateSubtotalsFromQuery',
    path: (facts) => `/api/v1/projects/${facts.projectUuid}/calculate-subtotals`,
    body: () => ({
      explore: 'orders',
      metricQuery: { ...ordersByStatus, dimensions: ['orders_status', 'orders_order_id'] },
      columnOrder: ['orders_status', 'orders_order_id'],
    }),
  },
  {
    operationId: 'CalculateSubtotalsFromSavedChart',
    path: (facts) => `/api/v1/saved/${facts.chartUuid}/calculate-subtotals`,
    body: () => ({ columnOrder: ['orders_status'] }),
  },
  {
    operationId: 'CalculateGroupTotalsFromSavedChart',
    path: (facts) => `/api/v1/saved/${facts.chartUuid}/calculate-group-totals`,
    body: () => ({ dimensions: ['orders_status'] }),
  },
  {
    operationId: 'moveContent',
    path: (facts) => `/api/v2/content/${facts.projectUuid}/move`,
    body: (facts) => ({ item: { uuid: facts.chartUuid, contentType: 'chart' }, action: { type: 'move', targetSpaceUuid: facts.spaceUuid } }),
  },
  { operationId: 'GetDashboardParameters', path: () => '/api/v1/app/dashboards/parameters', body: (facts) => [facts.chartUuid] },
  {
    operationId: 'GetDashboardHistory',
    path: (facts) => dashboard(facts, '/history'),
    learn: (results: { history: { versionUuid: string }[] }, facts) => (facts.dashboardVersion = results.history[0]?.versionUuid ?? ''),
  },
  { operationId: 'GetDashboardVersion', path: (facts) => dashboard(facts, `/version/${facts.dashboardVersion}`) },
  { operationId: 'RollbackDashboard', path: (facts) => dashboard(facts, `/rollback/${facts.dashboardVersion}`) },
  { operationId: 'ListChartVersions', path: (facts) => `/api/v1/app/charts/${facts.chartUuid}/history` },
  {
    operationId: 'SaveDraft',
    path: (facts) => draft(facts, 'charts'),
    body: () => ({ document: { tableName: 'orders', metricQuery: ordersByStatus, chartConfig: { type: 'table' } }, version: null, baseVersion: 1 }),
  },
  { operationId: 'GetDraft', path: (facts) => draft(facts, 'charts'), learn: learnDraft },
  { operationId: 'DiscardDraft', path: (facts) => draft(facts, 'charts', `?version=${facts.draftVersion}`) },
  { operationId: 'SaveDraft', path: (facts) => draft(facts, 'dashboards'), body: () => ({ document: emptyDashboard, version: null, baseVersion: 1 }) },
  { operationId: 'GetDraft', path: (facts) => draft(facts, 'dashboards'), learn: learnDraft },
  {
    operationId: 'PublishDraft',
    path: (facts) => draft(facts, 'dashboards', '/publish'),
    body: (facts) => ({ version: facts.draftVersion, publishedVersion: Number(facts.publishedVersion) }),
  },
  { operationId: 'Search', path: (facts) => project(facts, 'search', '?q=type:chart orders') },
  { operationId: 'GetCatalogItem', path: (facts) => project(facts, 'catalog', `/items/${facts.catalogItemUuid}`) },
  { operationId: 'GetLineage', path: (facts) => project(facts, 'lineage', '?focus=field:orders_status') },
  { operationId: 'ListShareLinks', path: (facts) => project(facts, 'share-links') },
  { operationId: 'DeleteShareLink', path: (facts) => project(facts, 'share-links', '/AAAAAAAAAAAAAAAAAAAAAA') },
  { operationId: 'ListFavourites', path: (facts) => project(facts, 'favourites') },
  { operationId: 'OrderPins', path: ({ projectUuid }) => `/api/v1/app/pins/${projectUuid}`, body: () => ({ items: [] }) },
  { operationId: 'UpdateFavourite', path: (facts) => `/api/v1/app/favourites/things/${facts.dashboardUuid}`, body: () => ({ isFavourite: true }) },
  { operationId: 'ListMentionable', path: (facts) => dashboard(facts, '/mentionable') },
  { operationId: 'ListNotifications', path: () => '/api/v1/app/notifications' },
  { operationId: 'ReadAllNotifications', path: () => '/api/v1/app/notifications/read' },
  { operationId: 'GetNotificationSettings', path: () => '/api/v1/app/notifications/settings' },
  { operationId: 'UpdateNotificationSettings', path: () => '/api/v1/app/notifications/settings', body: () => ({ mailsMentions: true }) },
  { operationId: 'ExportContentFiles', path: (facts) => project(facts, 'content-files', '?kind=chart') },
  { operationId: 'ExportHashboardFiles', path: (facts) => project(facts, 'content-files', '/hashboard') },
  {
    operationId: 'PushContentFiles',
    path: (facts) => project(facts, 'content-files'),
    body: () => ({ files: [{ path: 'a.yml', text: 'kind: space\nslug: from-a-file\nname: From a file\nisPrivate: false\nversion: 1\n' }] }),
  },
  { operationId: 'ListContentAsOf', path: (facts) => project(facts, 'as-of', '?asOf=2020-01-01T00:00:00Z') },
  {
    operationId: 'RestoreContentAsOf',
    path: (facts) => `/api/v1/app/as-of/charts/${facts.chartUuid}/restore`,
    body: () => ({ asOf: new Date().toISOString() }),
  },
  { operationId: 'ListTrash', path: (facts) => project(facts, 'trash') },
  { operationId: 'GetContentImpact', path: (facts) => `/api/v1/app/impact/charts/${facts.chartUuid}` },
  { operationId: 'VerifyContent', path: (facts) => `/api/v1/app/verifications/${facts.chartUuid}` },
  { operationId: 'UnverifyContent', path: (facts) => `/api/v1/app/verifications/${facts.chartUuid}` },
  { operationId: 'GetValidationOverview', path: (facts) => project(facts, 'validation') },
  { operationId: 'ListModelNames', path: (facts) => project(facts, 'validation', '/names') },
  { operationId: 'DismissFindings', path: (facts) => project(facts, 'validation', '/dismiss'), body: () => ({ validationIds: [4711] }) },
  {
    operationId: 'RenameInContent',
    path: (facts) => project(facts, 'validation', '/rename'),
    body: () => ({ kind: 'field', from: 'orders_gone', to: 'orders_status', dryRun: true }),
  },
  { operationId: 'UndoRenameInContent', path: (facts) => project(facts, 'validation', `/renames/${facts.nothing}/undo`) },
  { operationId: 'CompileModels', path: (facts) => project(facts, 'compile') },
  { operationId: 'ListModels', path: (facts) => project(facts, 'models') },
  { operationId: 'ListModelProblems', path: (facts) => project(facts, 'problems') },
  { operationId: 'OpenModelFile', path: (facts) => project(facts, 'models', '/file?path=orders.yml') },
  { operationId: 'ValidateModels', path: (facts) => project(facts, 'models', '/validate'), body: () => model },
  {
    operationId: 'SampleModel',
    path: (facts) => project(facts, 'models', '/sample'),
    body: () => ({ path: 'orders.yml', text: 'models:\n  - name: orders\n    columns: [{name: status}]\n', model: 'orders' }),
  },
  { operationId: 'ListMetricChanges', path: (facts) => project(facts, 'models', '/metric-changes'), body: () => model },
  {
    operationId: 'CompareMetricValues',
    path: (facts) => project(facts, 'models', '/compare-values'),
    body: () => ({ path: 'extra.yml', text: 'models: []\n', explore: 'orders', metric: 'orders_order_count' }),
  },
  {
    operationId: 'RunChartOnDraft',
    path: (facts) => project(facts, 'models', `/charts/${facts.chartUuid}/results`),
    body: () => ({ path: 'extra.yml', text: 'models: []\n' }),
  },
  {
    operationId: 'ProposeModels',
    path: (facts) => project(facts, 'models', '/proposal'),
    body: () => ({ tables: ['visits'] }),
    learn: (results: { version: string }, facts) => (facts.proposalVersion = results.version),
  },
  {
    operationId: 'CreateModels',
    path: (facts) => project(facts, 'models'),
    body: (facts) => ({ tables: ['visits'], version: facts.proposalVersion }),
  },
  { operationId: 'ExportModels', path: (facts) => project(facts, 'models', '/export') },
  { operationId: 'DownloadModels', path: (facts) => project(facts, 'models', '/export/file') },
  {
    operationId: 'SaveModelFile',
    path: (facts) => project(facts, 'models', '/file'),
    body: () => ({ path: 'extra.yml', text: 'models: []\n', version: null }),
  },
  { operationId: 'RenameModelFile', path: (facts) => project(facts, 'models', '/rename'), body: () => ({ path: 'extra.yml', to: 'more.yml', dryRun: true }) },
  { operationId: 'PlanModelDeletion', path: (facts) => project(facts, 'models', '/deletion?path=extra.yml') },
  { operationId: 'DeleteModels', path: (facts) => project(facts, 'models', '/file?path=extra.yml') },
  {
    operationId: 'BeginUpload',
    path: (facts) => project(facts, 'uploads'),
    body: () => ({ fileName: 'rows.csv', size: 8 }),
    learn: (begun: { uploadUuid: string }, facts) => (facts.upload = begun.uploadUuid),
  },
  { operationId: 'SendUploadPart', takes: 'bytes', path: (facts) => project(facts, 'uploads', `/${facts.upload}?offset=0`), body: () => 'a,b\n1,2\n' },
  { operationId: 'PreviewUpload', path: (facts) => project(facts, 'uploads', `/${facts.upload}/preview`), body: () => ({ options: {}, types: {} }) },
  {
    operationId: 'CreateModelFromUpload',
    path: (facts) => project(facts, 'uploads', `/${facts.upload}/model`),
    body: () => ({ name: 'rows', label: 'Rows', options: {}, columns: [] }),
  },
  { operationId: 'ImportModels', path: (facts) => project(facts, 'uploads', `/${facts.upload}/import`), body: () => ({ folder: 'imported', dryRun: true }) },
  { operationId: 'SyncModels', takes: 'bytes', path: (facts) => project(facts, 'models', '/synced/synced?dryRun=true'), body: () => 'no archive' },
  { operationId: 'UndoModelSync', path: (facts) => project(facts, 'models', '/synced/synced/undo') },
  { operationId: 'PlanContentImport', path: (facts) => project(facts, 'content-import', `/${facts.upload}/plan`), body: () => ({}) },
  { operationId: 'ImportContent', path: (facts) => project(facts, 'content-import', `/${facts.upload}`), body: (facts) => ({ spaceUuid: facts.spaceUuid }) },
  { operationId: 'UndoContentImport', path: (facts) => project(facts, 'content-imports', `/${facts.nothing}/undo`) },
  { operationId: 'ListContentImports', path: (facts) => project(facts, 'content-imports') },
  { operationId: 'DiscardUpload', path: (facts) => project(facts, 'uploads', `/${facts.upload}`) },
  { operationId: 'PlanTableDeletion', path: (facts) => project(facts, 'tables', '/no_such_table/deletion') },
  { operationId: 'DeleteUploadedTable', path: (facts) => project(facts, 'tables', '/no_such_table') },
]

export const updateNotification: MatrixCase = {
  operationId: 'updateNotification',
  path: (facts) => `/api/v1/notifications/${facts.notificationUuid}`,
  body: () => ({ viewed: true }),
}

/** What brings a deleted chart back. */
export const trashCases: MatrixCase[] = [{ operationId: 'RestoreFromTrash', path: (facts) => `/api/v1/app/trash/things/${facts.copyUuid}/restore` }]

/** What the page of a group asks while the group is there. */
export const groupCases: MatrixCase[] = [
  { operationId: 'GetGroupGrants', path: (facts) => `/api/v1/app/groups/${facts.groupUuid}/grants` },
  { operationId: 'GetGroupLosses', path: (facts) => `/api/v1/app/groups/${facts.groupUuid}/losses` },
]
