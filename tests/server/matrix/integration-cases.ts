import type { AppFacts, MatrixCase } from './app-cases.ts'

const repository = (facts: AppFacts, rest = ''): string => `/api/v1/app/repositories/${facts.projectUuid}${rest}`
const project = (facts: AppFacts, rest: string): string => `/api/v1/projects/${facts.projectUuid}${rest}`
const writeBack = ({ projectUuid }: AppFacts): string => `/api/v1/app/write-back/${projectUuid}`
const nowhere = 'https://service.invalid'
const query = { exploreName: 'orders', dimensions: ['orders_status'], metrics: [], filters: {}, sorts: [], limit: 5, tableCalculations: [] }

/** Services that answer nobody, and a repository that is nowhere: who may ask is tested here, what comes of it elsewhere. */
export const integrationCases: MatrixCase[] = [
  { operationId: 'ListIntegrations', path: () => '/api/v1/app/integrations' },
  {
    operationId: 'ConnectGithub',
    as: 'session',
    path: () => '/api/v1/app/integrations/github',
    body: () => ({ method: 'token', url: nowhere, token: 'none' }),
  },
  {
    operationId: 'ConnectGoogle',
    as: 'session',
    path: () => '/api/v1/app/integrations/google',
    body: () => ({ url: nowhere, clientId: 'x', clientSecret: 'x' }),
  },
  { operationId: 'ConnectSlack', as: 'session', path: () => '/api/v1/app/integrations/slack', body: () => ({ url: nowhere, token: 'none' }) },
  { operationId: 'TestIntegration', as: 'session', path: () => '/api/v1/app/integrations/slack/test' },
  { operationId: 'DisconnectIntegration', as: 'session', path: () => '/api/v1/app/integrations/slack' },
  { operationId: 'GetGoogleAccount', path: () => '/api/v1/app/google-account' },
  { operationId: 'BeginGoogleLinking', as: 'session', path: () => '/api/v1/app/google-account', body: () => ({}) },
  { operationId: 'UnlinkGoogleAccount', as: 'session', path: () => '/api/v1/app/google-account' },
  { operationId: 'getAccessToken', path: () => '/api/v1/gdrive/get-access-token' },
  {
    operationId: 'uploadGsheet',
    path: () => '/api/v1/gdrive/upload-gsheet',
    body: (facts) => ({ projectUuid: facts.projectUuid, exploreId: 'orders', metricQuery: query, columnOrder: [], showTableNames: false }),
  },
  { operationId: 'getSlackChannels', path: () => '/api/v1/slack/channels' },
  { operationId: 'UpdateCustomSettings', path: () => '/api/v1/slack/custom-settings', body: () => ({ notificationChannel: null, appProfilePhotoUrl: null }) },
  { operationId: 'installGithubAppForOrganization', as: 'session', path: () => '/api/v1/github/install' },
  { operationId: 'uninstallGithubAppForOrganization', as: 'session', path: () => '/api/v1/github/uninstall' },
  { operationId: 'getGithubListRepositories', as: 'session', path: () => '/api/v1/github/repos/list' },
  {
    operationId: 'SetProjectRepository',
    path: (facts) => repository(facts),
    body: () => ({ provider: 'git', remote: '/nowhere/models.git', branch: 'main', folder: '', readsModels: false, username: null, knownHosts: null }),
  },
  { operationId: 'GetProjectRepository', path: (facts) => repository(facts) },
  {
    operationId: 'CommitModels',
    path: (facts) => repository(facts, '/commits'),
    body: () => ({ files: [{ path: 'orders.yml', text: 'models: []\n' }], message: 'Matrix', branch: null, from: null }),
  },
  { operationId: 'GetConfiguration', path: (facts) => project(facts, '/git-integration') },
  {
    operationId: 'CreatePullRequestForCustomMetrics',
    path: (facts) => project(facts, '/git-integration/pull-requests/custom-metrics'),
    body: () => ({ customMetrics: ['orders_nothing'], quoteChar: '"' }),
  },
  { operationId: 'CreatePullRequestForChartFields', path: (facts) => project(facts, `/git-integration/pull-requests/chart/${facts.chartUuid}/fields`) },
  { operationId: 'RemoveProjectRepository', path: (facts) => repository(facts) },
  { operationId: 'GetWriteBack', path: writeBack },
  {
    operationId: 'WriteBackMetrics',
    path: writeBack,
    body: () => ({ metrics: [{ table: 'orders', name: 'of_the_matrix', type: 'max', sql: '${TABLE}.order_id' }] }),
  },
]
