import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { githubStub, type GithubStub } from '../harness/services/github.ts'
import { fileScope, googleStub, type GoogleStub } from '../harness/services/google.ts'
import { slackStub, type SlackStub } from '../harness/services/slack.ts'
import { startStubs, type StubServer } from '../harness/services/stub-server.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** GitHub, Google and Slack, against services on loopback that check what they are asked. */

const orders = `# Kept by the data team
models:
  - name: orders
    meta: {primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - name: amount   # in euros
      - {name: status}
`

let house: WithPeople
let stubs: StubServer
let github: GithubStub
let google: GoogleStub
let slack: SlackStub
let admin: ApiClient

beforeAll(async () => {
  github = githubStub({ 'analytics/orders.yml': orders, 'README.md': 'Shop\n' })
  google = googleStub()
  slack = slackStub()
  stubs = await startStubs({ github: github.stub, google: google.stub, slack: slack.stub })
  house = await startWithPeople({
    files: { 'orders.yml': orders },
    statements: ["CREATE TABLE orders AS SELECT range AS order_id, range * 2 AS amount, ['new', 'paid', '=1+1'][range % 3 + 1] AS status FROM range(25000)"],
    env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' },
  })
  admin = house.signedIn.admin
  await admin.results('POST', project('/spaces'), { name: 'Shop', isPrivate: false, access: [] })
})
afterAll(async () => {
  await house.stop()
  await stubs.close()
})

const githubUrl = (): string => `${stubs.url}/github`
const appSettings = (change: object = {}): object => ({
  method: 'app',
  url: githubUrl(),
  appId: github.appId,
  privateKey: github.privateKey,
  clientId: null,
  ...change,
})
const connect = (kind: string, body: object): Promise<unknown> => admin.results('PUT', `/api/v1/app/integrations/${kind}`, body)
const project = (rest: string): string => `/api/v1/projects/${house.projectUuid}${rest}`
const locationOf = (answer: { headers: Headers }): URL => new URL(answer.headers.get('location') ?? '', house.url)
const nameOf = (answer: { body: unknown }): string => (answer.body as { error: { name: string } }).error.name

/** Leaves for GitHub; answers the state that comes back. */
async function leave(client: ApiClient): Promise<string> {
  const answer = await client.get('/api/v1/github/install')
  expect(answer.status).toBe(302)
  expect(locationOf(answer).href).toContain(`${githubUrl()}/github-apps/shop-atrium/installations/new?state=`)
  return locationOf(answer).searchParams.get('state') ?? ''
}

const comeBack = (client: ApiClient, query: Record<string, string>) => client.get(`/api/v1/github/oauth/callback?${new URLSearchParams(query)}`)

describe('GitHub as an app', () => {
  beforeEach(async () => {
    github.isInstalled = true
    await connect('github', appSettings())
  })

  it('is installed by a state that works once, in the session it left with', async () => {
    const state = await leave(admin)
    const query = { state, installation_id: '77', setup_action: 'install' }
    expect((await comeBack(house.signedIn.developer, query)).status).toBe(401)
    // Whoever tried in another session has used it up.
    expect((await comeBack(admin, query)).status).toBe(401)
    const back = await comeBack(admin, { ...query, state: await leave(admin) })
    expect([back.status, locationOf(back).pathname]).toEqual([302, '/settings/integrations'])
    expect(await admin.results('GET', '/api/v1/app/integrations')).toMatchObject({ github: { method: 'app', slug: 'shop-atrium', account: 'shop' } })
  })

  it('takes no way back without a state, without a session, or with an installation of another app', async () => {
    expect((await comeBack(admin, {})).status).toBe(400)
    expect((await comeBack(house.as.nobody, { state: await leave(admin), installation_id: '77' })).status).toBe(401)
    expect((await comeBack(house.as.admin, { state: await leave(admin), installation_id: '77' })).status).toBe(401)
    expect((await comeBack(admin, { state: await leave(admin), installation_id: '78' })).status).toBe(401)
    expect((await comeBack(admin, { state: await leave(admin), installation_id: '../repos' })).status).toBe(400)
  })

  it('asks GitHub who came back, where the app asks people', async () => {
    await connect('github', appSettings({ clientId: github.clientId, clientSecret: github.clientSecret }))
    github.codes.set('mine', [77])
    github.codes.set('of-somebody-else', [1, 2])
    expect((await comeBack(admin, { state: await leave(admin), installation_id: '77' })).status).toBe(400)
    expect((await comeBack(admin, { state: await leave(admin), installation_id: '77', code: 'of-somebody-else' })).status).toBe(401)
    expect((await comeBack(admin, { state: await leave(admin), installation_id: '77', code: 'mine' })).status).toBe(302)
    expect((await comeBack(admin, { state: await leave(admin), installation_id: '77', code: 'mine' })).status).toBe(400)
  })

  it('lists all repositories, page by page, and uninstalls at GitHub too', async () => {
    await comeBack(admin, { state: await leave(admin), installation_id: '77' })
    const repositories = await admin.results<{ fullName: string }[]>('GET', '/api/v1/github/repos/list')
    expect([repositories.length, repositories[0]]).toEqual([60, { name: 'models', ownerLogin: 'shop', fullName: 'shop/models', defaultBranch: 'main' }])
    expect(await admin.results('POST', '/api/v1/app/integrations/github/test')).toMatchObject({
      ok: true,
      steps: [{ message: 'The app Shop Atrium' }, { message: '60 repositories' }],
    })
    expect((await admin.delete('/api/v1/github/uninstall')).status).toBe(200)
    expect(github.isInstalled).toBe(false)
    expect((await admin.get('/api/v1/github/repos/list')).status).toBe(404)
  })

  it('is not connected by what was checked before somebody else connected it', async () => {
    const answer = stubs.hold('github')
    const kept = admin.put('/api/v1/app/integrations/github', appSettings({ privateKey: undefined, clientId: null }))
    await answer.reached
    await connect('github', { method: 'token', url: githubUrl(), token: github.token })
    answer.letGo()
    expect((await kept).status).toBe(409)
    expect(await admin.results('GET', '/api/v1/app/integrations')).toMatchObject({ github: { method: 'token' } })

    await connect('github', appSettings())
    const state = await leave(admin)
    const confirmed = stubs.hold('github')
    const back = comeBack(admin, { state, installation_id: '77' })
    await confirmed.reached
    await connect('github', appSettings({ clientId: github.clientId, clientSecret: github.clientSecret }))
    confirmed.letGo()
    expect((await back).status).toBe(409)
    expect(await admin.results('GET', '/api/v1/app/integrations')).toMatchObject({ github: { clientId: github.clientId, account: null } })
  })

  it('keeps a key for its own app only, and never hands it out', async () => {
    expect((await admin.put('/api/v1/app/integrations/github', appSettings({ privateKey: '' }))).status).toBe(200)
    expect((await admin.put('/api/v1/app/integrations/github', appSettings({ privateKey: undefined, appId: '4243' }))).status).toBe(422)
    expect((await admin.put('/api/v1/app/integrations/github', appSettings({ url: 'https://10.1.2.3', privateKey: undefined }))).status).toBe(422)
    const wrong = await admin.put('/api/v1/app/integrations/github', appSettings({ privateKey: 'not a key' }))
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.not.stringContaining('not a key') as string])
    const shown = JSON.stringify([(await admin.get('/api/v1/app/integrations')).body, (await admin.get('/api/v1/app/audit?limit=200')).body])
    expect(shown).not.toContain(github.privateKey.split('\n')[1])
    const stored = JSON.stringify(await house.db.selectFrom('integrations').selectAll().execute())
    expect(stored).not.toContain('PRIVATE KEY')
  })
})

type Metric = { table: string; name: string; type: string; sql: string; baseDimensionName?: string }
const turnover: Metric = { table: 'orders', name: 'turnover', type: 'sum', sql: '${TABLE}.amount', baseDimensionName: 'amount' }

async function makeChart(metric: Metric): Promise<string> {
  const query = {
    exploreName: 'orders',
    dimensions: ['orders_status'],
    metrics: [`orders_${metric.name}`],
    filters: {},
    sorts: [],
    limit: 10,
    tableCalculations: [],
    additionalMetrics: [metric],
  }
  const body = { name: `Chart of ${metric.name}`, tableName: 'orders', metricQuery: query, chartConfig: { type: 'table' }, tableConfig: { columnOrder: [] } }
  return (await admin.results<{ uuid: string }>('POST', project('/saved'), body)).uuid
}

const repository = (change: object = {}): object => ({
  provider: 'github',
  remote: 'shop/models',
  branch: 'main',
  folder: 'analytics',
  readsModels: false,
  username: null,
  knownHosts: null,
  ...change,
})

describe('pull requests', () => {
  beforeAll(async () => {
    github.isInstalled = true
    await connect('github', { method: 'token', url: githubUrl(), token: github.token })
  })
  beforeEach(() => {
    github.refusesPulls = null
  })

  it('are off until the project is connected', async () => {
    expect(await admin.results('GET', project('/git-integration'))).toEqual({ enabled: false })
    const chart = await makeChart({ ...turnover, name: 'early' })
    const answer = await admin.get(project(`/git-integration/pull-requests/chart/${chart}/fields`))
    expect([answer.status, nameOf(answer)]).toEqual([400, 'UnexpectedGitError'])
    await admin.results('PUT', `/api/v1/app/repositories/${house.projectUuid}`, repository())
    expect(await admin.results('GET', project('/git-integration'))).toEqual({ enabled: true })
  })

  it('propose the metrics of a chart, and leave the rest of the file as it is', async () => {
    const chart = await makeChart(turnover)
    const { prUrl, prTitle } = await admin.results<{ prUrl: string; prTitle: string }>('GET', project(`/git-integration/pull-requests/chart/${chart}/fields`))
    expect([prUrl, prTitle]).toEqual(['https://github.example/shop/models/pull/1', 'Add metric turnover to orders'])
    const [pull] = github.pulls
    expect(pull).toMatchObject({ base: 'main', head: expect.stringMatching(/^atrium\/change-[\da-f]{8}$/) as string })
    const proposed = github.filesOf(pull?.head ?? '')
    expect(proposed.get('analytics/orders.yml')).toBe(
      orders.replace('- name: amount   # in euros', '- name: amount   # in euros\n        meta: { metrics: { turnover: { type: sum } } }'),
    )
    expect(proposed.get('README.md')).toBe('Shop\n')
    expect(github.filesOf('main').get('analytics/orders.yml')).toBe(orders)
    expect(github.commits.get(github.branches.get(pull?.head ?? '') ?? '')?.parents).toEqual([github.branches.get('main')])
  })

  it('propose several by their ids, in the quotes that were asked for', async () => {
    await makeChart({ ...turnover, name: 'half', sql: "${TABLE}.amount / 2; -- it's" })
    const { prTitle } = await admin.results<{ prTitle: string }>('POST', project('/git-integration/pull-requests/custom-metrics'), {
      customMetrics: ['orders_turnover', 'orders_half'],
      quoteChar: "'",
    })
    expect(prTitle).toBe('Add 2 metrics')
    expect(github.filesOf(github.pulls.at(-1)?.head ?? '').get('analytics/orders.yml')).toContain("'${TABLE}.amount / 2; -- it''s'")
  })

  it('are for those who may change every chart that has the metric', async () => {
    const chart = await makeChart({ ...turnover, name: 'closed' })
    const by = (person: 'viewer' | 'foreigner') => house.as[person].get(project(`/git-integration/pull-requests/chart/${chart}/fields`))
    expect([(await by('viewer')).status, (await by('foreigner')).status]).toEqual([403, 403])
    const ids = { customMetrics: ['orders_closed'], quoteChar: '"' }
    expect((await house.as.viewer.post(project('/git-integration/pull-requests/custom-metrics'), ids)).status).toBe(403)
    expect((await admin.post(project('/git-integration/pull-requests/custom-metrics'), { ...ids, customMetrics: ['orders_nothing'] })).status).toBe(404)
    expect((await admin.get(`/api/v1/projects/${house.foreignProjectUuid}/git-integration/pull-requests/chart/${chart}/fields`)).status).toBe(403)
  })

  it('leave no branch behind when GitHub refuses them', async () => {
    github.refusesPulls = 'No commits between main and change'
    const before = [...github.branches.keys()]
    const answer = await admin.post(project('/git-integration/pull-requests/custom-metrics'), { customMetrics: ['orders_turnover'], quoteChar: '"' })
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining('No commits between main and change') as string])
    expect([...github.branches.keys()]).toEqual(before)
  })

  it('are not opened by a link on another site', async () => {
    const chart = await makeChart({ ...turnover, name: 'linked' })
    const answer = await admin.call('GET', project(`/git-integration/pull-requests/chart/${chart}/fields`), undefined, { 'sec-fetch-site': 'cross-site' })
    expect(answer.status).toBe(403)
  })

  it('say what a repository lacks', async () => {
    await admin.results('PUT', `/api/v1/app/repositories/${house.projectUuid}`, repository({ branch: 'develop' }))
    const noBranch = await admin.post(`/api/v1/app/write-back/${house.projectUuid}`, { metrics: [turnover] })
    expect([noBranch.status, JSON.stringify(noBranch.body)]).toEqual([404, expect.stringContaining('no branch develop in shop/models') as string])
    await admin.results('PUT', `/api/v1/app/repositories/${house.projectUuid}`, repository({ folder: '' }))
    const noFile = await admin.post(`/api/v1/app/write-back/${house.projectUuid}`, { metrics: [turnover] })
    expect([noFile.status, JSON.stringify(noFile.body)]).toEqual([404, expect.stringContaining('There is no file orders.yml') as string])
  })

  it('and without a repository the file itself is written', async () => {
    await admin.results('DELETE', `/api/v1/app/repositories/${house.projectUuid}`)
    expect(await admin.results('GET', `/api/v1/app/write-back/${house.projectUuid}`)).toEqual({ way: 'folder' })
    expect(await admin.results('POST', `/api/v1/app/write-back/${house.projectUuid}`, { metrics: [turnover] })).toEqual({
      way: 'folder',
      files: ['orders.yml'],
      committed: null,
    })
    const file = await admin.results<{ text: string }>('GET', `/api/v1/app/models/${house.projectUuid}/file?path=orders.yml`)
    expect(file.text).toContain('# Kept by the data team')
    const query = { exploreName: 'orders', dimensions: [], metrics: ['orders_turnover'], filters: {}, sorts: [], limit: 10, tableCalculations: [] }
    const { rows } = await admin.results<{ rows: Record<string, { value: { raw: number } }>[] }>('POST', project('/explores/orders/runQuery'), query)
    expect(rows[0]?.['orders_turnover']?.value.raw).toBe(25_000 * 24_999)
    const again = await admin.post(`/api/v1/app/write-back/${house.projectUuid}`, { metrics: [turnover] })
    expect(again.status).toBe(409)
  })
})

describe('Slack', () => {
  it('is not there until an administrator enters the token of a bot', async () => {
    const answer = await house.as.viewer.get('/api/v1/slack/channels')
    expect([answer.status, nameOf(answer)]).toEqual([404, 'SlackInstallationNotFoundError'])
    expect((await admin.put('/api/v1/slack/custom-settings', { notificationChannel: null, appProfilePhotoUrl: null })).status).toBe(404)
    const wrong = await admin.put('/api/v1/app/integrations/slack', { url: `${stubs.url}/slack/api`, token: 'xoxb-wrong' })
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.not.stringContaining('xoxb-wrong') as string])
    await connect('slack', { url: `${stubs.url}/slack/api`, token: slack.token })
    expect(await admin.results('GET', '/api/v1/app/integrations')).toMatchObject({ slack: { team: 'Shop', bot: 'atrium', notificationChannel: null } })
  })

  it('is not connected by what was checked before its settings were changed', async () => {
    const answer = stubs.hold('slack')
    const kept = admin.put('/api/v1/app/integrations/slack', { url: `${stubs.url}/slack/api` })
    await answer.reached
    await admin.results('PUT', '/api/v1/slack/custom-settings', { notificationChannel: 'C7', appProfilePhotoUrl: null })
    answer.letGo()
    expect((await kept).status).toBe(409)
    expect(await admin.results('GET', '/api/v1/app/integrations')).toMatchObject({ slack: { notificationChannel: 'C7' } })
    await admin.results('PUT', '/api/v1/slack/custom-settings', { notificationChannel: null, appProfilePhotoUrl: null })
  })

  it('hands out its channels over all pages, and finds them by name', async () => {
    expect(await house.as.viewer.results<unknown[]>('GET', '/api/v1/slack/channels')).toHaveLength(450)
    expect(await house.as.viewer.results('GET', '/api/v1/slack/channels?search=%23GENER')).toEqual([{ id: 'C0', name: '#general' }])
    expect(await house.as.viewer.results('GET', '/api/v1/slack/channels?search=team-449')).toEqual([{ id: 'C449', name: '#team-449' }])
  })

  describe('tells channels of runs of an app', () => {
    let app: string
    beforeAll(async () => {
      const { uuid } = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
        name: 'Sales <today>',
        document: { cells: [] },
      })
      app = `/api/v1/app/apps/${uuid}`
      await admin.results('POST', `${app}/force-publish`, { version: null, comparedVersion: 1 })
    })
    beforeEach(() => void slack.said.splice(0))

    /** What the log of a run says of who was told, once it says `lines` of it. */
    async function told(notice: object, lines: number): Promise<string[]> {
      const { run } = await admin.results<{ run: { uuid: string } }>('POST', `${app}/runs`, { notifications: [{ type: 'all', ...notice }] })
      const found = async (): Promise<string[]> =>
        (await admin.results<{ event: string; message: string | null }[]>('GET', `${app}/runs/${run.uuid}/log`)).flatMap(({ event, message }) =>
          /told$|drawn$/.test(event) ? [`${event} ${message ?? ''}`] : [],
        )
      await expect.poll(async () => (await found()).length, { timeout: 15_000 }).toBe(lines)
      return (await found()).toSorted()
    }

    it('and the log of the run of one that is not there', async () => {
      const lines = await told({ slackChannelIds: ['C0', 'C999'] }, 2)
      expect(lines).toEqual([expect.stringContaining('not_told C999: Slack refuses this (channel_not_found)'), 'told C0'])
      expect(slack.said).toEqual([{ channel: 'C0', text: expect.stringContaining('*Sales &lt;today&gt; completed*') as string }])
    })

    it('with a picture, with words for whoever does not see it', async () => {
      expect(await told({ slackChannelIds: ['C1'], picture: 'png' }, 1)).toEqual(['told C1'])
      expect(slack.said).toEqual([
        {
          channel: 'C1',
          text: expect.stringMatching(/\*Sales &lt;today&gt; completed\*[^]*The picture shows what .+ may see\./) as string,
          file: { name: 'Sales <today>.png', alt: 'The app “Sales <today>” as the run left it', isPng: true },
        },
      ])
    })

    it('without one, and says so, where the bot may not put files', async () => {
      slack.mayUpload = false
      try {
        const lines = await told({ slackChannelIds: ['C2'], picture: 'png' }, 2)
        expect(lines).toEqual([expect.stringContaining('not_drawn C2: Slack refuses this (missing_scope, needed: files:write)'), 'told C2'])
        expect(slack.said).toEqual([{ channel: 'C2', text: expect.stringContaining('Mails have the picture.') as string }])
      } finally {
        slack.mayUpload = true
      }
    })
  })

  it('passes on the pause that Slack asks for', async () => {
    slack.pauseSeconds = 17
    const answer = await house.as.viewer.get('/api/v1/slack/channels')
    slack.pauseSeconds = null
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '17'])
  })

  it('keeps its settings, and takes no project of somebody else', async () => {
    const settings = {
      notificationChannel: 'C0',
      appProfilePhotoUrl: 'https://cdn.example/cat.png',
      slackChannelProjectMappings: [{ projectUuid: house.projectUuid, slackChannelId: 'C1' }],
    }
    expect((await admin.put('/api/v1/slack/custom-settings', settings)).status).toBe(200)
    const foreign = { ...settings, notificationChannel: null, slackChannelProjectMappings: [{ projectUuid: house.foreignProjectUuid, slackChannelId: 'C1' }] }
    expect((await admin.put('/api/v1/slack/custom-settings', foreign)).status).toBe(404)
    expect((await admin.put('/api/v1/slack/custom-settings', { ...settings, appProfilePhotoUrl: 'javascript:alert(1)' })).status).toBe(422)
    expect((await house.as.developer.put('/api/v1/slack/custom-settings', settings)).status).toBe(403)
    expect(await admin.results('GET', '/api/v1/app/integrations')).toMatchObject({
      slack: {
        notificationChannel: 'C0',
        appProfilePhotoUrl: 'https://cdn.example/cat.png',
        channelProjects: [{ channelId: 'C1', projectUuid: house.projectUuid }],
      },
    })
  })
})

const sheetOf = (change: object = {}): object => ({
  projectUuid: house.projectUuid,
  exploreId: 'orders',
  metricQuery: {
    exploreName: 'orders',
    dimensions: ['orders_order_id', 'orders_status'],
    metrics: ['orders_order_count'],
    filters: {},
    sorts: [{ fieldId: 'orders_order_id', descending: false }],
    limit: 30_000,
    tableCalculations: [],
  },
  columnOrder: ['orders_status', 'orders_order_id'],
  showTableNames: false,
  title: 'All orders',
  ...change,
})

async function finished(jobId: string, client = admin): Promise<{ status: string; details: Record<string, unknown> }> {
  for (;;) {
    const state = await client.results<{ status: string; details: Record<string, unknown> }>('GET', `/api/v1/schedulers/job/${jobId}/status`)
    if (state.status === 'completed' || state.status === 'error') return state
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function link(client: ApiClient): Promise<{ status: number; headers: Headers }> {
  const { url } = await client.results<{ url: string }>('POST', '/api/v1/app/google-account', { returnPath: '/me' })
  const consent = await fetch(url, { redirect: 'manual' })
  const back = new URL(consent.headers.get('location') ?? '')
  return client.get(back.pathname + back.search)
}

describe('Google Sheets', () => {
  it('are not there until an administrator connects a client and people link their accounts', async () => {
    expect((await admin.get('/api/v1/gdrive/get-access-token')).status).toBe(404)
    expect((await admin.post('/api/v1/gdrive/upload-gsheet', sheetOf())).status).toBe(404)
    const wrong = await admin.put('/api/v1/app/integrations/google', { url: `${stubs.url}/google`, clientId: google.clientId, clientSecret: 'wrong' })
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.stringContaining('invalid_client') as string])
    await connect('google', { url: `${stubs.url}/google`, clientId: google.clientId, clientSecret: google.clientSecret })
    expect(await admin.results('GET', '/api/v1/app/google-account')).toEqual({ isAvailable: true, email: null })
    expect((await admin.post('/api/v1/gdrive/upload-gsheet', sheetOf())).status).toBe(404)
  })

  it('link an account by a state that works once, and only when files may be made', async () => {
    google.next = null
    expect(locationOf(await link(admin)).href).toContain('/me?google=denied')
    google.next = { email: 'ada@gmail.example', scope: 'openid email' }
    expect(locationOf(await link(admin)).href).toContain('/me?google=denied')
    expect((await admin.get('/api/v1/gdrive/get-access-token')).status).toBe(404)
    google.next = { email: 'ada@gmail.example', scope: `openid email ${fileScope}` }
    const { url } = await admin.results<{ url: string }>('POST', '/api/v1/app/google-account', { returnPath: '/me' })
    const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '')
    expect((await house.signedIn.viewer.get(back.pathname + back.search)).status).toBe(401)
    expect((await admin.get(back.pathname + back.search)).status).toBe(401)
    expect(locationOf(await link(admin)).pathname).toBe('/me')
    expect(await admin.results('GET', '/api/v1/app/google-account')).toEqual({ isAvailable: true, email: 'ada@gmail.example' })
    expect(await house.signedIn.viewer.results('GET', '/api/v1/app/google-account')).toEqual({ isAvailable: true, email: null })
    expect(await admin.results('GET', '/api/v1/gdrive/get-access-token')).toMatch(/^ya29\./)
  })

  it('are linked to the client that people went to, and to no other one', async () => {
    const settings = { url: `${stubs.url}/google`, clientId: google.clientId, clientSecret: google.clientSecret }
    const leaveForGoogle = async (): Promise<string> => {
      const { url } = await admin.results<{ url: string }>('POST', '/api/v1/app/google-account', { returnPath: '/me' })
      const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '')
      return back.pathname + back.search
    }
    /** Another client at the same address, as far as the stub is concerned: it knows one at a time. */
    const changeClient = async (clientId: string): Promise<void> => {
      google.clientId = clientId
      await connect('google', { ...settings, clientId })
    }
    // On the way while the client changes.
    const early = await leaveForGoogle()
    await changeClient('another.apps.googleusercontent.com')
    expect((await admin.get(early)).status).toBe(401)
    // Back, and the client changes while Google says who it is.
    const late = await leaveForGoogle()
    const said = stubs.hold('google')
    const linking = admin.get(late)
    await said.reached
    await changeClient(settings.clientId)
    said.letGo()
    expect((await linking).status).toBe(401)
    expect(await admin.results('GET', '/api/v1/app/google-account')).toEqual({ isAvailable: true, email: null })
    expect(locationOf(await link(admin)).pathname).toBe('/me')
  })

  it('get all rows in batches, numbers as numbers, and no formula', async () => {
    const { jobId } = await admin.results<{ jobId: string }>('POST', '/api/v1/gdrive/upload-gsheet', sheetOf())
    const { status, details } = await finished(jobId)
    expect([status, details]).toEqual([
      'completed',
      { fileUrl: expect.stringContaining('https://docs.google.example/spreadsheets/d/') as string, rowCount: 25_000, truncated: false, cellsCut: 0 },
    ])
    const sheet = [...google.sheets.values()].at(-1)
    expect(sheet).toMatchObject({ title: expect.stringMatching(/^All orders \d{4}-\d\d-\d\d \d\d:\d\d$/) as string, rowCount: 25_001, columnCount: 3 })
    expect(sheet?.writes).toBeGreaterThan(1)
    expect(sheet?.rows.slice(0, 4)).toEqual([
      ['Status', 'Order id', 'Order count'],
      ['new', 0, 1],
      ['paid', 1, 1],
      ['=1+1', 2, 1],
    ])
    expect(sheet?.rows.at(-1)).toEqual(['new', 24_999, 1])
    expect(await admin.results('GET', `/api/v1/csv/${jobId}`)).toMatchObject({ status: 'completed', url: details['fileUrl'], truncated: false })
    expect((await house.as.developer.get(`/api/v1/csv/${jobId}`)).status).toBe(404)
  })

  it('say how many texts are longer than a cell holds', async () => {
    const long = { type: 'sql', id: 'long', name: 'Long', table: 'orders', sql: "repeat('x', 49999 + ${orders.order_id})", dimensionType: 'string' }
    const few = { id: 'few', and: [{ id: 'id', target: { fieldId: 'orders_order_id' }, operator: 'lessThan', values: [4] }] }
    const query = { exploreName: 'orders', dimensions: ['orders_order_id', 'long'], metrics: [], filters: { dimensions: few }, limit: 4, tableCalculations: [] }
    const metricQuery = { ...query, sorts: [{ fieldId: 'orders_order_id', descending: false }], customDimensions: [long] }
    const { jobId } = await admin.results<{ jobId: string }>('POST', '/api/v1/gdrive/upload-gsheet', sheetOf({ metricQuery, columnOrder: [] }))
    const { status, details } = await finished(jobId)
    expect([status, details]).toMatchObject(['completed', { rowCount: 4, cellsCut: 2 }])
    const rows = [...google.sheets.values()].at(-1)?.rows ?? []
    expect(rows.slice(1).map(([, text]) => String(text).length)).toEqual([49_999, 50_000, 50_000, 50_000])
  })

  it('leave no half sheet behind', async () => {
    const before = google.sheets.size
    google.failsFromRow = 10_000
    const { jobId } = await admin.results<{ jobId: string }>('POST', '/api/v1/gdrive/upload-gsheet', sheetOf())
    const { status, details } = await finished(jobId)
    google.failsFromRow = null
    expect([status, details['error']]).toEqual(['error', expect.stringContaining('The caller does not have permission') as string])
    expect(google.sheets.size).toBe(before)
  })

  it('are refused to strangers and for SQL of viewers', async () => {
    expect((await house.as.foreigner.post('/api/v1/gdrive/upload-gsheet', sheetOf())).status).toBe(403)
    const own = {
      metricQuery: {
        exploreName: 'orders',
        dimensions: [],
        metrics: ['orders_x'],
        filters: {},
        sorts: [],
        limit: 5,
        tableCalculations: [],
        additionalMetrics: [{ table: 'orders', name: 'x', type: 'sum', sql: 'amount * 3' }],
      },
    }
    expect((await house.as.viewer.post('/api/v1/gdrive/upload-gsheet', sheetOf(own))).status).toBe(403)
  })

  it('end with the link: Google is told, and what Google revokes is said', async () => {
    const refresh = stubs.requests.findLast(({ form }) => form.get('grant_type') === 'refresh_token')?.form.get('refresh_token') ?? ''
    google.revoked.push(refresh)
    const expired = await admin.get('/api/v1/gdrive/get-access-token')
    expect([expired.status, JSON.stringify(expired.body)]).toEqual([401, expect.stringContaining('Link it again') as string])
    google.revoked = []
    expect((await admin.delete('/api/v1/app/google-account')).status).toBe(200)
    expect(google.revoked).toEqual([refresh])
    expect((await admin.get('/api/v1/gdrive/get-access-token')).status).toBe(404)
    await link(admin)
    await admin.results('DELETE', '/api/v1/app/integrations/google')
    expect(await house.db.selectFrom('secrets').select('kind').where('kind', '=', 'google_account').execute()).toEqual([])
  })
})
