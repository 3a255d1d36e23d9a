import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { githubStub, type GithubStub } from '../harness/services/github.ts'
import { googleStub, type GoogleStub } from '../harness/services/google.ts'
import { slackStub, type SlackStub } from '../harness/services/slack.ts'
import { startStubs, type StubServer } from '../harness/services/stub-server.ts'
import { startShopWith, type Shop } from '../harness/start-shop.ts'
import { openSignedIn, type Visitor } from './open-browser.ts'

const orders = `models:
  - name: orders
    meta: {label: Orders, primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - name: amount
      - {name: status}
`

let base: string
let origin: string
let shop: Shop
let stubs: StubServer
let github: GithubStub
let google: GoogleStub
let slack: SlackStub

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@people.example', '-c', 'init.defaultBranch=main', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim()

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-git-pages-'))
  const seed = path.join(base, 'seed')
  origin = path.join(base, 'origin.git')
  await mkdir(path.join(seed, 'models'), { recursive: true })
  await writeFile(path.join(seed, 'models', 'orders.yml'), orders)
  git(seed, 'init', '--quiet')
  git(seed, 'add', '--all')
  git(seed, 'commit', '--quiet', '--message', 'The models of the shop')
  git(base, 'clone', '--quiet', '--bare', seed, origin)
  github = githubStub({ 'models/orders.yml': orders })
  google = googleStub()
  slack = slackStub()
  const statements = ["CREATE TABLE orders AS SELECT range AS order_id, range * 2 AS amount, ['new', 'paid'][range % 2 + 1] AS status FROM range(100)"]
  const env = { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8', ATRIUM_GIT_FOLDERS: base }
  ;[stubs, shop] = await Promise.all([
    startStubs({ github: github.stub, google: google.stub, slack: slack.stub }),
    startShopWith({ files: { 'orders.yml': orders }, statements, env }),
  ])
  github.setupUrl = `${shop.atrium.url}/api/v1/github/oauth/callback`
})
afterAll(async () => {
  await shop.stop()
  await stubs.close()
  await rm(base, { recursive: true, force: true })
})

const open = (options = {}): Promise<Visitor & { projectUuid: string }> => openSignedIn(shop.atrium, options)

it('an administrator connects GitHub, Google and Slack, and is told what does not work', async () => {
  const { page, complaints } = await open()
  await page.goto(`${shop.atrium.url}/settings`)
  await page.getByRole('link', { name: 'Integrations' }).click()
  const dialog = page.getByRole('dialog')

  await page.getByRole('button', { name: 'Connect GitHub' }).click()
  await dialog.getByLabel('Address').fill(`${stubs.url}/github`)
  await dialog.getByLabel('App ID').fill(github.appId)
  await dialog.getByLabel('Private key').fill('not a key')
  await dialog.getByRole('button', { name: 'Check and save' }).click()
  await dialog.getByRole('alert').getByText('The private key is no RSA key', { exact: false }).waitFor()
  await dialog.getByLabel('Private key').fill(github.privateKey)
  await dialog.getByRole('button', { name: 'Check and save' }).click()
  await page.getByText('The app is not installed yet.').waitFor()
  await page.getByRole('link', { name: 'Install the app' }).click()
  await page.getByText('Installed for shop').waitFor()
  await page.getByRole('button', { name: 'Test the connection to GitHub' }).click()
  await page.getByText('GitHub works').waitFor()
  await page.getByText('60 repositories').waitFor()

  await page.getByRole('button', { name: 'Connect Google' }).click()
  await dialog.getByLabel('Client ID').fill(google.clientId)
  await dialog.getByLabel('Client secret').first().fill(google.clientSecret)
  await dialog.getByLabel('Address of a proxy').fill(`${stubs.url}/google`)
  await dialog.getByRole('button', { name: 'Check and save' }).click()
  await page.getByText(`Client ${google.clientId}`, { exact: false }).waitFor()

  await page.getByRole('button', { name: 'Connect Slack' }).click()
  await dialog.getByLabel('Bot token').first().fill(slack.token)
  await dialog.getByLabel('Address').fill(`${stubs.url}/slack/api`)
  await dialog.getByRole('button', { name: 'Check and save' }).click()
  await page.getByText('atrium in Shop', { exact: false }).waitFor()
  await page.getByRole('combobox', { name: 'Channel for failures' }).click()
  await page.getByRole('option', { name: '#general' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The Slack settings are saved').waitFor()
  // The server's refusal of the first key is the only thing the browser may have to say.
  expect(complaints.filter((line) => !line.includes('400'))).toEqual([])
})

/** A chart with a custom metric. */
async function makeChart({ context, projectUuid }: Visitor & { projectUuid: string }, name: string): Promise<string> {
  const api = `${shop.atrium.url}/api/v1/projects/${projectUuid}`
  await context.request.post(`${api}/spaces`, { data: { name: `Space of ${name}`, isPrivate: false, access: [] } })
  const additionalMetrics = [{ table: 'orders', name, label: 'Turnover', type: 'sum', sql: '${TABLE}.amount', baseDimensionName: 'amount' }]
  const metricQuery = {
    exploreName: 'orders',
    dimensions: ['orders_status'],
    metrics: [`orders_${name}`],
    filters: {},
    sorts: [],
    limit: 50,
    tableCalculations: [],
    additionalMetrics,
  }
  const data = { name: `Chart of ${name}`, tableName: 'orders', metricQuery, chartConfig: { type: 'table' }, tableConfig: { columnOrder: [] } }
  return ((await (await context.request.post(`${api}/saved`, { data })).json()) as { results: { uuid: string } }).results.uuid
}

it('a result goes to a new sheet of whoever links an account', async () => {
  const visitor = await open()
  const { page, complaints, projectUuid } = visitor
  const chart = await makeChart(visitor, 'sent')
  await page.goto(`${shop.atrium.url}/p/${projectUuid}/charts/${chart}`)
  await page.getByRole('button', { name: 'More', exact: false }).last().click()
  await page.getByRole('menuitem', { name: 'Send to Google Sheets' }).click()
  await page.getByRole('button', { name: 'Link Google account' }).click()
  // Google sends people back to where they were.
  await page.waitForURL(`**/charts/${chart}`)
  await page.getByRole('button', { name: 'More', exact: false }).last().click()
  await page.getByRole('menuitem', { name: 'Send to Google Sheets' }).click()
  await page.getByText('ada@gmail.example', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('2 rows are in the sheet.').waitFor()
  expect(await page.getByRole('link', { name: 'Open the sheet' }).getAttribute('href')).toContain('https://docs.google.example/')
  expect([...google.sheets.values()].at(-1)?.rows[0]).toEqual(['Status', 'Turnover'])
  await page.goto(`${shop.atrium.url}/me`)
  await page.getByText('ada@gmail.example').waitFor()
  expect(complaints).toEqual([])
})

it('custom metrics are proposed at GitHub by a pull request', async () => {
  const visitor = await open()
  const { page, complaints, projectUuid } = visitor
  const chart = await makeChart(visitor, 'turnover')
  await page.goto(`${shop.atrium.url}/p/${projectUuid}/settings/git`)
  await page.getByRole('radiogroup', { name: 'Kind of repository' }).getByText('GitHub').click()
  await page.getByPlaceholder('owner/name').fill('shop/models')
  await page.getByLabel('Folder of the models').fill('models')
  await page.getByLabel('Read the models from this branch').uncheck()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Changes are proposed for the branch main').waitFor()
  await page.goto(`${shop.atrium.url}/p/${projectUuid}/charts/${chart}`)
  await page.getByRole('button', { name: 'More', exact: false }).last().click()
  await page.getByRole('menuitem', { name: 'Open pull request' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open pull request' }).click()
  await page.getByText('The pull request “Add metric turnover to orders” is open.').waitFor()
  expect(github.filesOf(github.pulls.at(-1)?.head ?? '').get('models/orders.yml')).toContain('turnover: { type: sum, label: Turnover }')
  expect(complaints).toEqual([])
})

it('models come from a repository, and a change is committed to a branch', async () => {
  const { page, complaints, projectUuid } = await open()
  await page.goto(`${shop.atrium.url}/p/${projectUuid}/settings/git`)
  await page.getByRole('radiogroup', { name: 'Kind of repository' }).getByText('Git', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill(origin)
  await page.getByRole('textbox', { name: 'Branch', exact: true }).fill('mian')
  await page.getByLabel('Read the models from this branch').check()
  await page.getByRole('button', { name: 'Save and pull' }).click()
  await page.getByRole('alert').getByText('There is no such branch', { exact: false }).first().waitFor()
  await page.getByRole('textbox', { name: 'Branch', exact: true }).fill('main')
  await page.getByRole('button', { name: 'Save and pull' }).click()
  await page.getByText('The models of the shop').waitFor()

  await page.goto(`${shop.atrium.url}/p/${projectUuid}/develop?file=orders.yml`)
  const editor = page.getByRole('textbox', { name: 'YAML of orders.yml' })
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('# The end')
  await page.getByRole('button', { name: 'Commit…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What does the change do?').fill('Say where it ends')
  await dialog.getByLabel('Branch').fill('the-end')
  await dialog.getByRole('button', { name: 'Commit' }).click()
  await page.getByText('Committed to the-end').waitFor()
  expect(git(origin, 'log', '-1', '--format=%s', 'the-end')).toBe('Say where it ends')
  expect(git(origin, 'show', 'the-end:models/orders.yml')).toContain('# The end')
  expect(complaints).toEqual([])
})
