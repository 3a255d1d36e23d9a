import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../../packages/server/src/access/scopes.ts'
import { insertToken } from './insert-people.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** What agents do, by the protocol's own client: over HTTP and through `atrium mcp`, in today's revision and the one before. */

let house: WithPeople
const secretOf = (person: Person): string => `atr_pat_test_of_${person}_0123456789`
const opened: Client[] = []

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    description: What people bought
    meta: {primary_key: order_id, sql_filter: "\${TABLE}.region = \${ld.attributes.region}"}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count, description: How many there are}}}}
      - {name: region}
      - {name: ordered_at, meta: {dimension: {type: date, time_intervals: [DAY, MONTH]}}}
      - {name: amount, meta: {dimension: {type: number, hidden: true}, metrics: {revenue: {type: sum, filters: [{region: '!nowhere'}]}}}}
`,
      'stock.yml': 'models:\n  - name: stock\n    columns:\n      - {name: item, meta: {metrics: {items: {type: count}}}}\n',
    },
    statements: [
      "CREATE TABLE orders AS SELECT range AS order_id, ['north', 'south'][range % 2 + 1] AS region, DATE '2025-01-15' + (range % 3 * 31)::int AS ordered_at, 10 AS amount FROM range(12)",
      'CREATE TABLE stock AS SELECT range AS item FROM range(1000)',
    ],
  })
  const attribute = await house.as.admin.results<{ uuid: string }>('POST', '/api/v1/org/attributes', {
    name: 'region',
    attributeDefault: null,
    users: (['admin', 'editor', 'interactive_viewer'] as const).map((person) => ({
      userUuid: house.userUuid[person],
      value: person === 'interactive_viewer' ? 'south' : 'north',
    })),
    groups: [],
  })
  expect(attribute.uuid).toBeTruthy()
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
})
afterAll(async () => {
  for (const client of opened) await client.close()
  await house.stop()
})

const url = (): URL => new URL('/api/mcp', house.url)
type Mode = 'legacy' | 'auto'

async function over(http: 'http' | 'stdio', person: Person, mode: Mode = 'auto', secret = secretOf(person)): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1' }, { versionNegotiation: { mode } })
  const transport =
    http === 'http'
      ? new StreamableHTTPClientTransport(url(), { requestInit: { headers: { authorization: `Bearer ${secret}` } } })
      : new StdioClientTransport({
          command: process.execPath,
          args: [path.join(process.cwd(), 'dist', 'cli.js'), 'mcp'],
          env: { ATRIUM_URL: house.url, ATRIUM_TOKEN: secret, HOME: house.dataDir },
        })
  await client.connect(transport)
  opened.push(client)
  return client
}

type Said = { isError: boolean; text: string; content: Record<string, unknown> }
async function call(client: Client, name: string, given: object = {}): Promise<Said> {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: { ...given } })
  const [first] = content
  return { isError: isError === true, text: first?.type === 'text' ? first.text : '', content: (structuredContent ?? {}) as Record<string, unknown> }
}

const byRegion = { metrics: ['orders_order_count'], dimensions: ['orders_region'] }

describe.each([
  ['http', 'auto', '2026-07-28'],
  ['http', 'legacy', '2025-11-25'],
  ['stdio', 'auto', '2026-07-28'],
  ['stdio', 'legacy', '2025-11-25'],
] as const)('over %s, %s', (way, mode, revision) => {
  it('an agent finds a metric, asks it and reads what it asked', async () => {
    const client = await over(way, 'editor', mode)
    expect(client.getNegotiatedProtocolVersion()).toBe(revision)
    expect(client.getInstructions()).toContain('list_metrics')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'list_projects',
      'list_metrics',
      'query_metrics',
      'explain_number',
      'get_definition',
      'search',
      'list_endpoints',
      'run_endpoint',
      'run_chart',
      'preview_chart',
      'create_chart',
    ])
    for (const { name, description = '', outputSchema, annotations } of tools) {
      expect([name, description.length < 260, outputSchema?.type, annotations?.readOnlyHint]).toEqual([name, true, 'object', name !== 'create_chart'])
    }
    const found = await call(client, 'list_metrics', { search: 'how many' })
    expect(found.content).toMatchObject({
      metrics: [{ id: 'orders_order_count', explore: 'orders', type: 'count', description: 'How many there are' }],
      dimensions: { orders: [{ id: 'orders_order_id' }, { id: 'orders_region', type: 'string' }, { id: 'orders_ordered_at', grains: ['day', 'month'] }] },
      total: 1,
    })
    const asked = await call(client, 'query_metrics', { metrics: ['orders_order_count'], time: { dimension: 'orders_ordered_at', grain: 'month' } })
    expect(asked.content).toMatchObject({
      explore: 'orders',
      columns: [{ id: 'orders_ordered_at_month' }, { id: 'orders_order_count', label: 'Order count' }],
      rows: [
        [expect.stringContaining('2025-01-01'), 2],
        [expect.stringContaining('2025-02-01'), 2],
        [expect.stringContaining('2025-03-01'), 2],
      ],
      truncated: false,
      receipt: { proof: { status: 'safe' }, policiesApplied: expect.arrayContaining(['orders.sql_filter']) as string[] },
    })
    expect(asked.text).toContain('| orders_ordered_at_month | orders_order_count |')
    expect(asked.text).toContain('Narrowed to what the caller may see by: ')
    const { resources } = await client.listResources()
    const explore = resources.find(({ name }) => name === 'Orders')?.uri ?? ''
    const [document] = (await client.readResource({ uri: explore })).contents
    expect(document).toMatchObject({ mimeType: 'text/markdown', text: expect.stringContaining('- `orders_revenue` Revenue (sum)') as string })
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(['answer_question', 'explain_change', 'build_chart'])
    const prompt = await client.getPrompt({ name: 'answer_question', arguments: { question: 'Wie viele Bestellungen?' } })
    expect(prompt.messages[0]?.content).toMatchObject({ text: expect.stringContaining('Wie viele Bestellungen?') as string })
  }, 60_000)
})

describe('an answer', () => {
  it('is the caller’s own: row rules count here as everywhere', async () => {
    expect((await call(await over('http', 'editor'), 'query_metrics', byRegion)).content['rows']).toEqual([['north', 6]])
    expect((await call(await over('http', 'interactive_viewer'), 'query_metrics', byRegion)).content['rows']).toEqual([['south', 6]])
    const without = await call(await over('http', 'developer'), 'query_metrics', byRegion)
    expect(without).toMatchObject({ isError: true, text: expect.stringContaining('region') as string })
  })

  it('is filtered and sorted as it was asked, on dimensions and metrics', async () => {
    const client = await over('http', 'editor')
    const rows = async (more: object): Promise<unknown> => (await call(client, 'query_metrics', { ...byRegion, ...more })).content['rows']
    expect(await rows({ filters: [{ field: 'orders_region', operator: 'equals', values: ['south'] }] })).toEqual([])
    expect(await rows({ filters: [{ field: 'orders_order_count', operator: 'greaterThan', values: [6] }] })).toEqual([])
    expect(await rows({ filters: [{ field: 'orders_ordered_at', operator: 'inThePast', values: [3], unit: 'months', completed: true }] })).toEqual([])
    expect(await rows({ dimensions: ['orders_order_id'], sort: [{ field: 'orders_order_id', descending: true }], limit: 2 })).toEqual([
      [10, 1],
      [8, 1],
    ])
  })

  it('says what is left out', async () => {
    const client = await over('http', 'editor')
    const cut = await call(client, 'query_metrics', { dimensions: ['stock_item'], limit: 3 })
    expect(cut.content).toMatchObject({ rowCount: 3, truncated: true, notes: [expect.stringContaining('more rows than the limit of 3')] })
    expect(cut.text).toContain('3 rows, truncated')
    const again = await call(client, 'query_metrics', { dimensions: ['stock_item'], limit: 3 })
    expect(again.content).toMatchObject({ receipt: { cache: 'hit' }, notes: [expect.anything(), expect.stringContaining('From the cache')] })
  })

  it('explains itself: definition, conditions, proof and SQL', async () => {
    const { content, text } = await call(await over('http', 'editor'), 'explain_number', { metrics: ['orders_revenue'] })
    expect(content).toMatchObject({
      rows: [[60]],
      metrics: [{ id: 'orders_revenue', aggregation: 'sum', sql: '${TABLE}.amount', filters: [expect.stringContaining('nowhere')] }],
      sql: expect.stringMatching(/SUM\(/i) as string,
    })
    expect(text).toContain('sum of ${TABLE}.amount')
  })
})

describe('what is asked wrongly', () => {
  it('is answered with what to do next', async () => {
    const client = await over('http', 'editor')
    expect(await call(client, 'query_metrics', { metrics: ['orders_order_cout'] })).toMatchObject({
      isError: true,
      text: expect.stringContaining('Did you mean orders_order_count') as string,
    })
    expect((await call(client, 'query_metrics', { metrics: ['orders_order_count', 'stock_items'] })).text).toMatch(
      /No explore has all of these fields together: orders_order_count in orders; stock_items in stock\./,
    )
    expect((await call(client, 'query_metrics', {})).text).toContain('Name at least one metric or dimension')
    expect((await call(client, 'get_definition', { id: 'orders_revenu' })).text).toContain('Did you mean orders_revenue')
    expect((await call(client, 'list_metrics', { project: house.foreignProjectUuid })).text).toBe('Project not found.\nlist_projects shows what there is.')
  })
})

describe('a definition', () => {
  it('has lineage and use', async () => {
    const { content } = await call(await over('http', 'editor'), 'get_definition', { id: 'orders_revenue' })
    expect(content).toMatchObject({
      kind: 'metric',
      label: 'Revenue',
      explore: 'orders',
      type: 'sum',
      madeOf: [{ kind: 'column', name: 'amount' }],
      charts: [],
    })
  })
})

describe('a chart', () => {
  const wish = { ...byRegion, name: 'Orders by region', space: 'shared' }
  const charts = async (): Promise<unknown[]> => house.as.admin.results('GET', `/api/v1/projects/${house.projectUuid}/charts`)

  it('is made in two steps, by whoever previewed it, once', async () => {
    const [mine, other] = [await over('http', 'editor'), await over('http', 'admin')]
    const preview = await call(mine, 'preview_chart', wish)
    expect(preview.content).toMatchObject({
      rows: [['north', 6]],
      wouldCreate: { name: 'Orders by region', kind: 'vertical_bar', space: 'Shared', explore: 'orders' },
    })
    expect(await charts()).toEqual([])
    const { token } = preview.content as { token: string }
    expect(await call(other, 'create_chart', { token })).toMatchObject({ isError: true, text: expect.stringContaining('preview_chart') as string })
    const made = await call(mine, 'create_chart', { token })
    expect(made.content).toMatchObject({ slug: 'orders-by-region', space: 'Shared' })
    expect(await call(mine, 'create_chart', { token })).toMatchObject({ isError: true })
    expect(await charts()).toHaveLength(1)
    expect((await call(mine, 'run_chart', { chart: 'orders-by-region' })).content).toMatchObject({ name: 'Orders by region', rows: [['north', 6]] })
    expect((await call(mine, 'search', { text: 'orders by', kinds: ['chart'] })).content).toMatchObject({ hits: [{ kind: 'chart', id: 'orders-by-region' }] })
    const { contents } = await mine.readResource({ uri: 'atrium://projects/@current/charts/orders-by-region' })
    expect(contents[0]).toMatchObject({ text: expect.stringContaining('slug: orders-by-region') as string })
  })

  it('is previewed only for those who may make it', async () => {
    expect(await call(await over('http', 'interactive_viewer'), 'preview_chart', wish)).toMatchObject({ isError: true })
  })
})

describe('endpoints', () => {
  it('are listed with what they take, and run', async () => {
    const at = `/api/projects/@current/endpoints/`
    const query = { kind: 'HogQLQuery', query: 'SELECT count(*) AS n FROM stock WHERE item < {variables.most}' }
    await house.as.developer.post('/api/projects/@current/insight_variables/', { name: 'most', code_name: 'most', type: 'Number', default_value: 5 })
    expect(await house.as.developer.post(at, { name: 'items', description: 'Up to a number', query })).toMatchObject({ status: 201 })
    const client = await over('http', 'viewer')
    expect((await call(client, 'list_endpoints')).content).toMatchObject({
      endpoints: [{ name: 'items', variables: [{ name: 'most', type: 'number' }] }],
      total: 1,
    })
    expect((await call(client, 'run_endpoint', { name: 'items', variables: { most: 7 } })).content).toMatchObject({ rows: [[7]], version: 1 })
    expect(await call(client, 'run_endpoint', { name: 'items', variables: { mots: 7 } })).toMatchObject({
      isError: true,
      text: expect.stringContaining('Unknown variable(s): mots') as string,
    })
  })
})

describe('a call that is wrong', () => {
  it.each([
    ['query_metrics', { ...byRegion, sorts: [{ field: 'orders_region' }] }, 'sorts'],
    ['query_metrics', { ...byRegion, filters: [{ field: 'orders_region', operator: 'equals', value: 'north' }] }, 'value'],
    ['preview_chart', { ...byRegion, name: 'A', chart_type: 'bar' }, 'chart_type'],
    ['list_metrics', { project: 'nowhere' }, 'list_projects'],
    ['run_endpoint', { name: 'nowhere' }, 'list_endpoints'],
    ['run_chart', { chart: 'nowhere' }, 'search'],
    ['query_metrics', { metrics: ['orders_ordr_count'] }, 'Did you mean orders_order_count?'],
    ['create_chart', { token: 'nowhere' }, 'preview_chart'],
  ] as const)('of %s with %j says what to do', async (name, given, words) => {
    expect(await call(await over('http', 'editor'), name, given)).toMatchObject({ isError: true, text: expect.stringContaining(words) as string })
  })
})

describe('who is let in', () => {
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }
  const send = (headers: Record<string, string>, body: unknown = ping, method = 'POST'): Promise<Response> =>
    fetch(url(), {
      method,
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    })
  const authorization = `Bearer ${secretOf('editor')}`

  it('has a token; others learn how to send one', async () => {
    expect((await send({ authorization })).status).toBe(200)
    const [nothing, wrong] = [await send({}), await send({ authorization: 'Bearer wrong' })]
    expect([nothing.status, nothing.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Atrium"'])
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Atrium", error="invalid_token"'])
    expect(await nothing.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: -32_600 } })
  })

  it('is no browser that somebody else sent, and no cookie', async () => {
    expect((await send({ authorization, origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await send({ authorization, origin: new URL(house.url).origin.replace('localhost', 'rebound.example') })).status).toBe(403)
    expect((await send({ cookie: 'connect.sid=session-of-editor-0123456789abcdef0123456789abcdef' })).status).toBe(401)
  })

  it('gets no streams and no sessions', async () => {
    for (const method of ['GET', 'DELETE']) {
      const answer = await send({ authorization }, undefined, method)
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    }
    const answer = await send(
      { authorization },
      { ...ping, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } } },
    )
    expect([answer.status, answer.headers.get('mcp-session-id')]).toEqual([200, null])
  })

  it('reaches no more than the token', async () => {
    const secret = 'atr_of_an_agent_0123456789'
    await insertToken(house.db, house.url, { userId: house.userUuid.editor, secret, scopes: ['model:read'] })
    const client = await over('http', 'editor', 'auto', secret)
    expect(await call(client, 'list_metrics')).toMatchObject({ isError: false })
    expect(await call(client, 'query_metrics', byRegion)).toMatchObject({ isError: true, text: expect.stringContaining('query:read') as string })
    expect(await call(client, 'preview_chart', { ...byRegion, name: 'x' })).toMatchObject({ isError: true })
  })

  it('reads everything with the scopes that the manual names', async () => {
    const page = await readFile('docs/agents.md', 'utf8')
    const scopes = [...(/To read, it needs (.*?);/.exec(page)?.[1] ?? '').matchAll(/`([a-z_]+:read)`/g)].map((match) => match[1] as Scope)
    const secret = 'atr_of_a_reader_0123456789'
    await insertToken(house.db, house.url, { userId: house.userUuid.editor, secret, scopes })
    const client = await over('http', 'editor', 'auto', secret)
    const calls: [string, object][] = [
      ['list_projects', {}],
      ['list_metrics', {}],
      ['query_metrics', byRegion],
      ['explain_number', byRegion],
      ['get_definition', { id: 'orders' }],
      ['search', { text: 'orders' }],
      ['list_endpoints', {}],
      ['run_endpoint', { name: 'items' }],
      ['run_chart', { chart: 'orders-by-region' }],
    ]
    for (const [name, given] of calls) expect([name, (await call(client, name, given)).isError]).toEqual([name, false])
    for (const room of ['explores/orders', 'charts/orders-by-region']) await client.readResource({ uri: `atrium://projects/@current/${room}` })
    expect((await client.listResources()).resources.length).toBeGreaterThan(1)
  })

  it('learns through `atrium mcp` why it is not let in', async () => {
    await expect(over('stdio', 'editor', 'legacy', 'wrong')).rejects.toThrow('Personal access token is not recognised')
  })
})
