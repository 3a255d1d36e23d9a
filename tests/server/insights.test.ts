import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let attributeUuid: string
const hidden = (region: string): object => ({ name: 'hidden_region', description: '', attributeDefault: region, users: [], groups: [] })

/** Four people on the first days of March 2026: all view, two add, one buys; a visitor without a name views, too. */
const rows = [
  [1, '2026-03-01 10:00:00', 1, 'view', 'north'],
  [2, '2026-03-01 11:00:00', 1, 'add', 'north'],
  [3, '2026-03-02 09:00:00', 1, 'buy', 'north'],
  [4, '2026-03-01 12:00:00', 2, 'view', 'south'],
  [5, '2026-03-02 12:00:00', 2, 'add', 'south'],
  [6, '2026-03-02 13:00:00', 3, 'view', 'south'],
  [7, '2026-03-03 13:00:00', 4, 'view', null],
  [8, '2026-03-03 14:00:00', null, 'view', 'north'],
] as const
const values = rows
  .map(([id, at, person, event, region]) => `(${id}, TIMESTAMP '${at}', ${person ?? 'NULL'}, '${event}', ${region === null ? 'NULL' : `'${region}'`})`)
  .join(', ')

const model = `models:
  - name: visits
    meta:
      primary_key: id
      sql_filter: "\${TABLE}.region IS NULL OR \${TABLE}.region <> \${ld.attributes.hidden_region}"
      events: {event: event, time: happened_at, person: person, id: id, properties: {$region: region}}
    columns:
      - {name: id, meta: {dimension: {type: number}}}
      - {name: happened_at, data_type: timestamp, meta: {dimension: {type: timestamp}}}
      - {name: person, meta: {dimension: {type: number}}}
      - {name: event}
      - {name: region}
`

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'visits.yml': model },
    statements: [
      'CREATE TABLE visits (id INTEGER, happened_at TIMESTAMP, person INTEGER, event VARCHAR, region VARCHAR)',
      `INSERT INTO visits VALUES ${values}`,
    ],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const attribute = await house.as.admin.results<{ uuid: string }>('POST', '/api/v1/org/attributes', hidden('nowhere'))
  attributeUuid = attribute.uuid
})
afterAll(() => house.stop())

const at = (rest: string): string => `/api/projects/${house.projectUuid}/${rest}`
const post = (who: Person, rest: string, body: unknown = {}): Promise<ApiAnswer> => house.as[who].call('POST', at(rest), body)
const dateRange = { date_from: '2026-03-01', date_to: '2026-03-03' }
const views = { kind: 'EventsNode', event: 'view' }
const trends = (more: object = {}): object => ({ kind: 'TrendsQuery', dateRange, series: [views], ...more })
const made = async (name: string, query: object): Promise<void> => {
  const answer = await post('developer', 'endpoints/', { name, query })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
}
const detailOf = ({ body }: ApiAnswer): string => (body as { detail: string }).detail
type Line = {
  label: string
  data: number[]
  days: string[]
  breakdown_value?: unknown
  compare_label?: string
  status?: string
  count: number
  aggregated_value?: number
}
const linesOf = ({ status, body }: ApiAnswer): Line[] => {
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as { results: Line[] }).results
}
const ask = async (query: object, more: object = {}): Promise<Line[]> => linesOf(await post('developer', 'query/', { query, ...more }))
const dataOf = (lines: readonly Line[]): number[][] => lines.map(({ data }) => data)

describe('an insight endpoint', () => {
  it('is made, run, versioned and logged like any other, in the shape of its kind', async () => {
    await made('views', trends())
    const answer = await post('viewer', 'endpoints/views/run')
    expect(linesOf(answer)).toEqual([
      expect.objectContaining({
        label: 'view',
        data: [2, 1, 2],
        days: ['2026-03-01', '2026-03-02', '2026-03-03'],
        labels: ['1-Mar-2026', '2-Mar-2026', '3-Mar-2026'],
        count: 5,
      }),
    ])
    expect(answer.body).toMatchObject({
      is_cached: false,
      endpoint_version: 1,
      receipt: { policies_applied: expect.arrayContaining(['visits.sql_filter']) as unknown },
    })
    expect((await post('viewer', 'endpoints/views/run')).body).toMatchObject({ is_cached: true })
    const changed = await house.as.developer.call('PATCH', at('endpoints/views/'), { query: trends({ series: [{ ...views, math: 'dau' }] }) })
    expect(changed.body).toMatchObject({ current_version: 2, query: { kind: 'TrendsQuery', series: [{ math: 'dau' }] } })
    expect(dataOf(linesOf(await post('viewer', 'endpoints/views/run')))).toEqual([[2, 1, 1]])
    expect(dataOf(linesOf(await post('viewer', 'endpoints/views/run', { version: 1 })))).toEqual([[2, 1, 2]])
    const logged = async (): Promise<string> => JSON.stringify((await house.as.developer.get(at('endpoints/views/logs/'))).body)
    await expect.poll(logged, { timeout: 10_000 }).toContain('rows=3 version=2')
  })

  it('takes the property of its breakdown and days as variables, and no other', async () => {
    await made('by_region', trends({ breakdownFilter: { breakdown: '$region' } }))
    const run = (variables: object): Promise<ApiAnswer> => post('viewer', 'endpoints/by_region/run', { variables })
    expect((await linesFor(run({}))).map(({ breakdown_value: value, count }) => [value, count])).toEqual([
      ['north', 2],
      ['south', 2],
      [null, 1],
    ])
    expect((await linesFor(run({ $region: 'south' }))).map(({ label, data }) => [label, data])).toEqual([['south', [1, 1, 0]]])
    expect((await linesFor(run({ $region: null, date_from: '2026-03-03' }))).map(({ breakdown_value: value, data }) => [value, data])).toEqual([[null, [1]]])
    expect(detailOf(await run({ region: 'south' }))).toContain('Unknown variable(s): region')
    const described = (await house.as.viewer.get(at('endpoints/by_region/openapi.json/'))).body as {
      components: { schemas: { Variables: { properties: object } } }
    }
    expect(Object.keys(described.components.schemas.Variables.properties)).toEqual(['$region', 'date_from', 'date_to'])
  })

  it('is narrowed by filters, reworded by a query, and has no pages', async () => {
    await made('narrowed', trends())
    const run = (body: object): Promise<ApiAnswer> => post('viewer', 'endpoints/narrowed/run', body)
    const filters = { date_from: '2026-03-02', properties: [{ key: 'region', value: ['south'], operator: 'exact', type: 'event' }] }
    expect(dataOf(await linesFor(run({ filters_override: { date_from: '2026-03-02' } })))).toEqual([[1, 2]])
    // The way of before, and that is said.
    expect((await run({ filters_override: { date_from: '2026-03-02' } })).headers.get('x-posthog-warn')).toContain('deprecated')
    expect((await run({})).headers.get('x-posthog-warn')).toBeNull()
    // Conditions of one's own tell what is in columns that nobody shows: they take the right to ask questions.
    expect((await run({ filters_override: filters })).status).toBe(403)
    expect(dataOf(await linesFor(post('developer', 'endpoints/narrowed/run', { filters_override: filters })))).toEqual([[1, 0]])
    // Another question was a thing of the first generation, and takes the right to ask questions.
    const reworded = { query_override: { series: [{ event: 'add' }] } }
    const asSeed = 'endpoints/narrowed/run?compat=seed'
    expect(await run(reworded)).toMatchObject({ status: 400, body: { attr: 'query_override' } })
    expect((await post('viewer', asSeed, reworded)).status).toBe(403)
    expect(dataOf(await linesFor(post('developer', asSeed, reworded)))).toEqual([[1, 1, 0]])
    expect(detailOf(await post('developer', asSeed, { query_override: { interval: 'fortnight' } }))).toContain('Interval fortnight')
    expect((await run({ version: 99_999_999_999 })).status).toBe(404)
    expect(await run({ variables: { date_from: '-9999y' } })).toMatchObject({ status: 400 })
    expect(await run({ limit: 3 })).toMatchObject({ status: 400, body: { attr: 'limit' } })
    await made('of_sql', { kind: 'HogQLQuery', query: 'SELECT 1 AS one' })
    expect(await post('viewer', 'endpoints/of_sql/run', { filters_override: filters })).toMatchObject({ status: 400, body: { attr: 'filters_override' } })
    expect(await post('viewer', 'endpoints/of_sql/run?compat=seed', { query_override: { query: 'SELECT 2' } })).toMatchObject({
      status: 400,
      body: { attr: 'query_override' },
    })
  })

  it('is refused in words when it cannot be answered', async () => {
    const refused = async (query: object): Promise<string> => {
      const answer = await post('developer', 'endpoints/', { name: 'refused', query })
      expect(answer).toMatchObject({ status: 400, body: { attr: 'query' } })
      return detailOf(answer)
    }
    expect(await refused(trends({ series: [{ event: 'view', math: 'hogql' }] }))).toContain('Math hogql is not known here')
    expect(await refused(trends({ breakdownFilter: { breakdown: 'regoin' } }))).toContain('Did you mean "region"')
    expect(await refused(trends({ filterTestAccounts: true }))).toContain('Test accounts')
    expect(await refused(trends({ trendsFilter: { formula: 'A / B' } }))).toContain('names B')
    expect(await refused(trends({ dateRange: { date_from: 'yesterday' } }))).toContain('is no day')
    const cohorts = { kind: 'RetentionQuery', dateRange: { date_from: '-1990d' }, retentionFilter: { period: 'Day', totalIntervals: 120 } }
    expect(await refused({ ...cohorts, breakdownFilter: { breakdown: 'region', breakdown_limit: 200 } })).toContain('more than 300000 values')
    expect(await refused({ kind: 'FunnelsQuery', series: [views] })).toContain('steps')
    expect((await post('developer', 'endpoints/', { name: 'refused', query: { ...trends(), model: 'nowhere' } })).status).toBe(404)
  })
})

const linesFor = async (answer: Promise<ApiAnswer>): Promise<Line[]> => linesOf(await answer)

describe('each kind of insight', () => {
  it('counts what happened: compared, put together, by formula', async () => {
    expect(
      (await ask(trends({ dateRange: { date_from: '2026-03-02', date_to: '2026-03-02' }, compareFilter: { compare: true } }))).map(
        ({ compare_label: which, data }) => [which, data],
      ),
    ).toEqual([
      ['current', [1]],
      ['previous', [2]],
    ])
    expect((await ask(trends({ trendsFilter: { display: 'BoldNumber' }, series: [{ ...views, math: 'dau' }] })))[0]?.aggregated_value).toBe(4)
    expect(dataOf(await ask(trends({ series: [views, { event: 'add' }], trendsFilter: { formula: '100 * B / A' } })))).toEqual([[50, 100, 0]])
    expect(dataOf(await ask(trends(), { filters_override: { date_to: '2026-03-01' } }))).toEqual([[2]])
  })

  it('tells how far people come, and how long it takes', async () => {
    const steps = { kind: 'FunnelsQuery', dateRange, series: [views, { event: 'add' }, { event: 'buy' }] }
    expect(await ask(steps)).toEqual([
      expect.objectContaining({ name: 'view', count: 4, average_conversion_time: null }),
      expect.objectContaining({ name: 'add', count: 2, average_conversion_time: (3600 + 86_400) / 2 }),
      expect.objectContaining({ name: 'buy', count: 1, median_conversion_time: 79_200 }),
    ])
    const times = await post('developer', 'query/', { query: { ...steps, funnelsFilter: { funnelVizType: 'time_to_convert', funnelToStep: 1, binCount: 2 } } })
    expect(times.body).toMatchObject({
      results: {
        bins: [
          [3600, 1],
          [45_000, 1],
        ],
        average_conversion_time: 45_000,
      },
    })
    const byEvent = (breakdownAttributionType: string, more: object = {}): Promise<ApiAnswer> =>
      post('developer', 'query/', {
        query: { ...steps, breakdownFilter: { breakdown: 'region' }, funnelsFilter: { breakdownAttributionType, ...more } },
      })
    for (const type of ['first_touch', 'last_touch', 'all_events']) expect((await byEvent(type)).status, type).toBe(200)
    expect((await byEvent('step', { breakdownAttributionValue: 2 })).status).toBe(200)
    expect(await byEvent('step', { breakdownAttributionValue: 3 })).toMatchObject({ status: 400 })
    expect(detailOf(await byEvent('any'))).toContain('first_touch, last_touch, all_events, step')
    const rates = await ask({ ...steps, funnelsFilter: { funnelVizType: 'trends', funnelToStep: 1 } })
    expect(dataOf(rates)).toEqual([[100, 0, 0]])
  })

  it('is tested as rows, one for each of its numbers', async () => {
    const tests = (name: string): string => `/api/v1/app/projects/${house.projectUuid}/endpoints/${name}/tests/run`
    type Found = { answer: { columns: { name: string }[]; rows: unknown[][] }; findings: object[] }
    const found = async (name: string, expected: object[], variables: object = {}): Promise<Found> => {
      const test = { name: 'now', variables, expect: expected }
      const { tests: ran } = await house.as.developer.results<{ tests: [Found] }>('POST', tests(name), { test })
      return ran[0]
    }
    await made('tested_funnel', { kind: 'FunnelsQuery', dateRange, series: [views, { event: 'add' }, { event: 'buy' }] })
    const steps = {
      kind: 'rows',
      columns: ['step', 'people'],
      rows: [
        [1, 4],
        [2, 2],
        [3, 1],
      ],
    }
    expect(await found('tested_funnel', [steps, { kind: 'not_null', column: 'average_seconds' }])).toMatchObject({
      findings: [{ kind: 'empty_values', expectation: 1, count: 1 }],
    })
    await made('tested_trend', trends({ breakdownFilter: { breakdown: 'region' } }))
    const trend = await found('tested_trend', [
      { kind: 'accepted_values', column: 'breakdown', values: ['north', 'south'] },
      { kind: 'total', column: 'value', equals: 5 },
    ])
    expect(trend.answer.columns.map(({ name }) => name)).toEqual(['series', 'breakdown', 'is_earlier', 'period', 'value'])
    expect(trend.findings, JSON.stringify(trend.answer.rows)).toEqual([])
    // Its variables are those of a call.
    expect((await found('tested_trend', [{ kind: 'total', column: 'value', equals: 2 }], { region: 'south' })).findings).toEqual([])
    const retention = {
      kind: 'RetentionQuery',
      dateRange,
      retentionFilter: { period: 'Day', totalIntervals: 2, targetEntity: { id: 'view' }, returningEntity: { id: 'add' } },
    }
    for (const [name, query] of Object.entries({
      tested_retention: retention,
      tested_stickiness: { kind: 'StickinessQuery', dateRange, series: [views] },
      tested_lifecycle: { kind: 'LifecycleQuery', dateRange, series: [views] },
      tested_paths: { kind: 'PathsQuery', dateRange },
    })) {
      await made(name, query)
      // Nobody did two things within half an hour.
      expect(
        (
          await found(name, [
            { kind: 'row_count', atLeast: name === 'tested_paths' ? 0 : 1 },
            { kind: 'not_null', column: 'people' },
          ])
        ).findings,
        name,
      ).toEqual([])
    }
    const models = await house.as.viewer.results<object[]>('GET', `/api/v1/app/projects/${house.projectUuid}/event-models`)
    expect(models).toMatchObject([
      {
        name: 'visits',
        eventFieldId: 'visits_event',
        properties: expect.arrayContaining([expect.objectContaining({ name: 'region', type: 'string', ofPerson: false })]),
      },
    ])
  })

  it('tells who comes back, who stays, who is new, and which ways people go', async () => {
    const retention = {
      kind: 'RetentionQuery',
      dateRange,
      retentionFilter: { period: 'Day', totalIntervals: 3, targetEntity: { id: 'view' }, returningEntity: { id: 'add' } },
    }
    const cohorts = (await ask(retention)) as unknown as { values: { count: number }[] }[]
    expect(cohorts.map(({ values: counts }) => counts.map(({ count }) => count))).toEqual([[2, 1, 0], [1, 0], [1]])
    expect(dataOf(await ask({ kind: 'StickinessQuery', dateRange, series: [{ kind: 'EventsNode', event: null }] }))).toEqual([[2, 2, 0]])
    const states = await ask({ kind: 'LifecycleQuery', dateRange, series: [{ event: null }] })
    expect(Object.fromEntries(states.map(({ status, data }) => [status, data]))).toEqual({
      new: [2, 1, 1],
      returning: [0, 2, 0],
      resurrecting: [0, 0, 0],
      dormant: [0, 0, -3],
    })
    const edges = (await ask({ kind: 'PathsQuery', dateRange: { date_from: 'all' }, pathsFilter: { minEdgeWeight: 1 } })) as unknown as object[]
    expect(edges).toEqual([])
  })

  it('shows each person the rows that are open to them', async () => {
    await house.as.admin.results('PUT', `/api/v1/org/attributes/${attributeUuid}`, hidden('north'))
    expect(dataOf(await ask(trends()))).toEqual([[1, 1, 1]])
  })
})
