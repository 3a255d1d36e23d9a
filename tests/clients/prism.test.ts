import { spawn, type ChildProcess } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDoor, type Case } from '../conform/check-door.ts'
import { contractFile, loadContract } from '../conform/contract.ts'
import { posthogCases, type PosthogFacts } from '../conform/posthog-cases.ts'
import { call, ended, installed, lineOf } from '../engines/engine.ts'
import { apiClient, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** What the proxy finds wrong with a request or with the answer to it. */
type Violation = { location: string[]; message: string }

let atrium: Atrium
let prism: ChildProcess
let proxied: string

beforeAll(async () => {
  // Later versions ask for a newer Node.
  const tools = await installed('prism-5.14.2', 'npm, and its registry', async (folder) => {
    await writeFile(path.join(folder, 'package.json'), '{"private": true, "type": "module"}\n')
    await call('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '@stoplight/prism-cli@5.14.2'], { cwd: folder })
  })
  atrium = await startAtrium()
  const program = path.join(tools, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js')
  prism = spawn(process.execPath, [program, 'proxy', contractFile('posthog', 'openapi.json'), atrium.url, '--port', '0'])
  proxied = (await lineOf(prism, /Prism is listening on (http:\S+)/, 'Prism'))[1] ?? ''
}, 900_000)
afterAll(async () => {
  if (prism !== undefined) await ended(prism, () => prism.kill())
  await atrium?.stop()
})

const violationsOf = ({ headers }: ApiAnswer): Violation[] => JSON.parse(headers.get('sl-violations') ?? '[]') as Violation[]
const told = (violations: readonly Violation[]): string[] => violations.map(({ location, message }) => `${location.join('.')}: ${message}`)

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${atrium.token}` })

/** The client, which notes what the proxy says of every call. */
function watched(client: ApiClient, seen: Map<string, string[]>): ApiClient {
  const watch: ApiClient['call'] = async (method, at, body, more) => {
    const answer = await client.call(method, at, body, more)
    const found = told(violationsOf(answer))
    if (found.length > 0) seen.set(`${method} ${at} → ${answer.status}`, found)
    return answer
  }
  return { ...client, call: watch }
}

describe('Prism, which holds requests and answers against the contract', () => {
  it('finds nothing in any operation under either prefix', async () => {
    const contract = loadContract('posthog', ['openapi.json'])
    if ('missing' in contract) throw new Error(contract.missing)
    const seen = new Map<string, string[]>()
    const client = (): ApiClient => watched(apiClient(proxied, bearer()), seen)
    const existing = new Set(contract.operations.map(({ method, path: at }) => `${method} ${at.replaceAll(/\{[^}]+\}/g, '{}')}`))
    const verdicts = await checkDoor<PosthogFacts>({
      contract,
      cases: posthogCases.map((one): Case<PosthogFacts> => ({ ...one, as: 'token' })),
      clients: { token: client, session: client, nobody: client, newcomer: client, stranger: client },
      facts: { projectUuid: '1' },
      existing,
    })
    expect(verdicts.flatMap((one) => (one.outcome === 'conforms' ? [] : [one.operation.operationId]))).toEqual([])
    expect(Object.fromEntries(seen)).toEqual({})
    expect(verdicts.length).toBe(49)
  })

  it.each(['environments', 'projects'])('finds nothing in what is refused, or comes later, under /api/%s', async (prefix) => {
    const of = (headers: Record<string, string>): ApiClient => apiClient(proxied, headers)
    const at = (rest: string): string => `/api/${prefix}/1/${rest}`
    const key = of(bearer())
    const name = `refused_${prefix}`
    const query = { kind: 'HogQLQuery', query: 'SELECT 1 AS one' }
    expect((await key.post(at('endpoints/'), { name, query })).status).toBe(201)
    const run = at(`endpoints/${name}/run/`)
    const calls: [number, ApiAnswer][] = [
      [400, await key.post(at('endpoints/'), { name, query })],
      [400, await key.post(run, { variables: { nobody: 1 } })],
      [400, await key.post(run, { version: 'abc' })],
      [400, await key.post(run, { offset: 1 })],
      [400, await key.post(run, { query_override: { query: 'SELECT 2' } })],
      [404, await key.post(run, { version: 7 })],
      [404, await key.get(at('endpoints/nobody/'))],
      [404, await key.get(at('endpoints/nobody/versions/'))],
      [404, await key.get(at('query/nobody/'))],
      [401, await of({ authorization: 'Bearer nobody' }).get(run)],
      [401, await of({ authorization: 'Bearer nobody' }).get(at('endpoints/'))],
      [202, await key.post(run, { refresh: 'force_async', client_query_id: name })],
      [202, await key.post(at('query/'), { query, refresh: 'force_async', client_query_id: `${name}_asked` })],
      [200, await key.delete(at(`query/${name}_asked/`))],
      [200, await key.post(run, { refresh: 'lazy_async' })],
      [200, await key.patch(at(`endpoints/${name}/`), { deleted: true })],
    ]
    expect(calls.map(([, { status }]) => status)).toEqual(calls.map(([status]) => status))
    // What is wrong with a request is meant here; what would be wrong with an answer is not.
    const wrong = calls.flatMap(([, answer]) => violationsOf(answer).filter(({ location }) => location[0] === 'response'))
    expect(told(wrong)).toEqual([])
  })
})
