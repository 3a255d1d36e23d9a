import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** What the command line client of the format does, request by request: compile and deploy, preview, validate, refresh. */

type Explore = Record<string, unknown> & { name: string; tables: Record<string, { metrics: Record<string, Record<string, unknown>>; sqlTable: string }> }
type Finding = { validationId: number; name: string; error: string; errorType: string; source: string; chartUuid?: string; dashboardUuid?: string }

let house: WithPeople
let client: ApiClient
let project: string
let orders: Explore

const files = {
  'orders.yml': `models:
  - name: orders
    meta: {primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}, amount: {type: sum}}}}
      - {name: status}
`,
}
const statements = ["CREATE TABLE orders AS SELECT range AS order_id, ['new', 'paid'][range % 2 + 1] AS status FROM range(10)"]

beforeAll(async () => {
  house = await startWithPeople({ files, statements })
  client = house.as.developer
  project = `/api/v1/projects/${house.projectUuid}`
  orders = await client.results<Explore>('GET', `${project}/explores/orders`)
})
afterAll(() => house.stop())

/** Another copy of the explore of a client, changed. */
function compiled(change: (explore: Explore) => void): Explore {
  const copy = structuredClone(orders)
  change(copy)
  return copy
}
const withoutAmount = (): Explore => compiled(({ tables }) => delete tables['orders']?.metrics['amount'])

const question = { exploreName: 'orders', dimensions: ['orders_status'], metrics: ['orders_amount'], filters: {}, sorts: [], limit: 10, tableCalculations: [] }
const ask = (path: string, metricQuery: object = question) => client.post(`${path}/explores/orders/runQuery`, metricQuery)

async function finished(jobId: string, by: ApiClient = client): Promise<{ status: string; details: unknown }> {
  for (;;) {
    const job = await by.results<{ status: string; details: unknown }>('GET', `/api/v1/schedulers/job/${jobId}/status`)
    if (job.status === 'completed' || job.status === 'error') return job
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
async function compiledBy(jobUuid: string): Promise<{ jobStatus: string; steps: { stepType: string; stepStatus: string }[]; jobResults?: object }> {
  for (;;) {
    const job = await client.results<{ jobStatus: string; steps: { stepType: string; stepStatus: string }[]; jobResults?: object }>(
      'GET',
      `/api/v1/jobs/${jobUuid}`,
    )
    if (job.jobStatus === 'DONE' || job.jobStatus === 'ERROR') return job
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
async function validate(body: object, by: ApiClient = client): Promise<Finding[]> {
  const { jobId } = await by.results<{ jobId: string }>('POST', `${project}/validate`, body)
  expect(await finished(jobId, by)).toMatchObject({ status: 'completed' })
  return by.results<Finding[]>('GET', `${project}/validate?jobId=${jobId}`)
}

async function makeChart(name: string, by: ApiClient = house.as.admin, isPrivate = false): Promise<string> {
  const { uuid: spaceUuid } = await by.results<{ uuid: string }>('POST', `${project}/spaces`, { name: `Space of ${name}`, isPrivate })
  const chart = {
    name,
    tableName: 'orders',
    metricQuery: { ...question, sorts: [{ fieldId: 'orders_amount', descending: true }] },
    chartConfig: { type: 'table', config: {} },
    tableConfig: { columnOrder: ['orders_status', 'orders_amount'] },
    spaceUuid,
  }
  const { uuid } = await by.results<{ uuid: string }>('POST', `${project}/saved`, chart)
  return uuid
}

describe('deploy', () => {
  it('puts explores, which serve at once, until the files are compiled again', async () => {
    const renamed = compiled((explore) => {
      explore['label'] = 'Orders of the client'
      const metrics = explore.tables['orders']?.metrics ?? {}
      metrics['largest'] = { ...metrics['amount'], name: 'largest', label: 'Largest', type: 'max' }
    })
    expect(await client.put(`${project}/explores`, [renamed])).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await client.results('GET', `${project}/explores/orders`)).toMatchObject({ label: 'Orders of the client' })
    const answer = await ask(project, { ...question, dimensions: [], metrics: ['orders_largest'] })
    expect(answer).toMatchObject({ status: 200, body: { results: { rows: [{ orders_largest: { value: { raw: 9 } } }] } } })

    const { jobUuid } = await client.results<{ jobUuid: string }>('POST', `${project}/refresh`)
    expect(await compiledBy(jobUuid)).toMatchObject({
      jobStatus: 'DONE',
      jobResults: { projectUuid: house.projectUuid },
      steps: [{ stepType: 'COMPILING', stepStatus: 'DONE' }],
    })
    expect(await client.results('GET', `${project}/explores/orders`)).toMatchObject({ label: 'Orders' })
  })

  it('takes all explores or none: the old model stays when one cannot be used', async () => {
    const broken: [string, unknown, number, RegExp][] = [
      ['no list', {}, 422, /body/],
      ['nothing', [], 400, /no explore/],
      ['no name', [orders, { tables: {} }], 400, /Explore number 2 has no name/],
      ['twice', [orders, orders], 400, /twice/],
      ['no tables', [compiled((explore) => delete (explore as Partial<Explore>).tables)], 400, /orders cannot be used: it has no tables.*Nothing was changed/],
      ['nested beyond reason', `[{"name":"deep","extra":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`, 400, /./],
      ['a join that is not there', [compiled((explore) => (explore['joinedTables'] = [{ table: 'nobody' }]))], 400, /joins nobody/],
    ]
    for (const [what, body, status, message] of broken) {
      const answer = await client.put(`${project}/explores`, body)
      expect([what, answer.status, JSON.stringify(answer.body)]).toEqual([what, status, expect.stringMatching(message)])
    }
    expect(await client.results('GET', `${project}/explores`)).toMatchObject([{ name: 'orders', label: 'Orders' }])
    expect((await ask(project)).status).toBe(200)
  })

  it('is for those who may write models: SQL and row rules are in explores', async () => {
    for (const person of ['editor', 'interactive_viewer', 'viewer', 'member', 'foreigner'] as const) {
      expect([person, (await house.as[person].put(`${project}/explores`, [orders])).status]).toEqual([person, 403])
    }
    expect((await client.put(`/api/v1/projects/${house.foreignProjectUuid}/explores`, [orders])).status).toBe(403)
  })

  it('lists a broken explore with its error, and answers the others', async () => {
    const failed = { name: 'payments', label: 'Payments', tags: [], errors: [{ type: 'NO_DIMENSIONS_FOUND', message: 'No columns.' }] }
    expect((await client.put(`${project}/explores`, [orders, failed])).status).toBe(200)
    expect(await client.results('GET', `${project}/explores`)).toMatchObject([{ name: 'orders' }, { name: 'payments', errors: [{ message: 'No columns.' }] }])
    expect((await ask(project)).status).toBe(200)
    expect((await client.put(`${project}/explores`, [orders])).status).toBe(200)
  })

  it('of foreign jobs nothing is told', async () => {
    const { jobUuid } = await client.results<{ jobUuid: string }>('POST', `${project}/refresh`)
    expect((await house.as.foreigner.get(`/api/v1/jobs/${jobUuid}`)).status).toBe(404)
    expect((await house.as.member.get(`/api/v1/jobs/${jobUuid}`)).status).toBe(404)
    expect((await house.as.viewer.get(`/api/v1/jobs/${jobUuid}`)).status).toBe(200)
    expect((await client.get('/api/v1/jobs/nothing')).status).toBe(404)
    const { jobId } = await client.results<{ jobId: string }>('POST', `${project}/validate`, {})
    expect((await client.get(`/api/v1/jobs/${jobId}`)).status).toBe(404)
    await compiledBy(jobUuid)
  })
})

describe('preview', () => {
  it('starts as a project of its own with the explores of the client, and stops by its deletion', async () => {
    const made = await client.results<{ project: { projectUuid: string; upstreamProjectUuid: string; type: string }; hasContentCopy: boolean }>(
      'POST',
      '/api/v1/org/projects',
      {
        name: 'A branch',
        type: 'PREVIEW',
        dbtVersion: 'v1.8',
        dbtConnection: { type: 'none' },
        warehouseConnection: { type: 'duckdb' },
        upstreamProjectUuid: house.projectUuid,
      },
    )
    expect(made.project).toMatchObject({ type: 'PREVIEW', upstreamProjectUuid: house.projectUuid })
    expect(made.hasContentCopy).toBe(true)
    const preview = `/api/v1/projects/${made.project.projectUuid}`
    expect((await client.put(`${preview}/explores`, [orders])).status).toBe(200)
    expect(await client.results('GET', `${preview}/explores`)).toMatchObject([{ name: 'orders' }])
    const precompiled = await client.results<{ jobUuid: string }>('POST', '/api/v1/org/projects/precompiled', {
      name: 'Another branch',
      type: 'PREVIEW',
      warehouseConnection: { type: 'duckdb' },
      upstreamProjectUuid: house.projectUuid,
    })
    expect(await compiledBy(precompiled.jobUuid)).toMatchObject({
      jobStatus: 'DONE',
      jobType: 'CREATE_PROJECT',
      steps: [
        { stepType: 'CREATING_PROJECT', stepStatus: 'DONE' },
        { stepType: 'COMPILING', stepStatus: 'DONE' },
      ],
    })
    // It has no files: compiling them does not take the explores away.
    const { jobUuid } = await client.results<{ jobUuid: string }>('PATCH', preview, { name: 'A branch, renamed' })
    expect(await compiledBy(jobUuid)).toMatchObject({ jobStatus: 'DONE' })
    expect(await client.results('GET', `${preview}/explores`)).toMatchObject([{ name: 'orders' }])
    expect((await client.delete(`/api/v1/org/projects/${made.project.projectUuid}`)).status).toBe(200)
    expect((await client.get(preview)).status).toBe(404)
    expect((await client.get(`/api/v1/jobs/${jobUuid}`)).status).toBe(404)
  })
})

describe('a preview that a client makes', () => {
  it('has the content, people and settings of its upstream project, and its connection if that is asked for', async () => {
    const { admin } = house.as
    const inUpstream = `/api/v1/projects/${house.projectUuid}`
    const space = await admin.results<{ uuid: string }>('POST', `${inUpstream}/spaces`, { name: 'Carried', isPrivate: false })
    await admin.results('POST', `${inUpstream}/dashboards`, { name: 'Carried too', spaceUuid: space.uuid, tiles: [] })
    await admin.results('POST', `${inUpstream}/access`, { email: house.email('member'), role: 'viewer', sendEmail: false })
    const { project, hasContentCopy } = await client.results<{ project: { projectUuid: string }; hasContentCopy: boolean }>('POST', '/api/v1/org/projects', {
      name: 'With all',
      type: 'PREVIEW',
      upstreamProjectUuid: house.projectUuid,
      copyWarehouseConnectionFromUpstreamProject: true,
      warehouseConnection: { type: 'nonsense' },
    })
    expect(hasContentCopy).toBe(true)
    const inPreview = `/api/v1/projects/${project.projectUuid}`
    expect(await house.as.member.results('GET', `${inPreview}/dashboards`)).toMatchObject([{ name: 'Carried too' }])
    expect(await client.results('GET', `${inPreview}/spaces`)).toMatchObject([{ name: 'Carried' }])
    expect((await client.put(`${inPreview}/explores`, [orders])).status).toBe(200)
    const asked = { exploreName: 'orders', dimensions: [], metrics: ['orders_order_count'], filters: {}, sorts: [], limit: 1, tableCalculations: [] }
    const answer = async (at: string): Promise<unknown> => (await client.results<{ rows: unknown[] }>('POST', `${at}/explores/orders/runQuery`, asked)).rows
    expect(await answer(inPreview)).toEqual(await answer(inUpstream))
    await admin.results('DELETE', `/api/v1/org/projects/${project.projectUuid}`)
    await admin.results('DELETE', `${inUpstream}/access/${house.userUuid.member}`)
    await admin.results('DELETE', `${inUpstream}/spaces/${space.uuid}`)
  })

  it('copies no connection where there is none to copy, and nothing of other organizations', async () => {
    const body = { name: 'X', type: 'PREVIEW', copyWarehouseConnectionFromUpstreamProject: true }
    expect((await house.as.admin.post('/api/v1/org/projects', body)).status).toBe(400)
    expect((await client.post('/api/v1/org/projects', { ...body, upstreamProjectUuid: house.foreignProjectUuid })).status).toBe(404)
  })
})

describe('validate', () => {
  it('asks about the explores of the client, and leaves what serves and its findings alone', async () => {
    const chartUuid = await makeChart('Amounts')
    const findings = await validate({ explores: [withoutAmount()], validationTargets: ['charts', 'dashboards', 'tables'] })
    expect(findings.filter((finding) => finding.chartUuid === chartUuid)).toMatchObject([
      { name: 'Amounts', source: 'chart', errorType: 'metric', error: "Metric error: the field 'orders_amount' no longer exists" },
      { name: 'Amounts', source: 'chart', errorType: 'sorting', error: "Sorting error: the field 'orders_amount' no longer exists" },
    ])
    expect(await client.results('GET', `${project}/explores/orders`)).toMatchObject({ tables: { orders: { metrics: { amount: { name: 'amount' } } } } })
    expect(await validate({})).toEqual([])
    expect(await client.results('GET', `${project}/validate`)).toEqual([])
  })

  it('looks only at what it is asked for, and tells broken explores as tables', async () => {
    const failed = { name: 'orders', label: 'Orders', tags: [], errors: [{ type: 'METADATA_PARSE_ERROR', message: 'Unknown type.' }] }
    expect(await validate({ explores: [failed], validationTargets: ['tables'] })).toMatchObject([
      { source: 'table', name: 'orders', errorType: 'model', error: 'Unknown type.' },
    ])
    const charts = await validate({ explores: [failed], validationTargets: ['charts'] })
    expect(new Set(charts.map(({ source }) => source))).toEqual(new Set(['chart']))
    expect(charts[0]).toMatchObject({ errorType: 'model', error: "Model error: the explore 'orders' has an error" })
  })

  it('runs after each deploy, is kept until the next one, and can be dismissed', async () => {
    expect((await client.put(`${project}/explores`, [withoutAmount()])).status).toBe(200)
    const current = await expect
      .poll(() => client.results<Finding[]>('GET', `${project}/validate?fromSettings=true`), { timeout: 20_000 })
      .toMatchObject([{ errorType: 'metric' }, { errorType: 'sorting' }])
      .then(() => client.results<Finding[]>('GET', `${project}/validate`))
    const first = current[0]?.validationId
    // Lists say it too, to whoever sees the chart.
    const listed = await house.as.viewer.results<{ name: string; validationErrors: { error: string }[] }[]>('GET', `${project}/charts`)
    expect(listed.find(({ name }) => name === 'Amounts')?.validationErrors.map(({ error }) => error)).toEqual(current.map(({ error }) => error))
    expect((await house.as.editor.delete(`${project}/validate/${first}`)).status).toBe(403)
    expect((await house.as.foreigner.delete(`${project}/validate/${first}`)).status).toBe(403)
    expect((await house.as.foreigner.delete(`/api/v1/projects/${house.foreignProjectUuid}/validate/${first}`)).status).toBe(404)
    expect((await client.delete(`${project}/validate/${first}`)).status).toBe(200)
    expect((await client.delete(`${project}/validate/${first}`)).status).toBe(404)
    expect((await client.delete(`${project}/validate/1e400`)).status).toBe(422)
    expect(await client.results('GET', `${project}/validate`)).toHaveLength(1)
    expect((await client.put(`${project}/explores`, [orders])).status).toBe(200)
    await expect.poll(() => client.results('GET', `${project}/validate`), { timeout: 20_000 }).toEqual([])
  })

  it('finds virtual views beside whatever model is asked about, until they are deleted', async () => {
    const view = { name: 'Statuses', sql: 'select status from orders', columns: [{ reference: 'status', type: 'string' }] }
    const { name } = await client.results<{ name: string }>('POST', `${project}/sqlRunner/virtual-view`, view)
    const { uuid: spaceUuid } = await client.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Views', isPrivate: false })
    const { uuid } = await client.results<{ uuid: string }>('POST', `${project}/saved`, {
      name: 'Of a view',
      tableName: name,
      metricQuery: { ...question, exploreName: name, dimensions: [`${name}_status`], metrics: [] },
      chartConfig: { type: 'table', config: {} },
      tableConfig: { columnOrder: [] },
      spaceUuid,
    })
    const found = (findings: readonly Finding[]): string[] => findings.filter(({ chartUuid }) => chartUuid === uuid).map(({ error }) => error)
    expect([found(await validate({})), found(await validate({ explores: [orders] }))]).toEqual([[], []])
    expect((await client.put(`${project}/explores`, [compiled((explore) => (explore['label'] = 'Again'))])).status).toBe(200)
    expect(found(await validate({}))).toEqual([])
    expect((await client.delete(`${project}/sqlRunner/virtual-view/${name}`)).status).toBe(200)
    await expect
      .poll(async () => found(await client.results<Finding[]>('GET', `${project}/validate`)), { timeout: 20_000 })
      .toEqual([`Model error: the explore '${name}' no longer exists`])
    expect((await client.put(`${project}/explores`, [orders])).status).toBe(200)
    expect((await client.delete(`/api/v1/saved/${uuid}`)).status).toBe(200)
  })

  it('does not tell names of content in spaces that the developer may not see', async () => {
    const secret = await makeChart('Salaries', house.as.admin, true)
    const findings = await validate({ explores: [withoutAmount()], validationTargets: ['charts'] })
    const text = JSON.stringify(findings)
    expect([text.includes('Private content'), text.includes('Salaries'), text.includes(secret)]).toEqual([true, false, false])
    const ofAdmin = await validate({ explores: [withoutAmount()], validationTargets: ['charts'] }, house.as.admin)
    expect(JSON.stringify(ofAdmin)).toContain('Salaries')
  })

  it('refuses what it cannot look at', async () => {
    expect((await client.post(`${project}/validate`, { validationTargets: ['people'] })).status).toBe(422)
    expect((await client.post(`${project}/validate`, { explores: [{ label: 'nameless' }] })).status).toBe(400)
    expect((await client.post(`${project}/validate`, { explores: 'all' })).status).toBe(422)
    expect((await client.get(`${project}/validate?jobId=nothing`)).body).toMatchObject({ results: [] })
    // A job of another project tells nothing here.
    const { jobId } = await client.results<{ jobId: string }>('POST', `${project}/validate`, { explores: [] })
    await finished(jobId)
    expect(await house.as.foreigner.results('GET', `/api/v1/projects/${house.foreignProjectUuid}/validate?jobId=${jobId}`)).toEqual([])
  })
})

describe('secrets of connections', () => {
  it('a key pair is made for a session; its private half is nowhere in the clear', async () => {
    expect((await client.post('/api/v1/ssh/key-pairs')).status).toBe(401)
    const made = await house.signedIn.developer.post('/api/v1/ssh/key-pairs')
    expect(made).toMatchObject({
      status: 201,
      body: { results: { publicKey: expect.stringMatching(/^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA[\w+/]{44} atrium$/) } },
    })
    expect(JSON.stringify(made.body)).not.toContain('PRIVATE')
    const [kept] = await house.db.selectFrom('secrets').selectAll().where('kind', '=', 'ssh_key_pair').execute()
    expect(kept?.ssh_key_pair_id).toBeTruthy()
    expect(String(kept?.ciphertext)).not.toContain('PRIVATE')
  })

  it('the token of a semantic layer is kept, stays with its place, and never comes back', async () => {
    const path = `${project}/semantic-layer-connection`
    const editor = house.as.editor
    const canary = 'canary-of-a-token-4711'
    expect((await editor.patch(path, { type: 'CUBE', domain: 'https://cube.example' })).status).toBe(422)
    expect((await editor.patch(path, { type: 'CUBE', domain: 'https://cube.example', token: canary })).status).toBe(200)
    expect(await client.results('GET', project)).toMatchObject({ semanticLayerConnection: { type: 'CUBE', domain: 'https://cube.example', token: '' } })
    expect((await editor.patch(path, { type: 'CUBE', token: '' })).status).toBe(200)
    // To another place it would be sent to whoever is there.
    expect((await editor.patch(path, { type: 'CUBE', domain: 'https://evil.example' })).status).toBe(422)
    expect((await editor.patch(path, { type: 'DBT', domain: 'https://cube.example', environmentId: '1' })).status).toBe(422)
    expect((await editor.patch(path, { type: 'LOOKER', domain: 'https://cube.example', token: 'x' })).status).toBe(422)
    const audit = await house.as.admin.get('/api/v1/app/audit')
    expect(JSON.stringify([audit.body, (await client.get(project)).body]) + house.output()).not.toContain(canary)
    expect((await editor.delete(path)).status).toBe(200)
    expect(await client.results('GET', project)).not.toHaveProperty('semanticLayerConnection')
    expect(await house.db.selectFrom('secrets').selectAll().where('kind', '=', 'semantic_layer').execute()).toEqual([])
  })
})
