import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../engines/engine.ts'
import { pythonWith } from '../engines/python-session.ts'
import { withToken } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(() => atrium.stop())

const linesOf = <T>(text: string): T[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

/** Runs a program beside this file and gives the lines of JSON that it prints. */
async function lines<T>(python: string, program: string, programArguments: readonly string[]): Promise<T[]> {
  return linesOf<T>(await call(python, [path.join(import.meta.dirname, program), ...programArguments]))
}

describe('the published SDK', () => {
  it('does what its manual shows', async () => {
    const python = await pythonWith('lightdash-1.1.0', 'lightdash==1.1.0')
    const [project] = await withToken(atrium.url, atrium.token).results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
    const steps = await lines<{ step: string; gives?: unknown; failed?: string[] }>(python, 'sdk_client.py', [
      atrium.url,
      atrium.token,
      project?.projectUuid ?? '',
    ])
    expect(steps.filter(({ failed }) => failed !== undefined)).toEqual([])
    const given = Object.fromEntries(steps.map(({ step, gives }) => [step, gives])) as Record<string, never>
    expect(given['models']).toContain('orders')
    expect(given['a model by its name']).toMatchObject({ metrics: expect.arrayContaining(['order_count']) as string[] })
    const rows: { Status: string; Orders: number }[] = given['rows by label'] ?? []
    expect(rows.map(({ Status }) => Status)).toEqual(['cancelled', 'completed', 'pending', 'returned', 'shipped'])
    expect(given['filters and sorts']).toEqual(rows.filter(({ Status }) => Status === 'completed'))
    const [{ Orders: orders, twice } = { Orders: 1, twice: 1 }]: { Orders: number; twice: number }[] = given['a calculation'] ?? []
    expect(twice).toBe(2 * orders)
    expect(given['all pages of many rows']).toEqual({ pages: 3, rows: 1200, different: 1200, total: 1200 })
    expect(given['rows of SQL']).toEqual(rows.map(({ Status, Orders }) => ({ status: Status, n: Orders })))
    expect(given['tables']).toContain('orders')
    expect(given['columns of a table']).toMatchObject({ status: 'VARCHAR' })
    expect(given['an error of SQL']).toContain('nothing_like_it')
    expect(given['a token that is wrong']).toBe('LightdashAuthError')
  })
})

/** The description that the package is made of names another good status than its own server sends: there is nothing that it could read. */
const otherStatus = new Set([
  'organizations.create_group_in_organization',
  'user_groups.add_user_to_group',
  'user_attributes.create_user_attribute',
  'user_attributes.update_user_attribute',
  'spaces.delete_space',
])

describe('the generated client', () => {
  it('reads the answers of all operations that it offers', async () => {
    const python = await pythonWith('lightdash-client-python-0.1471.0', 'lightdash-client-python==0.1471.0')
    const session = await sessionCookie()
    const calls = await lines<{ operation: string; status?: number; read?: boolean; failed?: string[]; left_out?: string | null }>(
      python,
      'generated_client.py',
      [atrium.url, atrium.token, session],
    )
    expect(calls.filter(({ failed }) => failed !== undefined)).toEqual([])
    expect(calls.filter(({ operation, read }) => read === false && !otherStatus.has(operation))).toEqual([])
    const leftOut = calls.filter((one) => 'left_out' in one)
    expect(
      leftOut.filter((one) => one.left_out === null),
      'neither called nor left out with a reason',
    ).toEqual([])
    expect(new Set(calls.flatMap(({ operation, status }) => (status === undefined ? [] : [operation]))).size).toBeGreaterThan(90)
  })
})

/** `name=value` of a session: some operations take no token. */
async function sessionCookie(): Promise<string> {
  const response = await fetch(`${atrium.url}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: atrium.adminEmail, password: atrium.adminPassword }),
  })
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith('connect.sid='))
  if (cookie === undefined) throw new Error(`The sign-in gave no session: ${response.status} ${await response.text()}`)
  return cookie.split(';')[0] ?? ''
}
