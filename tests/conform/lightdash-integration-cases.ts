import { type ApiClient } from '../harness/api-client.ts'
import { githubStub } from '../harness/services/github.ts'
import { googleStub } from '../harness/services/google.ts'
import { slackStub } from '../harness/services/slack.ts'
import { startStubs, type StubServer } from '../harness/services/stub-server.ts'
import type { Case } from './check-door.ts'

/** What the cases of services read and learn. */
type IntegrationFacts = { projectUuid: string; chartWithMetric: string }

const metric = { table: 'orders', name: 'conform_metric', type: 'count', sql: '${TABLE}.order_id', baseDimensionName: 'order_id' }
const query = { exploreName: 'orders', dimensions: ['orders_status'], filters: {}, sorts: [], limit: 100, tableCalculations: [] }
const inProject = ({ projectUuid }: IntegrationFacts, rest: string): string => `/api/v1/projects/${projectUuid}${rest}`

/** GitHub, Google and Slack, which are connected before (`connectServices`); the app is gone at the end. */
export const integrationCases: Case<IntegrationFacts>[] = [
  {
    operationId: 'CreateSavedChart',
    path: (facts) => inProject(facts, '/saved'),
    body: () => ({
      name: 'Chart with a metric',
      tableName: 'orders',
      metricQuery: { ...query, metrics: ['orders_conform_metric'], additionalMetrics: [metric] },
      chartConfig: { type: 'table' },
      tableConfig: { columnOrder: [] },
    }),
    learn: ({ uuid }: { uuid: string }, facts) => (facts.chartWithMetric = uuid),
  },
  { operationId: 'installGithubAppForOrganization', as: 'session', path: () => '/api/v1/github/install' },
  { operationId: 'githubOauthCallback', as: 'nobody', path: () => '/api/v1/github/oauth/callback' },
  { operationId: 'getGithubListRepositories', as: 'session', path: () => '/api/v1/github/repos/list' },
  { operationId: 'GetConfiguration', path: (facts) => inProject(facts, '/git-integration') },
  {
    operationId: 'CreatePullRequestForCustomMetrics',
    path: (facts) => inProject(facts, '/git-integration/pull-requests/custom-metrics'),
    body: () => ({ customMetrics: ['orders_conform_metric'], quoteChar: '"' }),
  },
  {
    operationId: 'CreatePullRequestForChartFields',
    path: (facts) => inProject(facts, `/git-integration/pull-requests/chart/${facts.chartWithMetric}/fields`),
  },
  {
    operationId: 'uploadGsheet',
    path: () => '/api/v1/gdrive/upload-gsheet',
    body: ({ projectUuid }) => ({
      projectUuid,
      exploreId: 'orders',
      metricQuery: { ...query, metrics: ['orders_order_count'] },
      columnOrder: ['orders_status'],
      showTableNames: true,
    }),
  },
  { operationId: 'getAccessToken', path: () => '/api/v1/gdrive/get-access-token' },
  { operationId: 'getSlackChannels', path: () => '/api/v1/slack/channels?search=gen' },
  {
    operationId: 'UpdateCustomSettings',
    path: () => '/api/v1/slack/custom-settings',
    body: ({ projectUuid }) => ({
      notificationChannel: 'C0',
      appProfilePhotoUrl: null,
      slackChannelProjectMappings: [{ projectUuid, slackChannelId: 'C1' }],
    }),
  },
  { operationId: 'uninstallGithubAppForOrganization', as: 'session', path: () => '/api/v1/github/uninstall' },
]

/** Starts the services on loopback and connects the organization of `admin`, who is signed in, and the demo project. */
export async function connectServices(admin: ApiClient): Promise<StubServer> {
  const [{ projectUuid }] = await admin.results<[{ projectUuid: string }]>('GET', '/api/v1/org/projects')
  const { models } = await admin.results<{ models: { name: string; file: string }[] }>('GET', `/api/v1/app/models/${projectUuid}`)
  const file = models.find(({ name }) => name === 'orders')?.file ?? ''
  const { text } = await admin.results<{ text: string }>('GET', `/api/v1/app/models/${projectUuid}/file?path=${encodeURIComponent(file)}`)
  const [github, google, slack] = [githubStub({ [file]: text }), googleStub(), slackStub()]
  const stubs = await startStubs({ github: github.stub, google: google.stub, slack: slack.stub })
  const { appId, privateKey } = github
  await admin.results('PUT', '/api/v1/app/integrations/github', { method: 'app', url: `${stubs.url}/github`, appId, privateKey, clientId: null })
  await admin.results('PUT', '/api/v1/app/integrations/slack', { url: `${stubs.url}/slack/api`, token: slack.token })
  await admin.results('PUT', '/api/v1/app/integrations/google', { url: `${stubs.url}/google`, clientId: google.clientId, clientSecret: google.clientSecret })
  const left = new URL((await admin.get('/api/v1/github/install')).headers.get('location') ?? '')
  await admin.get(`/api/v1/github/oauth/callback?state=${left.searchParams.get('state')}&installation_id=${github.installationId}`)
  const { url } = await admin.results<{ url: string }>('POST', '/api/v1/app/google-account', {})
  const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '')
  await admin.get(back.pathname + back.search)
  const repository = { provider: 'github', remote: 'shop/models', branch: 'main', folder: '', readsModels: false, username: null, knownHosts: null }
  await admin.results('PUT', `/api/v1/app/repositories/${projectUuid}`, repository)
  return stubs
}
