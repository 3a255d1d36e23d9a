import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** The same cells through every door: digits are never lost on the way, and what describes them says so. */

let house: WithPeople
const at = (rest: string): string => `/api/projects/${house.projectUuid}/endpoints/${rest}`
const cells = {
  small: ['42::BIGINT', 42],
  large: ['9007199254740993::BIGINT', '9007199254740993'],
  huge: ['170141183460469231731687303715884105727::HUGEINT', '170141183460469231731687303715884105727'],
  price: ['12.50::DECIMAL(10,2)', 12.5],
  exact: ['123456789012345678.25::DECIMAL(38,2)', '123456789012345678.25'],
  fraction: ['0.12345678901234567::DECIMAL(18,17)', '0.12345678901234567'],
  float: ['16777216::FLOAT', 16777216],
  nothing: ["'NaN'::DOUBLE", null],
  endless: ["'-Infinity'::DOUBLE", null],
  late: ['true', true],
  at_nine: ["TIME '09:00:00'", '09:00:00'],
  list: ['[1, 2]::INTEGER[]', [1, 2]],
  thing: ["{'a': 1, 'b': 'x'}", { a: 1, b: 'x' }],
  bytes: ["'ab'::BLOB", 'ab'],
  no_value: ['NULL::BIGINT', null],
} as const satisfies Record<string, readonly [sql: string, cell: unknown]>
const row = Object.fromEntries(Object.entries(cells).map(([name, [, cell]]) => [name, cell]))

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'numbers.yml':
        'models:\n  - name: numbers\n    columns:\n      - {name: id, meta: {dimension: {type: number}}}\n      - {name: amount, meta: {metrics: {total: {type: sum}}}}\n',
    },
    statements: ['CREATE TABLE numbers AS SELECT 9007199254740993::BIGINT AS id, 123456789012345678.25::DECIMAL(20,2) AS amount'],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const query = `SELECT ${Object.entries(cells)
    .map(([name, [sql]]) => `${sql} AS ${name}`)
    .join(', ')}`
  expect((await house.as.developer.call('POST', at(''), { name: 'cells', query: { kind: 'HogQLQuery', query } })).status).toBe(201)
})
afterAll(() => house.stop())

async function agent(): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1' })
  const headers = { authorization: 'Bearer atr_pat_test_of_developer_0123456789' }
  await client.connect(new StreamableHTTPClientTransport(new URL('/api/mcp', house.url), { requestInit: { headers } }))
  return client
}
const graphql = async (query: string, variables: object): Promise<Record<string, { rows: object[] }>> => {
  const { body } = await house.as.developer.post('/api/graphql', { query, variables })
  const { data, errors } = body as { data: Record<string, { rows: object[] }>; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}

describe('cells of an answer', () => {
  it('are the same for programs, in GraphQL and for agents', async () => {
    const { body } = await house.as.developer.call('POST', at('cells/run'), {})
    const { results, columns } = body as { results: unknown[][]; columns: string[] }
    expect(Object.fromEntries(columns.map((name, place) => [name, results[0]?.[place]]))).toEqual(row)
    const lines = (await house.as.developer.call('POST', at('cells/run?format=ndjson'), {})).body
    expect(typeof lines === 'string' ? JSON.parse(lines) : lines).toEqual(row)
    const asked = 'query ($id: ID!) { runEndpoint(projectId: $id, name: "cells") { rows } }'
    expect((await graphql(asked, { id: house.projectUuid }))['runEndpoint']?.rows).toEqual([row])
    const client = await agent()
    const { structuredContent } = await client.callTool({ name: 'run_endpoint', arguments: { name: 'cells' } })
    expect(structuredContent).toMatchObject({ rows: [Object.values(row)] })
    await client.close()
  })

  it('are what their descriptions say', async () => {
    const document = (await house.as.developer.get(at('cells/openapi.json?openapi=3.1'))).body as object
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'document', ...document })
    const validate = ajv.compile({ $ref: 'document#/components/schemas/EndpointRunResponse' })
    expect(validate((await house.as.developer.call('POST', at('cells/run'), {})).body), JSON.stringify(validate.errors)).toBe(true)
    const source = (await house.as.developer.get(at('client.ts'))).body as string
    const lines = source.split('\n').map((line) => line.trim())
    for (const line of ['large: number | string | null', 'exact: number | string | null', 'price: number | null', 'float: number | null', 'list: unknown'])
      expect(lines).toContain(line)
  })

  it('keep the digits of metrics and dimensions, also in the format of Lightdash', async () => {
    const query = { exploreName: 'numbers', dimensions: ['numbers_id'], metrics: ['numbers_total'], filters: {}, sorts: [], limit: 5, tableCalculations: [] }
    const asked = 'query ($id: ID!) { runQuery(projectId: $id, explore: "numbers", dimensions: ["numbers_id"], metrics: ["numbers_total"]) { rows } }'
    const wanted = { numbers_id: '9007199254740993', numbers_total: '123456789012345678.25' }
    expect((await graphql(asked, { id: house.projectUuid }))['runQuery']?.rows).toEqual([wanted])
    const answer = await house.as.developer.results<{ rows: Record<string, { value: { raw: unknown } }>[] }>(
      'POST',
      `/api/v1/projects/${house.projectUuid}/explores/numbers/runQuery`,
      query,
    )
    expect(answer.rows.map((cellsOf) => Object.fromEntries(Object.entries(cellsOf).map(([id, { value }]) => [id, value.raw])))).toEqual([wanted])
  })
})
