import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let number: number

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}, total: {type: sum, sql: "\${TABLE}.amount"}, mean: {type: average, sql: "\${TABLE}.amount"}, last: {type: max, sql: "\${TABLE}.day"}}}}
      - {name: region}
      - {name: kind, meta: {dimension: {type: number}}}
      - {name: day, meta: {dimension: {type: date}}}
`,
      'visits.yml': `models:
  - name: visits
    meta:
      primary_key: id
      joins: [{join: orders, sql_on: "\${visits.order_id} = \${orders.id}", relationship: many-to-one}]
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {visits: {type: count}, minutes: {type: sum}}}}
      - {name: order_id, meta: {dimension: {type: number}}}
      - {name: place}
`,
      'events.yml': `models:
  - name: events
    meta: {primary_key: id}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {events: {type: count}}}}
      - {name: place}
      - {name: at, meta: {dimension: {type: timestamp, time_intervals: [RAW, MILLISECOND, HOUR, DAY]}}}
      - {name: weight, meta: {dimension: {type: number}}}
`,
      'secrets.yml': `models:
  - name: secrets
    meta: {primary_key: id, sql_filter: "\${TABLE}.region = \${ld.attributes.region}"}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {secrets: {type: count}}}}
      - {name: region}
`,
    },
    statements: [
      `CREATE TABLE orders AS SELECT range AS id, ['north', 'south', NULL][range % 3 + 1] AS region, (range * 1.25)::DECIMAL(18, 2) AS amount,
         DATE '2026-01-01' + (range % 20)::INTEGER AS day, CASE WHEN range % 7 = 0 THEN NULL ELSE range % 7 END AS kind FROM range(900)`,
      `CREATE TABLE visits AS SELECT range AS id, (range * 7919) % 950 AS order_id, ['shop', 'web'][range % 2 + 1] AS place FROM range(2000)`,
      `CREATE TABLE events AS SELECT range AS id, ['shop', 'web', 'fair'][range % 3 + 1] AS place, ['NaN'::DOUBLE, NULL, 'inf'::DOUBLE, 0.5][range % 4 + 1] AS weight,
         TIMESTAMP '2026-01-01' + to_microseconds(range * 300) + to_hours(range // 100) AS at FROM range(300)`,
      'CREATE TABLE secrets AS SELECT id, region FROM orders',
    ],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  number = ((await house.as.admin.get('/api/projects/@current/')).body as { id: number }).id
  for (const [name, type] of [
    ['region', 'String'],
    ['day_from', 'Date'],
    ['day_to', 'Date'],
    ['least', 'Number'],
    ['most', 'Number'],
    ['regions', 'List'],
  ]) {
    await post('admin', 'insight_variables/', { name, code_name: name, type, ...(name === 'region' ? { default_value: 'north' } : {}) })
  }
})
afterAll(() => house.stop())

const at = (rest: string): string => `/api/projects/${number}/${rest}`
const post = (who: Person, rest: string, body: unknown = {}): Promise<ApiAnswer> => house.as[who].call('POST', at(rest), body)
const patch = (rest: string, body: unknown): Promise<ApiAnswer> => house.as.developer.call('PATCH', at(rest), body)
const get = (who: Person, rest: string): Promise<ApiAnswer> => house.as[who].get(at(rest))
const own = (rest: string): string => `/api/v1/app/projects/${house.projectUuid}/endpoints/${rest}`
const sql = (query: string): object => ({ kind: 'HogQLQuery', query })
const byRegion = sql('SELECT region, count(*) AS n, sum(amount) AS s FROM orders WHERE region = {variables.region} GROUP BY region ORDER BY 1')
const made = async (name: string, query: object, more: object = {}): Promise<Answer> => {
  const answer = await post('developer', 'endpoints/', { name, query, ...more })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as Answer
}
type State = {
  can_materialize: boolean
  status?: string
  reason?: string
  error?: string
  ready?: boolean
  rows?: number
  last_materialized_at?: string
  sync_frequency?: string
}
type Answer = { is_materialized: boolean; materialization: State; current_version: number; materialization_error?: string }
const detailOf = ({ body }: ApiAnswer): string => (body as { detail: string }).detail
const stateOf = async (name: string, version = ''): Promise<State> => (await get('viewer', `endpoints/${name}/materialization_status/${version}`)).body as State
const until = async (name: string, status: string, version = ''): Promise<State> => {
  for (let tries = 0; tries < 200; tries++) {
    const state = await stateOf(name, version)
    if (state.status === status) return state
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
  throw new Error(`${name} never was ${status}: ${JSON.stringify(await stateOf(name, version))}`)
}
const run = (name: string, body: object = {}): Promise<ApiAnswer> => post('viewer', `endpoints/${name}/run`, body)
const answerOf = ({ body }: ApiAnswer): object => {
  const { results, columns, types, hasMore } = body as Record<string, unknown>
  return { results, columns, types, hasMore }
}
const logged = async ({ body }: ApiAnswer, name: string): Promise<string> => {
  const { execution_id: id } = body as { execution_id: string }
  const { results } = (await get('viewer', `endpoints/${name}/logs/?instance_id=${id}`)).body as { results: { message: string }[] }
  return /path=(\w+)/.exec(results[0]?.message ?? '')?.[1] ?? 'not written yet'
}
const files = (): string[] => readdirSync(path.join(house.dataDir, 'materializations')).filter((file) => file.endsWith('.parquet'))
const metric = (more: object = {}, explore = 'orders'): object => ({
  kind: 'MetricQuery',
  explore,
  query: { exploreName: explore, ...asked, ...more },
})
const asked = {
  dimensions: ['orders_region'],
  metrics: ['orders_orders', 'orders_total', 'orders_mean'],
  filters: {},
  sorts: [{ fieldId: 'orders_region', descending: true }],
  limit: 100,
  tableCalculations: [],
}

describe('a version that is kept as a table', () => {
  it('is read at once, answers as the warehouse does, and says so', async () => {
    const created = await made('kept', byRegion, { is_materialized: true, sync_frequency: '1hour' })
    expect(created).toMatchObject({ is_materialized: true, materialization: { can_materialize: true, sync_frequency: '1hour', enabled: true } })
    expect(await until('kept', 'Completed')).toMatchObject({ ready: true, rows: 3, error: '', name: 'kept' })
    for (const region of ['north', 'south', 'nowhere', "it's", null]) {
      const table = await run('kept', { variables: { region } })
      expect(table.body).toMatchObject({ endpoint_materialized: true, _materialized: true, endpoint_materialized_at: expect.any(String) })
      const direct = await run('kept', { variables: { region }, refresh: 'direct' })
      expect(direct.body as object).not.toHaveProperty('endpoint_materialized')
      expect(answerOf(table)).toEqual(answerOf(direct))
    }
    const forced = await run('kept', { variables: { region: 'south' }, refresh: 'force' })
    await expect.poll(() => logged(forced, 'kept'), { timeout: 10_000 }).toBe('materialized')
  })

  it('says the same on each page of a table’s answer: in the body, in the head, in the log', async () => {
    await made('paged', sql('SELECT id FROM orders WHERE id < 5 ORDER BY id'), { is_materialized: true })
    const { last_materialized_at: madeAt = '' } = await until('paged', 'Completed')
    const first = await run('paged', { limit: 2 })
    const second = await run('paged', { cursor: (first.body as { next_cursor: string }).next_cursor })
    for (const page of [first, second]) {
      expect(page.body).toMatchObject({ endpoint_materialized: true, endpoint_materialized_at: madeAt, _materialized_at: madeAt })
      expect(page.headers.get('atrium-answer')).toContain(`path=materialized, made-at=${Math.floor(Date.parse(madeAt) / 1000)}`)
    }
    expect(second.body).toMatchObject({ results: [[2], [3]] })
    const target = (first.body as Record<string, string>)['cache_target_age']
    expect((second.body as Record<string, string>)['cache_target_age']).toBe(target)
    await expect.poll(() => logged(second, 'paged'), { timeout: 10_000 }).toBe('materialized')
  })

  it('needs all of its variables: without them the whole table would go out', async () => {
    expect(await run('kept')).toMatchObject({ status: 400, body: { attr: 'variables' } })
    expect(detailOf(await run('kept'))).toContain("Required variable(s) 'region' not provided")
    expect((await get('viewer', 'endpoints/kept/run?region=north')).status).toBe(200)
  })

  it('also answers whoever wants nothing but what is kept, with its age', async () => {
    const { last_materialized_at: madeAt } = await stateOf('kept')
    const { body } = await run('kept', { variables: { region: 'south' }, refresh: 'force_cache' })
    expect(body).toMatchObject({ results: [['south', 300, expect.anything()]], endpoint_materialized_at: madeAt })
  })

  it('is answered by the warehouse while its table is stale, and that is said', async () => {
    await house.db
      .updateTable('endpoint_materializations')
      .set({ read_at: new Date('2020-01-01') })
      .execute()
    // The store tells that it was changed, since nobody did who would know.
    await expect.poll(async () => (await run('kept', { variables: { region: 'north' } })).body, { timeout: 10_000 }).toMatchObject({ _materialized: false })
    const late = await run('kept', { variables: { region: 'north' } })
    expect(late.body).toMatchObject({ results: [['north', 300, expect.anything()]], materialized_fallback: 'stale', _materialized: false })
    await expect.poll(() => logged(late, 'kept'), { timeout: 10_000 }).toBe('materialized_fallback')
    await house.as.developer.results('POST', own('kept/materialization/refresh'), {})
    await until('kept', 'Completed')
    expect((await run('kept', { variables: { region: 'north' } })).body).toMatchObject({ endpoint_materialized: true })
  })

  it('passes on to a new version, and the old one keeps its own', async () => {
    const changed = await patch('endpoints/kept/', {
      query: sql('SELECT region, count(*) AS n FROM orders WHERE region = {variables.region} GROUP BY region ORDER BY 1'),
    })
    expect(changed.body).toMatchObject({ current_version: 2, is_materialized: true })
    await until('kept', 'Completed')
    expect((await run('kept', { variables: { region: 'north' } })).body).toMatchObject({ results: [['north', 300]], endpoint_materialized: true })
    expect((await run('kept', { variables: { region: 'north' }, version: 1 })).body).toMatchObject({ endpoint_version: 1, endpoint_materialized: true })
    const third = await patch('endpoints/kept/', { query: sql('SELECT count(*) AS n FROM orders WHERE region = {variables.region} AND day <= current_date') })
    expect(third.body).toMatchObject({
      current_version: 3,
      is_materialized: false,
      materialization_error: expect.stringContaining('current_date gives another value'),
    })
    const { results } = (await get('viewer', 'endpoints/kept/versions/')).body as { results: Answer[] }
    expect(results.map(({ is_materialized }) => is_materialized)).toEqual([false, true, true])
  })

  it('keeps its table when only its cadence changes, and loses it when it is switched off', async () => {
    const before = files().length
    expect((await patch('endpoints/kept/?version=2', { sync_frequency: '6hour' })).body).toMatchObject({
      materialization: { sync_frequency: '6hour', ready: true },
    })
    expect((await patch('endpoints/kept/?version=2', { is_materialized: false })).body).toMatchObject({
      is_materialized: false,
      materialization: { can_materialize: true, reason: null },
    })
    expect(await patch('endpoints/kept/?version=2', { sync_frequency: '1hour' })).toMatchObject({ status: 400, body: { attr: 'sync_frequency' } })
    expect(await patch('endpoints/kept/?version=1', { is_materialized: false, sync_frequency: '1hour' })).toMatchObject({
      status: 400,
      body: { attr: 'sync_frequency' },
    })
    await expect.poll(() => files().length).toBe(before - 1)
    expect((await run('kept', { version: 2 })).body).toMatchObject({ results: [['north', 300]] })
    await patch('endpoints/kept/', { is_active: false })
    await expect.poll(() => files().length).toBe(before - 2)
    expect(await patch('endpoints/kept/?version=1', { is_materialized: true })).toMatchObject({
      status: 400,
      body: { attr: 'is_materialized', detail: expect.stringContaining('inactive') },
    })
  })

  it('says that it failed, and why', async () => {
    const text = 'SELECT region, sum(secret) AS s FROM (SELECT region, CAST(id AS INTEGER) AS secret FROM orders) GROUP BY region ORDER BY 1'
    await made('failing', sql(text.replaceAll('CAST(id AS INTEGER)', 'CAST(region AS INTEGER)')), { is_materialized: true })
    expect(await until('failing', 'Failed')).toMatchObject({ error: expect.stringContaining('Could not convert'), ready: false })
  })

  it('refuses "direct" where there is no table to pass by', async () => {
    await made('plain', byRegion)
    expect(await run('plain', { refresh: 'direct' })).toMatchObject({ status: 400, body: { attr: 'refresh' } })
  })
})

describe('what cannot be kept', () => {
  it('is said before anybody tries, and refused', async () => {
    await made('moving', sql('SELECT count(*) FROM orders WHERE day < now()'))
    expect(await stateOf('moving')).toMatchObject({ can_materialize: false, reason: expect.stringContaining('now gives another value') })
    expect((await post('viewer', 'endpoints/moving/materialization_preview/')).body).toMatchObject({
      can_materialize: false,
      transformed_query: null,
      range_pairs: [],
    })
    expect(await patch('endpoints/moving/', { is_materialized: true })).toMatchObject({
      status: 400,
      body: { attr: 'is_materialized', detail: expect.stringContaining('Cannot materialize endpoint. Reason: now gives') },
    })
    expect(await post('developer', 'endpoints/', { name: 'not_made', query: sql('SELECT random() AS r ORDER BY 1'), is_materialized: true })).toMatchObject({
      status: 400,
    })
    expect((await get('developer', 'endpoints/not_made/')).status).toBe(404)
  })

  it('is an explore that shows other things to other people: no table is there for anybody to see', async () => {
    const attribute = { name: 'region', description: '', users: [], groups: [], attributeDefault: 'north' }
    await house.as.admin.results('POST', '/api/v1/org/attributes', attribute)
    const secrets = metric(
      { dimensions: ['secrets_region'], metrics: ['secrets_secrets'], sorts: [{ fieldId: 'secrets_region', descending: false }] },
      'secrets',
    )
    await made('personal', secrets)
    expect(await stateOf('personal')).toMatchObject({ can_materialize: false, reason: expect.stringContaining('other things to other people') })
    expect((await patch('endpoints/personal/', { is_materialized: true })).status).toBe(400)
  })

  it('shows what would be done with what can', async () => {
    await made('ranged', sql('SELECT region, count(*) AS n FROM orders WHERE day >= {variables.day_from} GROUP BY region ORDER BY n, region'))
    const { body } = await post('viewer', 'endpoints/ranged/materialization_preview/', { bucket_overrides: { day: 'month' } })
    expect(body).toMatchObject({
      can_materialize: true,
      range_pairs: [{ column: 'day', variables: ['day_from'], bucket_fn: 'month' }],
      aggregates: [{ expression: 'n', reaggregate_fn: 'sum' }],
    })
    expect((body as { transformed_query: string }).transformed_query).toContain("date_trunc('month', day)")
    expect((await patch('endpoints/ranged/', { is_materialized: true, bucket_overrides: { day: 'month' } })).body).toMatchObject({
      bucket_overrides: { day: 'month' },
    })
    await until('ranged', 'Completed')
    const whole = await run('ranged', { variables: { day_from: '2026-01-01' } })
    expect(whole.body).toMatchObject({ endpoint_materialized: true })
    expect(whole.headers.get('ratelimit-policy')).toContain('"60s";q=1200;')
    const within = await run('ranged', { variables: { day_from: '2026-01-05' } })
    expect(within.body).toMatchObject({ materialized_fallback: 'a value lies within a bucket' })
    expect(answerOf(within)).toEqual(answerOf(await run('ranged', { variables: { day_from: '2026-01-05' }, refresh: 'direct' })))
    // What the warehouse answers in the table's place is counted as the warehouse's.
    const left = (answer: ApiAnswer): number => Number(/"3600s";r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1])
    const again = await run('ranged', { variables: { day_from: '2026-01-05' } })
    expect(again.headers.get('ratelimit-policy')).toContain('"60s";q=240;')
    expect(left(again)).toBe(left(within) - 2)
  })
})

describe('questions to explores', () => {
  it('are kept without and with a variable, and answer as the warehouse does', async () => {
    const wanted = {
      dimensions: ['orders_day_month'],
      sorts: [
        { fieldId: 'orders_orders', descending: true },
        { fieldId: 'orders_day_month', descending: false },
      ],
      filters: { dimensions: { id: 'all', and: [{ id: 'r', target: { fieldId: 'orders_region' }, operator: 'equals', values: ['{variables.region}'] }] } },
    }
    const filtered = metric(wanted)
    const single = metric({ ...wanted, dimensions: [], sorts: [] })
    await made('whole', metric(), { is_materialized: true })
    await made('filtered', filtered, { is_materialized: true })
    await made('single', single, { is_materialized: true })
    for (const name of ['whole', 'filtered', 'single']) {
      await until(name, 'Completed')
      for (const region of ['north', 'south', 'nowhere', null]) {
        const variables = name === 'whole' ? {} : { region }
        const table = await run(name, { variables })
        expect(table.body, JSON.stringify(table.body)).toMatchObject({ endpoint_materialized: true })
        expect(answerOf(table)).toEqual(answerOf(await run(name, { variables, refresh: 'direct' })))
      }
    }
  })

  const days = ['2025-12-01', '2026-01-01', '2026-01-05', '2026-01-20', '2026-03-01']
  const numbers = [-1, 0, 2, 3.5, 6, 99]
  const pairs = <T>(all: readonly T[]): [T, T][] => all.flatMap((one) => all.map((other): [T, T] => [one, other]))
  const dayPairs = pairs(days).map(([day_from, day_to]) => ({ day_from, day_to }))
  const numberPairs = pairs(numbers).map(([least, most]) => ({ least, most }))
  const lists = [['north', 'south'], ['nowhere'], ['south', 'south']].map((regions) => ({ regions }))
  const filter = (field: string, operator: string, ...names: string[]): object => ({
    id: `${field}-${operator}`,
    target: { fieldId: field },
    operator,
    values: names.map((name) => `{variables.${name}}`),
  })
  const filters = (...and: object[]): object => ({ dimensions: { id: 'all', and } })
  const up = (fieldId: string): object => ({ fieldId, descending: false })
  const down = (fieldId: string): object => ({ fieldId, descending: true })
  const added = ['orders_orders', 'orders_total', 'orders_last']
  const ranged: [string, object, object[]][] = [
    [
      'between_days',
      metric({ metrics: added, sorts: [down('orders_total'), up('orders_region')], filters: filters(filter('orders_day', 'inBetween', 'day_from', 'day_to')) }),
      dayPairs,
    ],
    [
      'of_days',
      metric({
        dimensions: ['orders_day'],
        metrics: added,
        sorts: [down('orders_day')],
        filters: filters(filter('orders_day', 'greaterThan', 'day_from'), filter('orders_day', 'lessThanOrEqual', 'day_to')),
      }),
      dayPairs,
    ],
    [
      'of_months',
      metric({ dimensions: [], metrics: added, sorts: [], filters: filters(filter('orders_day_month', 'greaterThanOrEqual', 'day_from')) }),
      days.map((day_from) => ({ day_from })),
    ],
    [
      'in_list',
      metric({
        dimensions: ['orders_kind'],
        metrics: added,
        sorts: [down('orders_orders'), up('orders_kind')],
        limit: 3,
        filters: filters(filter('orders_region', 'equals', 'regions')),
      }),
      lists,
    ],
    [
      'in_two',
      metric({
        dimensions: [],
        metrics: added,
        sorts: [],
        filters: filters(filter('orders_kind', 'equals', 'least', 'most'), filter('orders_region', 'equals', 'region')),
      }),
      numberPairs.map((pair) => ({ ...pair, region: 'north' })),
    ],
    [
      'of_kinds',
      metric({
        metrics: added,
        sorts: [up('orders_region')],
        filters: filters(filter('orders_kind', 'greaterThanOrEqual', 'least'), filter('orders_kind', 'lessThan', 'most')),
      }),
      numberPairs,
    ],
    [
      'values_only',
      metric({
        dimensions: ['orders_region', 'orders_kind'],
        metrics: [],
        sorts: [up('orders_kind'), down('orders_region')],
        filters: filters(filter('orders_day', 'lessThan', 'day_to')),
      }),
      days.map((day_to) => ({ day_to })),
    ],
    [
      'joined',
      metric(
        {
          dimensions: ['visits_place'],
          metrics: ['visits_visits'],
          sorts: [up('visits_place')],
          filters: filters(filter('orders_region', 'equals', 'regions')),
        },
        'visits',
      ),
      lists,
    ],
    ...(['millisecond', 'hour', 'day'] as const).map((interval): [string, object, object[]] => [
      `events_by_${interval}`,
      metric(
        {
          dimensions: [`events_at_${interval}`],
          metrics: ['events_events'],
          sorts: [up(`events_at_${interval}`)],
          filters: filters(filter('events_place', 'equals', 'regions')),
        },
        'events',
      ),
      [
        ['shop', 'web'],
        ['fair', 'web', 'nowhere'],
      ].map((regions) => ({ regions })),
    ]),
    [
      'same_day',
      metric({ dimensions: [], metrics: ['orders_mean'], sorts: [], filters: filters(filter('orders_day', 'equals', 'day_from')) }),
      days.map((day_from) => ({ day_from })),
    ],
  ]
  it.each(ranged)('are kept with comparisons, lists and days: %s', async (name, query, calls) => {
    await made(name, query, { is_materialized: true })
    await until(name, 'Completed')
    for (const variables of calls) {
      const table = await house.signedIn.viewer.call('POST', at(`endpoints/${name}/run`), { variables })
      expect(table.body, JSON.stringify([variables, table.body])).toMatchObject({ endpoint_materialized: true })
      const direct = await house.signedIn.viewer.call('POST', at(`endpoints/${name}/run`), { variables, refresh: 'direct' })
      expect(answerOf(table), JSON.stringify(variables)).toEqual(answerOf(direct))
    }
  })

  it.each([
    ['averaged', metric({ filters: filters(filter('orders_day', 'greaterThan', 'day_from')) }), 'orders_mean cannot be put together'],
    [
      'repeated',
      metric({ dimensions: [], metrics: ['orders_orders'], sorts: [], filters: filters(filter('visits_place', 'equals', 'regions')) }, 'visits'),
      'may have several values of visits_place',
    ],
    ['of_month', metric({ metrics: added, filters: filters(filter('orders_day_month', 'equals', 'day_from')) }), 'means all days of a stretch'],
    [
      'whole_groups',
      metric({
        metrics: added,
        filters: {
          ...filters(filter('orders_region', 'equals', 'regions')),
          metrics: { id: 'm', and: [{ id: 'n', target: { fieldId: 'orders_orders' }, operator: 'greaterThan', values: [3] }] },
        },
      }),
      'look at whole groups',
    ],
    [
      'one_row',
      metric({
        dimensions: [],
        metrics: ['orders_orders'],
        sorts: [],
        filters: {
          ...filters(filter('orders_region', 'equals', 'region')),
          metrics: { id: 'm', and: [{ id: 'n', target: { fieldId: 'orders_orders' }, operator: 'lessThan', values: [2] }] },
        },
      }),
      'Filters on metrics of a question without dimensions',
    ],
    [
      'mixed',
      metric({ metrics: added, filters: filters({ ...filter('orders_region', 'equals', 'region'), values: ['{variables.region}', 'north'] }) }),
      'values beside its variables',
    ],
    ['unlike', metric({ metrics: added, filters: filters(filter('orders_region', 'startsWith', 'region')) }), 'Unsupported operator startsWith'],
    [
      'sorted_late',
      metric({
        metrics: added,
        dimensions: ['orders_region', 'orders_kind'],
        sorts: [up('orders_region'), up('orders_orders'), up('orders_kind')],
        filters: filters(filter('orders_day', 'lessThan', 'day_to')),
      }),
      'sorts may begin with metrics',
    ],
  ])('are not kept where that would not be exact: %s', async (name, query, reason) => {
    await made(name, query)
    expect(await stateOf(name)).toMatchObject({ can_materialize: false, reason: expect.stringContaining(reason) })
  })

  it.each([
    ['by_moment', 'events_at_raw'],
    ['by_weight', 'events_weight'],
  ])('are not put together by what may be written alike: %s', async (name, field) => {
    const wanted = { dimensions: [field], metrics: ['events_events'], sorts: [up(field)], filters: filters(filter('events_place', 'equals', 'regions')) }
    await made(name, metric(wanted, 'events'), { is_materialized: true })
    expect(await until(name, 'Failed')).toMatchObject({ error: expect.stringContaining('may be written alike'), ready: false })
  })

  it('are kept only where their order is certain', async () => {
    await made('unsorted', metric({ sorts: [] }))
    expect(await stateOf('unsorted')).toMatchObject({ can_materialize: false, reason: expect.stringContaining('sort by orders_region') })
  })
})

describe('a table that is read by a watermark', () => {
  const query = sql('SELECT day, id, amount FROM orders WHERE region = {variables.region} ORDER BY day DESC, id, amount')
  const readOf = async (): Promise<{ read: number; rows: number; isFull: boolean }> => {
    const row = await house.db
      .selectFrom('runs')
      .select('result')
      .where('kind', '=', 'materialize')
      .where('state', '=', 'completed')
      .orderBy('finished_at', 'desc')
      .executeTakeFirstOrThrow()
    return row.result as { read: number; rows: number; isFull: boolean }
  }

  it('has only new rows read, and answers as before', async () => {
    await made('marked', query, { is_materialized: true, materialization_watermark: { column: 'day', lookback_seconds: 86_400 } })
    await until('marked', 'Completed')
    expect(await readOf()).toMatchObject({ read: 900, rows: 900, isFull: true })
    const before = answerOf(await run('marked', { variables: { region: 'south' } }))
    await house.as.developer.results('POST', own('marked/materialization/refresh'), {})
    await until('marked', 'Completed')
    // The last two of twenty days.
    expect(await readOf()).toMatchObject({ read: 90, rows: 900, isFull: false })
    const after = await run('marked', { variables: { region: 'south' }, refresh: 'force' })
    expect(after.body).toMatchObject({ endpoint_materialized: true })
    expect(answerOf(after)).toEqual(before)
    expect(answerOf(after)).toEqual(answerOf(await run('marked', { variables: { region: 'south' }, refresh: 'direct' })))
    await house.as.developer.results('POST', own('marked/materialization/refresh'), { full: true })
    await until('marked', 'Completed')
    expect(await readOf()).toMatchObject({ read: 900, isFull: true })
  })

  it('is refused where its column does not come first', async () => {
    const wish = { is_materialized: true, materialization_watermark: { column: 'day' } }
    expect(detailOf(await post('developer', 'endpoints/', { name: 'unmarked', query: sql('SELECT count(*) AS n FROM orders'), ...wish }))).toContain(
      'ORDER BY must begin with day',
    )
  })
})

describe('the one who tidies', () => {
  it('takes away what nobody calls any more, and files that nothing knows of', async () => {
    await made('unused', sql('SELECT 2 AS two'), { is_materialized: true })
    await until('unused', 'Completed')
    const old = new Date(Date.now() - 40 * 86_400_000)
    const { id } = (await get('viewer', 'endpoints/unused/')).body as { id: string }
    await house.db.updateTable('endpoint_materializations').set({ used_at: old, enabled_at: old }).where('endpoint_id', '=', id).execute()
    const lost = path.join(house.dataDir, 'materializations', '00000000-0000-4000-8000-000000000000.parquet')
    writeFileSync(lost, 'half of something')
    utimesSync(lost, old, old)
    await house.db
      .updateTable('cron_entries')
      .set({ next_at: new Date(0) })
      .where('name', '=', 'housekeeping')
      .execute()
    await expect.poll(async () => (await stateOf('unused')).status, { timeout: 20_000 }).toBeUndefined()
    await expect.poll(() => existsSync(lost), { timeout: 10_000 }).toBe(false)
    expect((await run('unused')).body).toMatchObject({ results: [[2]] })
    const logged = await house.db.selectFrom('change_log').selectAll().where('operation', '=', 'endpoints.remove_unused_tables').execute()
    expect(logged).toMatchObject([
      { actor_kind: 'system', target_id: id, after: { isMaterialized: false, because: expect.stringContaining('Nobody called it') } },
    ])
  })

  it('reads what is due by itself', async () => {
    await made('due', sql('SELECT 3 AS three'), { is_materialized: true })
    const { last_materialized_at: first } = await until('due', 'Completed')
    await house.db
      .updateTable('endpoint_materializations')
      .set({ next_at: new Date(0) })
      .execute()
    await house.db
      .updateTable('cron_entries')
      .set({ next_at: new Date(0) })
      .where('name', '=', 'materialize')
      .execute()
    await expect.poll(async () => (await stateOf('due')).last_materialized_at, { timeout: 20_000 }).not.toBe(first)
  })
})

describe('a reading that is stopped', () => {
  const slow = sql('SELECT count(*) AS n FROM range(3000000) a, range(3000000) b WHERE (a.range * b.range) % 7 = 3')

  it('is cancelled, and calls are not', async () => {
    await made('slow', slow, { is_materialized: true })
    await until('slow', 'Running')
    await expect.poll(async () => await house.as.developer.results('POST', own('slow/materialization/cancel'), {})).toMatchObject({ wasRunning: true })
    expect(await until('slow', 'Cancelled')).toMatchObject({ ready: false })
    expect((await house.as.viewer.call('POST', own('slow/materialization/cancel'), {})).status).toBe(403)
  })
})
