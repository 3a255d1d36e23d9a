import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertToken } from './insert-people.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let folder: string
const at = (rest: string): string => `/api/projects/${house.projectUuid}/endpoints/${rest}`
const token = 'atr_of_a_program_0123456789'

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-client-'))
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns: [{name: id}, {name: region, meta: {metrics: {n: {type: count}}}}]\n' },
    statements: ["CREATE TABLE orders AS SELECT range AS id, ['north', 'south'][range % 2 + 1] AS region, DATE '2026-01-01' + range::INT AS day FROM range(6)"],
  })
  await insertToken(house.db, house.url, { userId: house.userUuid.viewer, secret: token, scopes: ['endpoint:read'] })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const hidden = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Hidden', isPrivate: true })
  const variables = {
    region: { code_name: 'region', type: 'String', value: 'north' },
    since: { code_name: 'since', type: 'Date' },
  }
  const make = async (name: string, query: string, more: object = {}, who: 'admin' | 'developer' = 'developer'): Promise<void> => {
    const answer = await house.as[who].call('POST', at(''), { name, query: { kind: 'HogQLQuery', query, variables }, ...more })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  }
  await make(
    'orders-since',
    'SELECT id, region, day, [1, 2] AS "some list", id > 2 AS late FROM orders WHERE day >= {variables.since} AND region = {variables.region}',
    {
      description: 'Orders */ since a day',
    },
  )
  await make('orders_since', 'SELECT count(*) AS n FROM orders')
  await make('secret', 'SELECT 1 AS one', { space: hidden.uuid }, 'admin')
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await house.stop()
})

describe('what endpoints say about themselves', () => {
  type Schemas = { components: { schemas: Record<string, object> }; paths: Record<string, object>; openapi: string }

  it('is OpenAPI whose rows are those that are answered', async () => {
    const document = (await house.as.viewer.get(at('orders-since/openapi.json?openapi=3.1'))).body as Schemas
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'orders-since', version: '1' } })
    expect(document.components.schemas['Variables']).toMatchObject({
      required: ['since'],
      properties: { region: { type: 'string', example: 'north' }, since: { type: 'string', format: 'date' } },
    })
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'document', ...document })
    const validate = ajv.compile({ $ref: 'document#/components/schemas/EndpointRunResponse' })
    const { body } = await house.as.viewer.call('POST', at('orders-since/run'), { variables: { since: '2026-01-02' } })
    expect(validate(body), JSON.stringify(validate.errors)).toBe(true)
    const { results } = body as { results: unknown[][] }
    expect(results.length).toBe(2)
    expect(validate({ results: [results[0]?.toReversed()] })).toBe(false)
    expect((await house.as.viewer.get(at('orders-since/openapi.json'))).body).toMatchObject({ openapi: '3.0.3' })
  })

  it('is one document for a project, of those that the caller may see', async () => {
    const document = (await house.as.viewer.get(at('openapi.json'))).body as Schemas
    expect(Object.keys(document.paths).map((address) => address.split('/').at(-2))).toEqual(['orders-since', 'orders_since'])
    // Two names that come to the same are told apart.
    expect(Object.keys(document.components.schemas).filter((name) => name.endsWith('RunRequest'))).toEqual([
      'OrdersSinceEndpointRunRequest',
      'OrdersSince2EndpointRunRequest',
    ])
    expect(JSON.stringify(document)).not.toContain('secret')
    expect((await house.as.foreigner.get(at('openapi.json'))).status).toBe(404)
  })

  it('is a TypeScript client that the compiler takes and that calls them', async () => {
    const source = (await house.as.viewer.get(at('client.ts'))).body as string
    expect(source).not.toContain('secret')
    writeFileSync(path.join(folder, 'client.ts'), source)
    const use = (wrong: string): string => `import { createClient, type OrdersSinceRow } from './client.ts'
const client = createClient({ token: 't' })
export async function late(): Promise<boolean | null | undefined> {
  const { rows } = await client['orders-since']({ since: '2026-01-01', region: null })
  const first: OrdersSinceRow | undefined = rows[0]
  const id: number | string | null | undefined = first?.id
  const counted: number | string | null | undefined = (await client.orders_since()).rows[0]?.n
  ${wrong}
  return id === counted ? null : first?.late
}
`
    const compile = (text: string): string => {
      writeFileSync(path.join(folder, 'use.ts'), text)
      const options = [
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--exactOptionalPropertyTypes',
        '--noUncheckedIndexedAccess',
        '--allowImportingTsExtensions',
        '--erasableSyntaxOnly',
      ]
      const target = ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2023', '--lib', 'es2023,dom', '--types', '']
      try {
        execFileSync(process.execPath, ['node_modules/typescript-7/bin/tsc', ...options, ...target, path.join(folder, 'use.ts')], { encoding: 'utf8' })
        return ''
      } catch (error) {
        return String((error as { stdout: unknown }).stdout)
      }
    }
    expect(compile(use(''))).toBe('')
    expect(compile(use(`await client['orders-since']({ region: 'north' })`))).toContain("Property 'since' is missing")
    expect(compile(use(`await client.orders_since({ region: 'north' })`))).toContain('error')
    expect(compile(use('return first?.day?.length'))).toContain('error')

    const { createClient } = (await import(pathToFileURL(path.join(folder, 'client.ts')).href)) as {
      createClient(options: object): Record<string, (variables: object, run?: object) => Promise<{ rows: object[]; version: number; hasMore: boolean }>>
    }
    const client = createClient({ token, baseUrl: house.url })
    expect(await client['orders-since']?.({ since: '2026-01-02' }, { limit: 1 })).toMatchObject({
      rows: [{ id: 2, region: 'north', 'some list': [1, 2], late: false }],
      hasMore: true,
      version: 1,
    })
    await expect(client['orders-since']?.({})).rejects.toMatchObject({
      status: 400,
      attr: 'variables',
      message: expect.stringContaining("'since' not provided"),
    })
    const stranger = createClient({ token: 'wrong', baseUrl: house.url })
    await expect(stranger['orders_since']?.({})).rejects.toMatchObject({ status: 401 })
  })
})
