import type { Case } from './check-door.ts'
import { accessCases } from './lightdash-access-cases.ts'
import { commentCases } from './lightdash-comment-cases.ts'
import { pinCases } from './lightdash-pin-cases.ts'
import { catalogCases, type CatalogFacts } from './lightdash-catalog-cases.ts'

type Named = { uuid: string }

/** What the cases learn on their way. */
export type LightdashFacts = {
  adminEmail: string
  adminPassword: string
  projectUuid: string
  userUuid: string
  tokenUuid: string
  spaceUuid: string
  chartUuid: string
  copyUuid: string
  versionUuid: string
  dashboardUuid: string
  tileUuid: string
  jobId: string
  downloadPath: string
  spareSpaceUuid: string
  spareDashboardUuid: string
  groupUuid: string
  attributeUuid: string
  credentialsUuid: string
  spareProjectUuid: string
  sqlJobId: string
  resultsPath: string
  sqlChartUuid: string
  pinnedListUuid: string
  /** A compiled explore as a client would send it: JSON. */
  explore: string
  validationJobId: string
  validationId: string
  commentUuid: string
  notificationUuid: string
  shareId: string
} & CatalogFacts

const inProject = (facts: LightdashFacts, rest = ''): string => `/api/v1/projects/${facts.projectUuid}${rest}`

export const ordersByStatus = {
  exploreName: 'orders',
  dimensions: ['orders_status'],
  metrics: ['orders_order_count'],
  filters: {},
  sorts: [{ fieldId: 'orders_order_count', descending: true }],
  limit: 100,
  tableCalculations: [],
}

const chart = (name: string): object => ({
  name,
  description: 'Orders by status',
  tableName: 'orders',
  metricQuery: ordersByStatus,
  chartConfig: {
    type: 'cartesian',
    config: {
      layout: { xField: 'orders_status', yField: ['orders_order_count'], flipAxes: false },
      eChartsConfig: { series: [{ type: 'bar', encode: { xRef: { field: 'orders_status' }, yRef: { field: 'orders_order_count' } } }] },
    },
  },
  tableConfig: { columnOrder: ['orders_status', 'orders_order_count'] },
})

const dashboard = (facts: LightdashFacts, name: string): object => ({
  name,
  tiles: [
    { uuid: facts.tileUuid, type: 'saved_chart', x: 0, y: 0, w: 18, h: 6, properties: { savedChartUuid: facts.chartUuid } },
    { type: 'markdown', x: 18, y: 0, w: 18, h: 6, properties: { title: 'Note', content: 'Hello *there*' } },
  ],
  filters: { dimensions: [], metrics: [], tableCalculations: [] },
  tabs: [],
  spaceUuid: facts.spaceUuid,
})

const sqlByStatus = 'select status, count(*) as orders from orders group by status'

const sqlChart = (facts: LightdashFacts, name: string): object => ({
  name,
  description: 'Orders by status, by hand',
  sql: sqlByStatus,
  limit: 100,
  spaceUuid: facts.spaceUuid,
  config: {
    metadata: { version: 1 },
    type: 'vertical_bar',
    fieldConfig: { x: { reference: 'status', type: 'category' }, y: [{ reference: 'orders', aggregation: 'sum' }], groupBy: [] },
    display: {},
  },
})

const spareProject = {
  name: 'Conform spare',
  type: 'PREVIEW',
  dbtVersion: 'v1.8',
  dbtConnection: { type: 'none' },
  warehouseConnection: { type: 'postgres', host: 'embedded', port: 0, dbname: 'main', schema: 'main' },
}

/** In the order in which they are called: what a case makes, the next ones use; deletions come last. */
export const lightdashCases: Case<LightdashFacts>[] = [
  { operationId: 'Livez', as: 'nobody', path: () => '/api/v1/livez' },
  { operationId: 'GetHealth', as: 'nobody', path: () => '/api/v1/health' },
  { operationId: 'GetFlash', as: 'nobody', path: () => '/api/v1/flash' },
  { operationId: 'getLoginOptions', as: 'nobody', path: () => '/api/v1/user/login-options?email=a@b.example' },
  { operationId: 'Login', as: 'nobody', path: () => '/api/v1/login', body: (facts) => ({ email: facts.adminEmail, password: facts.adminPassword }) },
  {
    operationId: 'GetAuthenticatedUser',
    path: () => '/api/v1/user',
    learn: (user: { userUuid: string }, facts) => (facts.userUuid = user.userUuid),
  },
  { operationId: 'UpdateUser', as: 'session', path: () => '/api/v1/user/me', body: () => ({ firstName: 'Ada', lastName: 'Admin' }) },
  { operationId: 'HasPassword', as: 'session', path: () => '/api/v1/user/password' },
  { operationId: 'GetMyOrganization', path: () => '/api/v1/org' },
  { operationId: 'UpdateMyOrganization', as: 'session', path: () => '/api/v1/org', body: () => ({ name: 'Conform Ltd' }) },
  { operationId: 'ListOrganizationMembers', path: () => '/api/v1/org/users?page=1.000000&pageSize=10.000000' },
  { operationId: 'GetOrganizationMemberByUuid', path: (facts) => `/api/v1/org/users/${facts.userUuid}` },
  { operationId: 'UpdateOrganizationMember', path: (facts) => `/api/v1/org/users/${facts.userUuid}`, body: () => ({ role: 'admin' }) },
  {
    operationId: 'CreatePersonalAccessToken',
    as: 'session',
    path: () => '/api/v1/user/me/personal-access-tokens',
    body: () => ({ description: 'conform', expiresAt: '2031-01-01T00:00:00.000Z' }),
    learn: (token: Named, facts) => (facts.tokenUuid = token.uuid),
  },
  { operationId: 'ListPersonalAccessTokens', as: 'session', path: () => '/api/v1/user/me/personal-access-tokens' },
  {
    operationId: 'ListOrganizationProjects',
    path: () => '/api/v1/org/projects/',
    learn: (projects: { projectUuid: string }[], facts) => (facts.projectUuid = projects[0]?.projectUuid ?? ''),
  },
  {
    operationId: 'GetProject',
    path: (facts) => inProject(facts),
    learn: (project: { pinnedListUuid: string }, facts) => (facts.pinnedListUuid = project.pinnedListUuid),
  },
  { operationId: 'GetExplores', path: (facts) => inProject(facts, '/explores?filtered=true') },
  {
    operationId: 'GetExplore',
    path: (facts) => inProject(facts, '/explores/orders'),
    learn: (explore: object, facts) => (facts.explore = JSON.stringify(explore)),
  },
  { operationId: 'CompileQuery', path: (facts) => inProject(facts, '/explores/orders/compileQuery'), body: () => ordersByStatus },
  { operationId: 'RunMetricQuery', path: (facts) => inProject(facts, '/explores/orders/runQuery'), body: () => ordersByStatus },
  {
    operationId: 'postRunUnderlyingDataQuery',
    path: (facts) => inProject(facts, '/explores/orders/runUnderlyingDataQuery'),
    body: () => ({ ...ordersByStatus, metrics: [], sorts: [], dimensions: ['orders_order_id', 'orders_status'] }),
  },
  {
    operationId: 'CalculateTotalFromQuery',
    path: (facts) => inProject(facts, '/calculate-total'),
    body: () => ({ explore: 'orders', metricQuery: ordersByStatus }),
  },
  {
    operationId: 'SearchFieldValues',
    path: (facts) => inProject(facts, '/field/orders_status/search'),
    body: () => ({ table: 'orders', search: 'e', limit: 10 }),
  },
  { operationId: 'RunSqlQuery', path: (facts) => inProject(facts, '/sqlQuery'), body: () => ({ sql: 'select count(*) as orders from orders' }) },
  { operationId: 'SqlRunnerTables', path: (facts) => inProject(facts, '/sqlRunner/tables') },
  { operationId: 'SqlRunnerFields', path: (facts) => inProject(facts, '/sqlRunner/fields?tableName=orders&schemaName=main') },
  { operationId: 'RefreshSqlCatalog', path: (facts) => inProject(facts, '/sqlRunner/refresh-catalog') },
  {
    operationId: 'SqlRunnerRun',
    path: (facts) => inProject(facts, '/sqlRunner/run'),
    body: () => ({ sql: sqlByStatus, limit: 10 }),
    learn: (job: { jobId: string }, facts) => (facts.sqlJobId = job.jobId),
  },
  {
    operationId: 'SqlRunnerPivot',
    path: (facts) => inProject(facts, '/sqlRunner/runPivotQuery'),
    body: () => ({
      sql: sqlByStatus,
      indexColumn: { reference: 'status', type: 'category' },
      valuesColumns: [{ reference: 'orders', aggregation: 'sum' }],
      groupByColumns: [],
      sortBy: [{ reference: 'status', direction: 'DESC' }],
    }),
  },
  { operationId: 'DownloadSqlCsv', path: (facts) => inProject(facts, '/sqlRunner/downloadCsv'), body: () => ({ sql: sqlByStatus, customLabels: {} }) },
  {
    operationId: 'CreateVirtualView',
    path: (facts) => inProject(facts, '/sqlRunner/virtual-view'),
    body: () => ({ name: 'Conform view', sql: sqlByStatus, columns: [{ reference: 'status', type: 'string' }] }),
  },
  {
    operationId: 'UpdateVirtualView',
    path: (facts) => inProject(facts, '/sqlRunner/virtual-view/conform_view'),
    body: () => ({ name: 'Conform view', sql: sqlByStatus, columns: [] }),
  },
  { operationId: 'DeleteVirtualView', path: (facts) => inProject(facts, '/sqlRunner/virtual-view/conform_view') },
  { operationId: 'GetTablesConfiguration', path: (facts) => inProject(facts, '/tablesConfiguration') },
  {
    operationId: 'UpdateTablesConfiguration',
    path: (facts) => inProject(facts, '/tablesConfiguration'),
    body: () => ({ tableSelection: { type: 'ALL', value: null } }),
  },
  ...catalogCases,
  { operationId: 'GetProjectCatalog', path: (facts) => inProject(facts, '/catalog') },
  { operationId: 'RefreshProject', path: (facts) => inProject(facts, '/refresh'), learn: (job: { jobUuid: string }, facts) => (facts.jobId = job.jobUuid) },
  { operationId: 'GetJob', path: (facts) => `/api/v1/jobs/${facts.jobId}` },
  {
    operationId: 'CreateSpaceInProject',
    path: (facts) => inProject(facts, '/spaces'),
    body: () => ({ name: 'Conform', isPrivate: false }),
    learn: (space: Named, facts) => (facts.spaceUuid = space.uuid),
  },
  { operationId: 'ListSpacesInProject', path: (facts) => inProject(facts, '/spaces') },
  { operationId: 'GetSpace', path: (facts) => inProject(facts, `/spaces/${facts.spaceUuid}`) },
  { operationId: 'UpdateSpace', path: (facts) => inProject(facts, `/spaces/${facts.spaceUuid}`), body: () => ({ name: 'Conform space', isPrivate: true }) },
  {
    operationId: 'AddSpaceUserAccess',
    path: (facts) => inProject(facts, `/spaces/${facts.spaceUuid}/share`),
    body: (facts) => ({ userUuid: facts.userUuid, spaceRole: 'admin' }),
  },
  ...accessCases,
  {
    operationId: 'CreateSavedChart',
    path: (facts) => inProject(facts, '/saved'),
    body: (facts) => ({ ...chart('Conform chart'), spaceUuid: facts.spaceUuid }),
    learn: (saved: Named, facts) => (facts.chartUuid = saved.uuid),
  },
  {
    operationId: 'CreateSavedChart',
    path: (facts) => inProject(facts, `/saved?duplicateFrom=${facts.chartUuid}`),
    body: () => ({ chartName: 'Conform copy', chartDesc: 'A copy' }),
    learn: (saved: Named, facts) => (facts.copyUuid = saved.uuid),
  },
  // Without any explore everything is broken. The job is read when other cases gave it time.
  {
    operationId: 'ValidateProject',
    path: (facts) => inProject(facts, '/validate'),
    body: () => ({ explores: [], validationTargets: ['charts', 'dashboards', 'tables'] }),
    learn: (job: { jobId: string }, facts) => (facts.validationJobId = job.jobId),
  },
  { operationId: 'GetSavedChart', path: (facts) => `/api/v1/saved/${facts.chartUuid}` },
  { operationId: 'UpdateSavedChart', path: (facts) => `/api/v1/saved/${facts.chartUuid}`, body: () => ({ name: 'Conform chart, renamed' }) },
  { operationId: 'CreateSavedChartVersion', path: (facts) => `/api/v1/saved/${facts.chartUuid}/version`, body: () => chart('Conform chart') },
  {
    operationId: 'UpdateSavedCharts',
    path: (facts) => inProject(facts, '/saved'),
    body: (facts) => [{ uuid: facts.chartUuid, name: 'Conform chart', spaceUuid: facts.spaceUuid }],
  },
  { operationId: 'GetSavedChartViews', path: (facts) => `/api/v1/saved/${facts.chartUuid}/views` },
  { operationId: 'GetSavedChartFilters', path: (facts) => `/api/v1/saved/${facts.chartUuid}/availableFilters` },
  {
    operationId: 'GetChartHistory',
    path: (facts) => `/api/v1/saved/${facts.chartUuid}/history`,
    learn: (results: { history: { versionUuid: string }[] }, facts) => (facts.versionUuid = results.history[0]?.versionUuid ?? ''),
  },
  { operationId: 'GetChartVersion', path: (facts) => `/api/v1/saved/${facts.chartUuid}/version/${facts.versionUuid}` },
  { operationId: 'getChartVersionResults', path: (facts) => `/api/v1/saved/${facts.chartUuid}/version/${facts.versionUuid}/results`, body: () => ({}) },
  { operationId: 'postChartVersionRollback', path: (facts) => `/api/v1/saved/${facts.chartUuid}/rollback/${facts.versionUuid}` },
  { operationId: 'PostChartResults', path: (facts) => `/api/v1/saved/${facts.chartUuid}/results`, body: () => ({}) },
  {
    operationId: 'CalculateTotalFromSavedChart',
    path: (facts) => `/api/v1/saved/${facts.chartUuid}/calculate-total`,
    body: () => ({ dashboardFilters: { dimensions: [], metrics: [], tableCalculations: [] }, invalidateCache: false }),
  },
  { operationId: 'ListChartsInProject', path: (facts) => inProject(facts, '/charts') },
  { operationId: 'ListChartSummariesInProject', path: (facts) => inProject(facts, '/chart-summaries') },
  { operationId: 'HasSavedCharts', path: (facts) => inProject(facts, '/hasSavedCharts') },
  {
    operationId: 'CreateSqlChart',
    path: (facts) => inProject(facts, '/sqlRunner/saved'),
    body: (facts) => sqlChart(facts, 'Conform SQL chart'),
    learn: (saved: { savedSqlUuid: string }, facts) => (facts.sqlChartUuid = saved.savedSqlUuid),
  },
  { operationId: 'GetSqlChart', path: (facts) => inProject(facts, `/sqlRunner/saved/${facts.sqlChartUuid}`) },
  {
    operationId: 'UpdateSqlChart',
    path: (facts) => inProject(facts, `/sqlRunner/saved/${facts.sqlChartUuid}`),
    body: (facts) => ({
      unversionedData: { name: 'Conform SQL chart 2', description: null, spaceUuid: facts.spaceUuid },
      versionedData: { sql: `${sqlByStatus} -- all`, limit: 50, config: { metadata: { version: 1 }, type: 'table', columns: {} } },
    }),
  },
  {
    operationId: 'DownloadCsvFromExplore',
    path: (facts) => inProject(facts, '/explores/orders/downloadCsv'),
    body: () => ({ ...ordersByStatus, onlyRaw: false, csvLimit: null, showTableNames: false, customLabels: {}, columnOrder: [] }),
    learn: (job: { jobId: string }, facts) => (facts.jobId = job.jobId),
  },
  {
    operationId: 'DownloadCsvFromSavedChart',
    path: (facts) => `/api/v1/saved/${facts.chartUuid}/downloadCsv`,
    body: () => ({ onlyRaw: true, csvLimit: 10, dashboardFilters: null }),
  },
  { operationId: 'getSchedulerJobStatus', path: (facts) => `/api/v1/schedulers/job/${facts.jobId}/status` },
  {
    operationId: 'createDashboard',
    path: (facts) => inProject(facts, '/dashboards'),
    body: (facts) => dashboard(facts, 'Conform dashboard'),
    learn: (saved: Named, facts) => (facts.dashboardUuid = saved.uuid),
  },
  {
    operationId: 'createDashboard',
    path: (facts) => inProject(facts, `/dashboards?duplicateFrom=${facts.dashboardUuid}`),
    body: () => ({ dashboardName: 'Conform dashboard copy', dashboardDesc: '' }),
    learn: (saved: Named, facts) => (facts.spareDashboardUuid = saved.uuid),
  },
  { operationId: 'getDashboards', path: (facts) => inProject(facts, `/dashboards?chartUuid=${facts.chartUuid}&includePrivate=true`) },
  { operationId: 'GetDashboard', path: (facts) => `/api/v1/dashboards/${facts.dashboardUuid}` },
  {
    operationId: 'UpdateDashboard',
    path: (facts) => `/api/v1/dashboards/${facts.dashboardUuid}`,
    body: (facts) => ({ ...dashboard(facts, 'Conform dashboard'), description: 'Two tiles' }),
  },
  {
    operationId: 'updateDashboards',
    path: (facts) => inProject(facts, '/dashboards'),
    body: (facts) => [{ uuid: facts.dashboardUuid, name: 'Conform dashboard', spaceUuid: facts.spaceUuid }],
  },
  { operationId: 'GetDashboardViews', path: (facts) => `/api/v1/dashboards/${facts.dashboardUuid}/views` },
  {
    operationId: 'GetDashboardAvailableFilters',
    path: () => '/api/v1/dashboards/availableFilters',
    body: (facts) => [{ tileUuid: facts.tileUuid, savedChartUuid: facts.chartUuid }],
  },
  {
    operationId: 'PostDashboardTile',
    path: (facts) => `/api/v1/saved/${facts.chartUuid}/chart-and-results`,
    body: (facts) => ({
      dashboardUuid: facts.dashboardUuid,
      tileUuid: facts.tileUuid,
      dashboardFilters: { dimensions: [], metrics: [], tableCalculations: [] },
      dashboardSorts: [],
    }),
  },
  ...pinCases,
  { operationId: 'GetUserActivity', path: (facts) => `/api/v1/analytics/user-activity/${facts.projectUuid}` },
  { operationId: 'GetDbtExposures', path: (facts) => inProject(facts, '/dbt-exposures') },
  { operationId: 'getCustomMetrics', path: (facts) => inProject(facts, '/custom-metrics') },
  { operationId: 'SearchProject', path: (facts) => inProject(facts, '/search/ord') },
  ...commentCases,
  {
    operationId: 'CreateShareUrl',
    path: () => '/api/v1/share',
    // A name is given to any page here; whether it is there is seen when it is opened.
    body: () => ({ path: '/p/shop/explore/orders', params: '?state=x' }),
    learn: (link: { nanoid: string }, facts) => (facts.shareId = link.nanoid),
  },
  { operationId: 'getShareUrl', path: (facts) => `/api/v1/share/${facts.shareId}` },
  { operationId: 'GetMostPopular', path: (facts) => inProject(facts, '/most-popular-and-recently-updated') },
  { operationId: 'ListContent', path: (facts) => `/api/v2/content?projectUuids=${facts.projectUuid}&contentTypes=chart&pageSize=5&page=1` },
  {
    operationId: 'CreateProject',
    path: () => '/api/v1/org/projects',
    body: (facts) => ({ ...spareProject, upstreamProjectUuid: facts.projectUuid }),
    learn: ({ project }: { project: { projectUuid: string } }, facts) => (facts.spareProjectUuid = project.projectUuid),
  },
  {
    operationId: 'updateProjectMetadata',
    path: (facts) => inProject(facts, '/metadata'),
    body: (facts) => ({ upstreamProjectUuid: facts.spareProjectUuid }),
  },
  { operationId: 'promoteChartDiff', path: (facts) => `/api/v1/saved/${facts.chartUuid}/promoteDiff` },
  { operationId: 'promoteChart', path: (facts) => `/api/v1/saved/${facts.chartUuid}/promote`, body: () => ({}) },
  { operationId: 'promoteDashboardDiff', path: (facts) => `/api/v1/dashboards/${facts.dashboardUuid}/promoteDiff` },
  { operationId: 'promoteDashboard', path: (facts) => `/api/v1/dashboards/${facts.dashboardUuid}/promote`, body: () => ({}) },
  { operationId: 'createPreview', path: (facts) => inProject(facts, '/createPreview'), body: () => ({ name: 'Conform preview', copyContent: true }) },
  { operationId: 'CreatePrecompiledProject', path: () => '/api/v1/org/projects/precompiled', body: () => spareProject },
  { operationId: 'UpdateProject', path: (facts) => `/api/v1/projects/${facts.spareProjectUuid}`, body: () => ({ ...spareProject, name: 'Conform preview' }) },
  { operationId: 'updateProjectMetadata', path: (facts) => `/api/v1/projects/${facts.spareProjectUuid}/metadata`, body: () => ({ upstreamProjectUuid: null }) },
  {
    operationId: 'updateSchedulerSettings',
    path: (facts) => `/api/v1/projects/${facts.spareProjectUuid}/schedulerSettings`,
    body: () => ({ schedulerTimezone: 'Europe/Berlin' }),
  },
  { operationId: 'SetExplores', path: (facts) => `/api/v1/projects/${facts.spareProjectUuid}/explores`, body: (facts) => [JSON.parse(facts.explore)] },
  {
    operationId: 'updateProjectSemanticLayerConnection',
    path: (facts) => `/api/v1/projects/${facts.spareProjectUuid}/semantic-layer-connection`,
    body: () => ({ type: 'DBT', domain: 'https://semantic.example', environmentId: '7', token: 'kept secret' }),
  },
  { operationId: 'deleteProjectSemanticLayerConnection', path: (facts) => `/api/v1/projects/${facts.spareProjectUuid}/semantic-layer-connection` },
  { operationId: 'DeleteProject', path: (facts) => `/api/v1/org/projects/${facts.spareProjectUuid}` },
  { operationId: 'getWarehouseCredentials', as: 'session', path: () => '/api/v1/user/warehouseCredentials' },
  {
    operationId: 'createWarehouseCredentials',
    as: 'session',
    path: () => '/api/v1/user/warehouseCredentials',
    body: () => ({ name: 'Conform', credentials: { type: 'snowflake', user: 'ada', password: 'kept secret' } }),
    learn: (credentials: Named, facts) => (facts.credentialsUuid = credentials.uuid),
  },
  {
    operationId: 'updateWarehouseCredentials',
    as: 'session',
    path: (facts) => `/api/v1/user/warehouseCredentials/${facts.credentialsUuid}`,
    body: () => ({ name: 'Conform', credentials: { type: 'snowflake', user: 'bob', password: '' } }),
  },
  { operationId: 'updateUserWarehouseCredentialsPreference', path: (facts) => inProject(facts, `/user-credentials/${facts.credentialsUuid}`) },
  { operationId: 'getUserWarehouseCredentialsPreference', path: (facts) => inProject(facts, '/user-credentials') },
  { operationId: 'deleteWarehouseCredentials', as: 'session', path: (facts) => `/api/v1/user/warehouseCredentials/${facts.credentialsUuid}` },
  {
    operationId: 'getCsvUrl',
    path: (facts) => `/api/v1/csv/${facts.jobId}`,
    learn: (csv: { url: string }, facts) => (facts.downloadPath = new URL(csv.url).pathname),
  },
  {
    operationId: 'getSchedulerJobStatus',
    path: (facts) => `/api/v1/schedulers/job/${facts.sqlJobId}/status`,
    learn: ({ details }: { details: { fileUrl: string } }, facts) => (facts.resultsPath = new URL(details.fileUrl).pathname),
  },
  { operationId: 'SqlRunnerResults', path: (facts) => facts.resultsPath },
  { operationId: 'ExportDashboardCsv', path: (facts) => `/api/v1/dashboards/${facts.dashboardUuid}/exportCsv`, body: () => ({}) },
  { operationId: 'DeleteSqlChart', path: (facts) => inProject(facts, `/sqlRunner/saved/${facts.sqlChartUuid}`) },
  { operationId: 'createSshKeyPair', as: 'session', path: () => '/api/v1/ssh/key-pairs' },
  {
    operationId: 'GetLatestValidationResults',
    path: (facts) => inProject(facts, `/validate?jobId=${facts.validationJobId}&fromSettings=true`),
    learn: (findings: { validationId: number }[], facts) => (facts.validationId = String(findings[0]?.validationId ?? 0)),
  },
  { operationId: 'DeleteValidationDismiss', path: (facts) => inProject(facts, `/validate/${facts.validationId}`) },
  { operationId: 'DownloadCsvFile', as: 'nobody', path: (facts) => facts.downloadPath },
  { operationId: 'DeleteDashboard', path: (facts) => `/api/v1/dashboards/${facts.spareDashboardUuid}` },
  { operationId: 'DeleteSavedChart', path: (facts) => `/api/v1/saved/${facts.copyUuid}` },
  { operationId: 'RevokeSpaceAccessForUser', path: (facts) => inProject(facts, `/spaces/${facts.spaceUuid}/share/${facts.userUuid}`) },
  { operationId: 'DeleteSpace', path: (facts) => inProject(facts, `/spaces/${facts.spaceUuid}`) },
  {
    operationId: 'Rotate personal access token',
    as: 'session',
    path: (facts) => `/api/v1/user/me/personal-access-tokens/${facts.tokenUuid}/rotate`,
    body: () => ({ expiresAt: '2031-06-01T00:00:00.000Z' }),
  },
  { operationId: 'DeletePersonalAccessToken', as: 'session', path: (facts) => `/api/v1/user/me/personal-access-tokens/${facts.tokenUuid}` },
  {
    operationId: 'UpdatePassword',
    as: 'session',
    path: () => '/api/v1/user/password',
    body: (facts) => ({ password: facts.adminPassword, newPassword: 'another horse 8 battery' }),
    learn: (_results: unknown, facts) => (facts.adminPassword = 'another horse 8 battery'),
  },
  { operationId: 'Logout', as: 'session', path: () => '/api/v1/logout' },
]
