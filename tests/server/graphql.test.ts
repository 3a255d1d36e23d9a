import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { auditServer } from 'graphql-http'
import { buildClientSchema, buildSchema, findBreakingChanges, getIntrospectionQuery, type IntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractFile } from '../conform/contract.ts'
import { apiClient, type ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let project: string
let chartId: string
let hiddenChartId: string

const tokenOf = (person: Person): string => `atr_pat_test_of_${person}_0123456789`

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id, sql_filter: "\${TABLE}.region <> \${ld.attributes.hidden_region}", joins: [{join: shops, sql_on: "\${orders.shop} = \${shops.name}"}]}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
      - {name: shop}
      - {name: ordered_at, meta: {dimension: {type: timestamp}}}
`,
      'shops.yml': `models:
  - name: shops
    meta: {primary_key: name}
    columns:
      - {name: name}
`,
      'secret.yml': `models:
  - name: secret
    meta: {required_attributes: {may_see: "yes"}}
    columns:
      - {name: id, meta: {metrics: {secrets: {type: count}}}}
`,
    },
    statements: [
      "CREATE TABLE orders AS SELECT range AS id, ['north', 'south'][range % 2 + 1] AS region, 'one' AS shop, now() AS ordered_at FROM range(9)",
      "CREATE TABLE shops AS SELECT 'one' AS name",
      'CREATE TABLE secret AS SELECT 1 AS id',
    ],
  })
  project = house.projectUuid
  const space = async (name: string, isPrivate: boolean): Promise<string> =>
    (await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${project}/spaces`, { name, isPrivate })).uuid
  const [shared, hidden] = [await space('Shared', false), await space('Hidden', true)]
  chartId = await newChart('By region', shared)
  hiddenChartId = await newChart('Not for all', hidden)
  const tiles = [chartId, hiddenChartId].map((savedChartUuid, index) => ({
    type: 'saved_chart',
    x: 0,
    y: index * 6,
    w: 18,
    h: 6,
    properties: { savedChartUuid },
  }))
  await house.as.admin.results('POST', `/api/v1/projects/${project}/dashboards`, { name: 'Overview', spaceUuid: shared, tiles, filters: noFilters, tabs: [] })
})
afterAll(() => house.stop())

const noFilters = { dimensions: [], metrics: [], tableCalculations: [] }

async function newChart(name: string, spaceUuid: string): Promise<string> {
  const metricQuery = {
    exploreName: 'orders',
    dimensions: ['orders_region', 'orders_ordered_at_month'],
    metrics: ['orders_orders'],
    filters: { dimensions: { id: 'all', and: [{ id: 'one', target: { fieldId: 'shops_name' }, operator: 'equals', values: ['one'] }] } },
    sorts: [{ fieldId: 'orders_orders', descending: true }],
    limit: 10,
    tableCalculations: [],
  }
  const chart = { name, spaceUuid, tableName: 'orders', metricQuery, chartConfig: { type: 'table', config: {} }, tableConfig: { columnOrder: [] } }
  return (await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${project}/saved`, chart)).uuid
}

type Body = { data?: Record<string, unknown> | null; errors?: { message: string; path?: unknown[]; extensions: { code: string } }[]; error?: string }
const ask = async (who: Person, query: string, variables: object = {}): Promise<ApiAnswer & { body: Body }> =>
  (await house.as[who].post('/api/graphql', { query, variables })) as ApiAnswer & { body: Body }
const inProject = async <T>(who: Person, fields: string): Promise<T> => {
  const { status, body } = await ask(who, `query ($id: ID!) { project(projectId: $id) { ${fields} } }`, { id: project })
  expect(body.errors).toBeUndefined()
  expect(status).toBe(200)
  return body.data?.['project'] as T
}
const codeOf = ({ body }: { body: unknown }): string | undefined => (body as Body).errors?.[0]?.extensions.code

describe('the schema', () => {
  let contract: string | null = null
  try {
    contract = contractFile('hashboard', 'schema.graphql')
  } catch (error) {
    console.warn(`The schema is not compared: ${String(error)}`)
  }

  it.skipIf(contract === null)('is that of the format, and adds to it', async () => {
    const { body } = await ask('viewer', getIntrospectionQuery())
    const ours = buildClientSchema(body.data as unknown as IntrospectionQuery)
    const theirs = buildSchema(readFileSync(contract ?? '', 'utf8'))
    expect(findBreakingChanges(theirs, ours)).toEqual([])
    for (const type of Object.values(theirs.getTypeMap())) {
      if (type.name.startsWith('__') || !('getFields' in type)) continue
      const own = ours.getType(type.name)
      if (own === undefined || !('getFields' in own)) throw new Error(`${type.name} has no fields here`)
      // What may be null stays what may be null: clients are generated from it.
      for (const [name, field] of Object.entries(type.getFields()))
        expect(`${type.name}.${name}: ${String(own.getFields()[name]?.type)}`).toBe(`${type.name}.${name}: ${String(field.type)}`)
    }
  })

  it.skipIf(contract === null)('shows nothing beside that but what is meant to be asked', async () => {
    const { body } = await ask('viewer', getIntrospectionQuery())
    const ours = buildClientSchema(body.data as unknown as IntrospectionQuery)
    const theirs = buildSchema(readFileSync(contract ?? '', 'utf8'))
    const added = Object.values(ours.getTypeMap()).flatMap((type) => {
      if (type.name.startsWith('__') || !('getFields' in type)) return []
      const known = theirs.getType(type.name)
      const before = known !== undefined && 'getFields' in known ? Object.keys(known.getFields()) : []
      return Object.keys(type.getFields()).flatMap((name) => (before.includes(name) ? [] : [`${type.name}.${name}`]))
    })
    const meant = {
      Query: 'projects runEndpoint runQuery',
      Project: 'endpoints',
      Endpoint: 'description isActive name tags version',
      QueryResult: 'columns insight receipt rowCount rows truncated',
      ResultColumn: 'name type',
      SortInput: 'descending fieldId',
    }
    expect(added.toSorted()).toEqual(
      Object.entries(meant)
        .flatMap(([type, fields]) => fields.split(' ').map((field) => `${type}.${field}`))
        .toSorted(),
    )
  })

  it('is told to clients in one request, however often they ask', async () => {
    for (let i = 0; i < 3; i++) expect((await ask('viewer', getIntrospectionQuery({ descriptions: true }))).status).toBe(200)
  })
})

describe('GraphQL over HTTP', () => {
  it('passes the audit of its transport', async () => {
    const results = await auditServer({
      url: `${house.url}/api/graphql`,
      fetchFn: (url: string, options: RequestInit = {}) =>
        fetch(url, { ...options, headers: { ...(options.headers as Record<string, string>), authorization: tokenOf('viewer') } }),
    })
    expect(results.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([])
    // Three times it would have 200 for a request that is refused before anything is run; the format says 400.
    expect(results.filter(({ status }) => status === 'warn').map(({ name }) => name)).toEqual([
      expect.stringContaining('200 status code on document parsing failure'),
      expect.stringContaining('200 status code on document validation failure'),
      expect.stringContaining('200 on variable coercion failure'),
    ])
    expect(results.length).toBeGreaterThan(55)
  })

  it('takes the bare token, Bearer, ApiKey and the format’s own wrapping, at the address of before too', async () => {
    const id = (await house.db.selectFrom('personal_access_tokens').select('id').where('user_id', '=', house.userUuid.viewer).executeTakeFirstOrThrow()).id
    const wrapped = (tokenId: string): string =>
      Buffer.from(JSON.stringify({ project_id: project, access_key_id: tokenId, access_key_token: tokenOf('viewer') })).toString('base64')
    const statusOf = async (authorization: string, at = '/api/graphql'): Promise<number> =>
      (await apiClient(house.url, { authorization }).post(at, { query: '{ projects { id } }' })).status
    for (const spelling of ['', 'Bearer ', 'ApiKey ']) expect(await statusOf(spelling + tokenOf('viewer'))).toBe(200)
    expect(await statusOf(wrapped(id))).toBe(200)
    expect(await statusOf(`Bearer ${wrapped(id)}`, '/graphql/')).toBe(200)
    // The secret of one token in the wrapping of another.
    expect(await statusOf(wrapped(house.userUuid.admin))).toBe(401)
  })

  it('says who is not known in both words', async () => {
    const body = { query: '{ projects { id } }' }
    const secret = Buffer.from(JSON.stringify({ project_id: project, access_key_id: 'x', access_key_token: 'nobody’s' })).toString('base64')
    for (const authorization of [undefined, 'nonsense', secret, 'e30=']) {
      const answer = await apiClient(house.url, authorization === undefined ? {} : { authorization }).post('/api/graphql', body)
      expect(answer).toMatchObject({ status: 401, body: { error: expect.any(String), errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } })
      expect(answer.body).not.toHaveProperty('data')
    }
  })

  it('keeps queries by their hash, once they were sent with it', async () => {
    const query = '{ projects { name } }'
    const sha256Hash = createHash('sha256').update(query).digest('hex')
    const extensions = { persistedQuery: { version: 1, sha256Hash } }
    const unknown = await house.as.viewer.post('/api/graphql', { extensions })
    expect(unknown).toMatchObject({ status: 200, body: { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] } })
    expect(codeOf(await house.as.viewer.post('/api/graphql', { query: '{ projects { id } }', extensions }))).toBe('PERSISTED_QUERY_MISMATCH')
    expect((await house.as.viewer.post('/api/graphql', { query, extensions })).body).toMatchObject({ data: { projects: [{ name: expect.any(String) }] } })
    const byAddress = await house.as.viewer.get(`/api/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`)
    expect(byAddress).toMatchObject({ status: 200, body: { data: { projects: [{}] } } })
    // What is kept is the text: who sees what is decided anew.
    expect((await house.as.foreigner.post('/api/graphql', { extensions })).body).toEqual({ data: { projects: [{ name: 'Elsewhere' }] } })
  })

  it.each([
    ['many at once', [{ query: '{ projects { id } }' }], 'arrays of requests are not taken'],
    ['nothing', {}, 'There is no query'],
    ['no GraphQL', { query: '{ projects { id }' }, 'Syntax Error'],
    ['a field that is not there', { query: '{ project(projectId: 1) { modls { grn } } }' }, 'Cannot query field "modls" on type "Project".'],
    ['a change', { query: 'mutation { remove }' }, 'Only queries are taken'],
    ['a variable that does not fit', { query: 'query ($id: ID!) { project(projectId: $id) { id } }', variables: { id: {} } }, 'Variable "$id"'],
    ['a question that is nested without end', { query: `{ ${'projects { '.repeat(25)} id ${'}'.repeat(25)} }` }, 'too nested'],
    ['the same asked under many names', { query: `{ ${Array.from({ length: 31 }, (_, name) => `n${name}: projects { id }`).join(' ')} }` }, 'too '],
    ['more queries that are run than may be', { query: `{ ${'runQuery { rows } '.repeat(6)} }` }, 'too large'],
    ['a document that is too long', { query: `{ projects { id ${'id '.repeat(3000)} } }` }, 'too long'],
    ['a text that is too long', { query: `{ projects { id } } # ${'x'.repeat(60_000)}` }, 'too long'],
    [
      'an introspection without end',
      { query: `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }` },
      'Maximum introspection depth exceeded',
    ],
  ])('refuses %s, and says why', async (_name, body, words) => {
    const answer = await house.as.viewer.post('/api/graphql', body)
    expect(answer).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining(words), errors: [{ message: expect.stringContaining(words), extensions: { code: expect.any(String) } }] },
    })
    expect(answer.body).not.toHaveProperty('data')
    expect(JSON.stringify(answer.body)).not.toContain('Did you mean')
  })

  it('answers documents made to keep it busy within a second', async () => {
    const same = `{ projects { ${'id '.repeat(1900)} } }`
    const doubling = `{ projects { ...f0 } } ${Array.from({ length: 80 }, (_, i) => `fragment f${i} on Project { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f80 on Project { id }`
    for (const query of [same, doubling]) {
      const started = performance.now()
      await house.as.viewer.post('/api/graphql', { query })
      expect(performance.now() - started).toBeLessThan(1500)
    }
  })
})

describe('a project', () => {
  it('is null for those who cannot see it, and where there is none', async () => {
    for (const [who, id] of [
      ['viewer', 'nonsense'],
      ['viewer', house.foreignProjectUuid],
      ['foreigner', project],
      ['member', project],
    ] as const) {
      expect(await ask(who, 'query ($id: ID!) { project(projectId: $id) { id name users { email } } }', { id })).toMatchObject({
        status: 200,
        body: { data: { project: null } },
      })
    }
    expect((await ask('member', '{ projects { id } }')).body).toEqual({ data: { projects: [] } })
  })

  it('lists what the caller may read, each with a name for good', async () => {
    type Listed = Record<'models' | 'metrics' | 'dashboards', { grn: string; name: string; savedExplorations?: { grn: string; name: string }[] }[]>
    const fields = 'models { grn name savedExplorations { grn name } } metrics { grn name } dashboards { grn name }'
    const seen = await inProject<Listed>('viewer', fields)
    expect(seen.models.map(({ name }) => name)).toEqual(['Orders', 'Shops'])
    expect(seen.models[0]?.savedExplorations).toEqual([{ grn: `sv:${chartId}:by-region`, name: 'By region' }])
    expect(seen.metrics.map(({ name }) => name)).toEqual(['Orders'])
    expect(seen.dashboards).toMatchObject([{ name: 'Overview', grn: expect.stringMatching(/^dsb:[\w-]{36}:overview$/) }])
    const all = await inProject<Listed>('admin', fields)
    expect(all.models[0]?.savedExplorations?.map(({ name }) => name)).toEqual(['By region', 'Not for all'])
    expect(all.models.map(({ name }) => name)).not.toContain('Secret')
    expect(all.models[0]?.grn).toBe(seen.models[0]?.grn)
    expect(JSON.stringify(seen)).not.toContain(hiddenChartId)
  })

  it('shows what is behind an attribute to those who have it', async () => {
    const attribute = await house.as.admin.results<{ uuid: string }>('POST', '/api/v1/org/attributes', {
      name: 'may_see',
      attributeDefault: null,
      users: [{ userUuid: house.userUuid.viewer, value: 'yes' }],
      groups: [],
    })
    const names = async (who: Person): Promise<string[]> =>
      (await inProject<{ models: { name: string }[] }>(who, 'models { name }')).models.map(({ name }) => name)
    expect(await names('viewer')).toContain('Secret')
    expect(await names('admin')).not.toContain('Secret')
    await house.as.admin.results('DELETE', `/api/v1/org/attributes/${attribute.uuid}`)
    expect(await names('viewer')).not.toContain('Secret')
  })

  it('writes its things as files of the format', async () => {
    type Specs = {
      models: { spec: Record<string, unknown>; savedExplorations: { spec: unknown }[] }[]
      dashboards: { spec: unknown }[]
      metrics: { spec: unknown }[]
    }
    const { models, dashboards, metrics } = await inProject<Specs>('viewer', 'models { spec savedExplorations { spec } } dashboards { spec } metrics { spec }')
    expect(models[0]?.spec).toMatchObject({
      hbVersion: '1.0',
      type: 'model',
      alias: 'orders',
      name: 'Orders',
      source: { connectionName: expect.any(String), physicalName: 'orders' },
      cols: expect.arrayContaining([
        { id: 'id', name: 'Id', type: 'attribute', physicalName: 'id', primaryKey: true, atrium: { type: 'number' } },
        expect.objectContaining({ id: 'shop', name: 'Shop', type: 'attribute', physicalName: 'shop', foreignModels: ['m::shops'] }),
        expect.objectContaining({ id: 'orders', type: 'measure', aggregate: 'count', physicalName: 'id' }),
      ]),
    })
    expect(models[0]?.savedExplorations[0]?.spec).toMatchObject({
      type: 'saved_exploration',
      alias: 'by-region',
      model: 'm::orders',
      resourceMetadata: { status: 'exploratory', owner: house.email('admin') },
      data: {
        rows: [{ columnId: 'region' }, { columnId: 'ordered_at', granularity: 'month' }],
        measures: [{ columnId: 'orders' }],
        filters: [{ columnId: 'm::shops.name', values: ['one'] }],
        sort: [{ columnId: 'orders', order: 'desc' }],
        limit: 10,
      },
      visualization: { chartType: 'table' },
    })
    expect(metrics[0]?.spec).toMatchObject({
      type: 'metric',
      config: { dataModel: 'm::orders', measureId: 'orders', metricType: 'timeseries', dimensionId: 'ordered_at' },
    })
    // The chart that the viewer may not see leaves an empty place.
    const dashboard = JSON.stringify(dashboards[0]?.spec)
    expect(dashboard).toContain('{"type":"savedExploration","savedExploration":"sv::by-region","width":6}')
    expect(dashboard).not.toContain('not-for-all')
    expect(dashboard).not.toContain(hiddenChartId)
  })

  it('tells of people: what they may do to those who look after it', async () => {
    type People = { users: { id: string; email: string; fullName: string; roles: string[] | null }[] }
    const fields = 'users { id email fullName roles }'
    const forAdmin = (await inProject<People>('admin', fields)).users
    expect(forAdmin.find(({ id }) => id === house.userUuid.developer)).toMatchObject({ email: house.email('developer'), roles: ['Developer'] })
    const forViewer = (await inProject<People>('viewer', fields)).users
    expect(forViewer.find(({ id }) => id === house.userUuid.developer)).toMatchObject({ email: house.email('developer'), roles: null })
    expect([...forAdmin, ...forViewer].map(({ id }) => id)).not.toContain(house.userUuid.foreigner)
    const { roles } = await inProject<{ roles: { id: string; permissionRules: { permissions: string[] }[] }[] }>(
      'viewer',
      'roles { id permissionRules { resources permissions datasourceCredentials { credentialId } } }',
    )
    expect(roles.map(({ id }) => id)).toEqual(['viewer', 'interactive_viewer', 'editor', 'developer', 'admin'])
    const permissionsOf = (role: string): string[] => roles.find(({ id }) => id === role)?.permissionRules.flatMap(({ permissions }) => permissions) ?? []
    expect(permissionsOf('viewer')).toContain('READ_DASHBOARD')
    expect(permissionsOf('viewer')).not.toContain('READ_SQL_RUNNER')
    expect(permissionsOf('developer')).toContain('READ_SQL_RUNNER')
  })

  it('counts views of the last two weeks, each time somebody looks', async () => {
    type Viewed = { models: { viewsLastTwoWeeks: number; savedExplorations: { viewsLastTwoWeeks: number }[] }[] }
    const counted = async (): Promise<number> =>
      (await inProject<Viewed>('viewer', 'models { viewsLastTwoWeeks savedExplorations { viewsLastTwoWeeks } }')).models[0]?.savedExplorations[0]
        ?.viewsLastTwoWeeks ?? -1
    const before = await counted()
    for (let i = 0; i < 3; i++) await house.as.viewer.results('GET', `/api/v1/saved/${chartId}`)
    await expect.poll(counted, { timeout: 5000 }).toBe(before + 3)
    await house.db.updateTable('resource_views_by_day').set({ day: '2020-01-01' }).where('resource_id', '=', chartId).execute()
    expect(await counted()).toBe(0)
  })

  it('does not reach further than the scopes of a token', async () => {
    await house.db
      .updateTable('personal_access_tokens')
      .set({ scopes: ['project:read', 'dashboard:read'] })
      .where('user_id', '=', house.userUuid.editor)
      .execute()
    await house.as.admin.results('PATCH', `/api/v1/org/users/${house.userUuid.editor}`, { role: 'editor' })
    expect(await inProject('editor', 'name')).toMatchObject({ name: expect.any(String) })
    const { status, body } = await ask('editor', 'query ($id: ID!) { project(projectId: $id) { models { name } } }', { id: project })
    expect([status, body.data]).toEqual([200, { project: null }])
    expect(body.errors).toMatchObject([{ path: ['project', 'models'], extensions: { code: 'FORBIDDEN', scope: 'model:read' } }])
  })
})

describe('a question', () => {
  const byRegion = `query ($id: ID!) {
    runQuery(projectId: $id, explore: "orders", dimensions: ["orders_region"], metrics: ["orders_orders"], sorts: [{ fieldId: "orders_region" }]) {
      columns { name } rows rowCount truncated receipt
    }
  }`

  it('is answered under the row rules of who asks', async () => {
    const answered = async (): Promise<unknown> => (await ask('interactive_viewer', byRegion, { id: project })).body.data?.['runQuery']
    const attribute = await house.as.admin.results<{ uuid: string }>('POST', '/api/v1/org/attributes', {
      name: 'hidden_region',
      attributeDefault: 'nowhere',
      users: [],
      groups: [],
    })
    expect(await answered()).toMatchObject({
      rows: [
        { orders_region: 'north', orders_orders: 5 },
        { orders_region: 'south', orders_orders: 4 },
      ],
      rowCount: 2,
      truncated: false,
    })
    await house.as.admin.results('PUT', `/api/v1/org/attributes/${attribute.uuid}`, { name: 'hidden_region', attributeDefault: 'north', users: [], groups: [] })
    expect(await answered()).toMatchObject({
      columns: [{ name: 'orders_region' }, { name: 'orders_orders' }],
      rows: [{ orders_region: 'south' }],
      receipt: { policiesApplied: expect.arrayContaining(['orders.sql_filter']) },
    })
    await house.as.admin.results('PUT', `/api/v1/org/attributes/${attribute.uuid}`, {
      name: 'hidden_region',
      attributeDefault: 'nowhere',
      users: [],
      groups: [],
    })
  })

  it('that may not be asked is refused beside what may', async () => {
    const { status, body } = await ask('viewer', `query ($id: ID!) { projects { id } ${byRegion.slice(byRegion.indexOf('runQuery'))}`, { id: project })
    expect(status).toBe(200)
    expect(body.data).toEqual({ projects: [{ id: project }], runQuery: null })
    expect(body.errors).toMatchObject([{ path: ['runQuery'], extensions: { code: 'FORBIDDEN' } }])
    const wrong = await ask('admin', 'query ($id: ID!) { runQuery(projectId: $id, explore: "ordrs", metrics: ["orders_orders"]) { rowCount } }', {
      id: project,
    })
    expect(wrong.body.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', suggestions: ['orders'] } }])
    const secret = await ask('admin', 'query ($id: ID!) { runQuery(projectId: $id, explore: "secret", metrics: ["secret_secrets"]) { rowCount } }', {
      id: project,
    })
    expect(secret.body.data).toEqual({ runQuery: null })
  })

  it('with a name is an endpoint', async () => {
    const made = await house.as.developer.call('POST', `/api/projects/${project}/endpoints/`, {
      name: 'numbers',
      query: {
        kind: 'HogQLQuery',
        query: 'SELECT range AS n FROM range({variables.most})',
        variables: { most: { variableId: await variableId(), code_name: 'most', value: 2 } },
      },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(await inProject('viewer', 'endpoints { name version isActive tags description }')).toMatchObject({
      endpoints: [{ name: 'numbers', version: 1, isActive: true }],
    })
    const run = 'query ($id: ID!, $v: JSON) { runEndpoint(projectId: $id, name: "numbers", variables: $v) { rows rowCount receipt } }'
    const { body } = await ask('viewer', run, { id: project, v: { most: 3 } })
    expect(body.data).toMatchObject({ runEndpoint: { rows: [{ n: 0 }, { n: 1 }, { n: 2 }] } })
    expect(JSON.stringify(body)).not.toContain('SELECT')
    expect((await ask('viewer', run, { id: project, v: { least: 3 } })).body.errors).toMatchObject([
      { message: expect.stringContaining('least'), extensions: { code: 'BAD_USER_INPUT' } },
    ])
    expect((await ask('foreigner', run, { id: project })).body.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
  })
})

async function variableId(): Promise<string> {
  const made = await house.as.developer.call('POST', `/api/projects/${project}/insight_variables/`, {
    name: 'Most',
    code_name: 'most',
    type: 'Number',
    default_value: 2,
  })
  return (made.body as { id: string }).id
}
