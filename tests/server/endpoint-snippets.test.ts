import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { snippetsOf } from '../../packages/web/src/pages/endpoints/snippets.ts'
import { insertToken } from './insert-people.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

const token = 'atr_of_a_snippet_0123456789'
const run = promisify(execFile)
let house: WithPeople
let shown: Record<string, string>

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns: [{name: region, meta: {metrics: {n: {type: count}}}}]\n' },
    statements: ["CREATE TABLE orders AS SELECT 'it''s \"north\"' AS region FROM range(3)"],
  })
  await insertToken(house.db, house.url, { userId: house.userUuid.developer, secret: token })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const query = 'SELECT region, count(*) AS n FROM orders WHERE region = {variables.region} AND {variables.flag} GROUP BY 1'
  const variables = { region: { code_name: 'region', type: 'String', value: 'it\'s "north"' }, flag: { code_name: 'flag', type: 'Boolean' } }
  const made = await house.as.developer.call('POST', `/api/projects/${house.projectUuid}/endpoints/`, {
    name: 'by-region',
    query: { kind: 'HogQLQuery', query, variables },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const endpoint = await house.as.developer.results<Parameters<typeof snippetsOf>[0]>('GET', `/api/v1/app/projects/${house.projectUuid}/endpoints/by-region`)
  // The server of a test says localhost of itself, by the port that it got.
  shown = Object.fromEntries(
    snippetsOf({ ...endpoint, runUrl: new URL(new URL(endpoint.runUrl).pathname, house.url).href }).map(({ language, text }) => [language, text]),
  )
})
afterAll(() => house.stop())

const env = { ...process.env, ATRIUM_TOKEN: token }

describe('what the code tab shows', () => {
  it.each([
    ['curl', 'bash', ['-c']],
    ['javascript', process.execPath, ['--input-type=module', '-e']],
    ['python', 'python3', ['-c']],
  ])('calls the endpoint: %s', async (language, command, options) => {
    const { stdout } = await run(command, [...options, shown[language] ?? ''], { env })
    expect(stdout).toContain('north')
    expect(stdout.replaceAll(/\s/g, '')).toMatch(/"?region"?'?,['"]?n/)
  })

  it('is SQL with the same rows', async () => {
    const { rows } = await house.as.developer.results<{ rows: object[] }>('POST', `/api/v1/projects/${house.projectUuid}/sqlQuery`, { sql: shown['sql'] })
    expect(rows).toEqual([{ region: 'it\'s "north"', n: 3 }])
  })
})
