import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** What is too much, goes in circles or is none: it is refused in words or kept to whoever sent it, and all others are answered. */

let house: WithPeople
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'numbers.yml': 'models:\n  - name: numbers\n    columns:\n      - {name: n, meta: {dimension: {type: number}}}\n' },
    statements: ['CREATE TABLE numbers AS SELECT range AS n FROM range(100)'],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Open', isPrivate: false })
})
afterAll(() => house.stop())

type Cell = { id: string; kind: string }
const sql = (id: string, text: string) => ({ kind: 'sql', id, name: id, on: 'results', sql: text })
const text = { kind: 'input', id: 'said', name: 'said', input: { type: 'text', default: '' } }
const many = { kind: 'input', id: 'many', name: 'many', input: { type: 'multi_select', default: [], options: { of: 'numbers', column: 'n' } } }
const shown = (cells: readonly Cell[]): object => ({
  cells,
  app: { elements: cells.map(({ id }, y) => ({ uuid: `e-${id}`, cellId: id, x: 0, y, w: 36, h: 1 })), tabs: [] },
})
const create = (document: object): Promise<ApiAnswer> => house.as.developer.post(`/api/v1/app/projects/${house.projectUuid}/apps`, { name: 'Bad', document })
const published = async (cells: readonly Cell[]): Promise<string> => {
  const { uuid } = ((await create(shown(cells))).body as { results: { uuid: string } }).results
  await house.as.developer.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  return uuid
}
const messageOf = ({ body }: ApiAnswer): string => JSON.stringify(body)
const newToken = async (): Promise<string> =>
  (
    await house.signedIn.developer.results<{ token: string }>('POST', '/api/v1/user/me/personal-access-tokens', {
      description: 'For large requests',
      expiresAt: null,
    })
  ).token
/** The answer to a request with a body of this size, which is told before a byte of it is sent. */
const announce = (path: string, headers: Record<string, string>, bytes: number): Promise<{ status: number | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(house.url + path, { method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'content-length': bytes } })
    sent.on('error', reject)
    sent.on('response', (answer) => {
      answer.setEncoding('utf8')
      let body = ''
      answer.on('data', (piece: string) => (body += piece))
      answer.on('end', () => {
        resolve({ status: answer.statusCode, body })
        sent.destroy()
      })
    })
    sent.flushHeaders()
  })

describe('a notebook', () => {
  it('of ten thousand cells is refused by number, and nothing of it is kept', async () => {
    const cells = Array.from({ length: 10_000 }, (_, place) => sql(`c${place}`, `select * from c${place - 1}`))
    const before = await house.db.selectFrom('resources').select('id').execute()
    const refused = await create({ cells })
    expect([refused.status, messageOf(refused)]).toEqual([400, expect.stringContaining('at most 1,000 cells')])
    const app = await published([text])
    const draft = await house.as.developer.put(`/api/v1/app/drafts/apps/${app}`, { version: null, document: { cells } })
    expect(draft.status).toBeGreaterThanOrEqual(400)
    expect(draft.status).toBeLessThan(500)
    expect(await house.db.selectFrom('resources').select('id').execute()).toHaveLength(before.length + 1)
    expect(await house.db.selectFrom('drafts').select('resource_id').where('resource_id', '=', app).execute()).toEqual([])
  })

  it('whose cells go in circles says so at each of them, and runs the others', async () => {
    const ring = Array.from({ length: 30 }, (_, place) => sql(`r${place}`, `select * from r${(place + 1) % 30}`))
    const app = await published([...ring, sql('alone', 'select 1 as n')])
    const { run } = await house.as.developer.results<{ run: { uuid: string } }>('POST', `/api/v1/app/apps/${app}/runs`, {})
    const at = `/api/v1/app/apps/${app}/runs/${run.uuid}`
    type Run = { state: string; endedAt: string | null; cells: { cellId: string; state: string; failure: { message: string } | null }[] }
    await expect.poll(async () => (await house.as.developer.results<Run>('GET', at)).endedAt, { timeout: 20_000 }).not.toBeNull()
    const { state, cells } = await house.as.developer.results<Run>('GET', at)
    expect(state).toBe('errored')
    expect(cells.find(({ cellId }) => cellId === 'alone')?.state).toBe('done')
    expect(cells.filter(({ failure }) => failure?.message.includes('r0') === true)).toHaveLength(30)
  })
})

describe('a value of an input', () => {
  it('of ten megabytes is refused at every door before it is read', async () => {
    const app = await published([text])
    const secret = await newToken()
    const ours = await Promise.all(
      ['runs', 'sessions', 'views', 'live'].map((what) => announce(`/api/v1/app/apps/${app}/${what}`, { authorization: `ApiKey ${secret}` }, 10_485_760)),
    )
    expect(ours.map(({ status }) => status)).toEqual([413, 413, 413, 413])
    for (const at of [`/api/v1/projects/${app}/runs`, `/api/v1/project/${app}/run`]) {
      const { status, body } = await announce(at, { authorization: `Bearer ${secret}` }, 10_485_760)
      expect([status, JSON.parse(body)]).toEqual([413, expect.objectContaining({ traceId: expect.any(String) as string })])
    }
    expect(await house.db.selectFrom('app_runs').select('id').where('resource_id', '=', app).execute()).toEqual([])
  })

  it('that fits into a request and into no input is refused by name, and not said back', async () => {
    const app = await published([text, many])
    const four = 'x'.repeat(4 * 1024 * 1024)
    for (const inputs of [{ said: four }, { many: Array.from({ length: 1001 }, (_, n) => n) }, { many: [four] }]) {
      const refused = await house.bearer.developer.post(`/api/v1/projects/${app}/runs`, { inputParams: inputs })
      expect(refused.status).toBe(422)
      expect((refused.body as { invalid: { paramName: string }[] }).invalid.map(({ paramName }) => paramName)).toEqual(Object.keys(inputs))
      expect(messageOf(refused).length).toBeLessThan(20_000)
    }
  })

  it('for names without number changes nothing', async () => {
    const app = await published([text])
    const inputParams = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`sayd${n}`, n]))
    const { status, body } = await house.bearer.developer.post(`/api/v1/projects/${app}/runs`, { inputParams })
    expect(status).toBe(201)
    const { runId } = body as { runId: string }
    const log = await house.as.developer.results<{ event: string; message: string }[]>('GET', `/api/v1/app/apps/${app}/runs/${runId}/log`)
    expect(log[0]).toMatchObject({ event: 'inputs_ignored', message: expect.stringMatching(/^sayd0 \(said\?\), .*… \+19980$/) as string })
  })
})
