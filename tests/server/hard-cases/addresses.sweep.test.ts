import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../packages/server/src/platform/ids.ts'
import type { ApiAnswer, ApiClient } from '../../harness/api-client.ts'
import { isWhole, sliceOf } from '../../harness/sweep.ts'
import { allCases, firstFacts, matrixShop } from '../matrix/all-cases.ts'
import { showingNothing } from '../matrix/exceptions.ts'
import type { AppFacts, MatrixCase } from '../matrix/app-cases.ts'
import { startWithPeople, type WithPeople } from '../start-with-people.ts'
import { callersOf, administrators, changesOf, describedOperations, faultOf, forEach, type Described, type Caller } from './door.ts'
import { makeThings } from './things.ts'

/** Every operation at addresses that make no sense, and what reading leaves behind. In a slice each place of an address gets a quarter of the odd values, in turn. */

let house: WithPeople
let operations: Described[]
let facts: AppFacts
let crowd: ApiClient[]
let turn = 0
let caller: Caller

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  operations = await describedOperations(house)
  facts = { ...firstFacts(house), ...(await makeThings(house, house.signedIn.admin, house.projectUuid)), jobId: newId(), providerUuid: newId() }
  crowd = await administrators(house, 20)
  caller = await callersOf(house)
})
afterAll(() => house.stop())

/** Anything of the door of SCIM, which takes tokens of service accounts alone. */
const scimCase: MatrixCase = { operationId: 'ListScimUsers', as: 'scim', path: () => '/scim/v2/Users' }

async function ask(method: string, path: string): Promise<ApiAnswer> {
  const client = path.startsWith('/scim') ? caller(scimCase, 'admin') : (crowd[turn % crowd.length] as ApiClient)
  const answer = await client.call(method, path)
  if (answer.status !== 429) return answer
  turn += 1
  return ask(method, path)
}

const oddIds = [
  "x' or 1=1 --",
  '%00',
  '%ff',
  '..%2f..%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  '-1',
  '%F0%9F%98%80',
  'x'.repeat(400),
  '%',
  'nothing%20at%20all',
  '%3Cb%3E',
]

it('ids that are none lead nowhere, in every place of every path', async () => {
  const faults: string[] = []
  const answers: ApiAnswer[] = []
  const asked = operations.flatMap(({ method, path, pathParams, operationId }, place) =>
    pathParams.filter(isId).flatMap((odd) =>
      sliceOf(oddIds, 4, place).map((id) => ({
        operationId,
        method,
        path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === odd ? id : (known(name) ?? '0'))),
      })),
    ),
  )
  await forEach(asked, 6, async ({ operationId, method, path }) => {
    const answer = await ask(method, path)
    answers.push(answer)
    const fault =
      faultOf(answer) ?? (answer.status < 300 && !showingNothing.has(operationId) && operationId !== undone ? `it was taken: ${answer.status}` : null)
    if (fault !== null) faults.push(`${operationId} ${method} ${path.slice(0, 120)}: ${fault}`)
  })
  expect(faults).toEqual([])
  expect(await changesOf(house, answers)).toEqual([])
}, 300_000)

/** What is searched for is any text, and no id. */
const isId = (param: string): boolean => param !== 'query'

/** Who is no member is none afterwards: 204 whoever it is. */
const undone = 'removeUserFromGroup'

/** Ids by the names that paths have for them. */
const known = (name: string): string | undefined =>
  ({ ...facts, userAttributeUuid: facts.attributeUuid, exploreId: 'orders', fieldId: 'orders_status', uploadUuid: facts.upload } as Record<string, string>)[
    name
  ]

const oddValues = [
  '',
  '%00',
  '-1',
  '0',
  '1e999',
  'NaN',
  '99999999999999999999',
  '0.5',
  'true',
  "'",
  '%ud83d',
  '../../etc/passwd',
  '__proto__',
  '2026-13-45',
  '[object%20Object]',
  'x'.repeat(4000),
]

it('parameters that make no sense are refused or ignored, alone, twice and as objects', async () => {
  const faults: string[] = []
  const asked = operations.flatMap(({ operationId, method, path, queryParams, hasBody }, place) => {
    if (hasBody || method !== 'GET') return []
    const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known(name) ?? 'nothing')
    return queryParams.flatMap((name, nth) =>
      sliceOf([...oddValues.map((value) => `${name}=${value}`), `${name}=1&${name}=2`, `${name}[$ne]=1`, `${name}[]=1`, `${name}.a=1`], 4, place + nth).map(
        (query) => ({ operationId, at, query }),
      ),
    )
  })
  await forEach(asked, 6, async ({ operationId, at, query }) => {
    const fault = faultOf(await ask('GET', `${at}?${query}`))
    if (fault !== null) faults.push(`${operationId} ?${query.slice(0, 60)}: ${fault}`)
  })
  expect(faults).toEqual([])
  expect(asked.length).toBeGreaterThan(isWhole() ? 400 : 100)
})

/** Reading that leaves something, each for its reason. */
const leavesSomething: Readonly<Record<string, string>> = {
  ExportAudit: 'who took the log away is in the log',
}

/** All that is kept, but for what counts views, queries, uses and tries. */
const counted = new Set([
  'resource_views',
  'resource_views_by_day',
  'call_counts',
  'endpoint_runs',
  'resource_viewers',
  'query_log',
  'change_log',
  'sign_in_attempts',
  'sessions',
  'personal_access_tokens',
  'cron_entries',
  'run_log',
  'runs',
])

async function stateOf(): Promise<Record<string, string[]>> {
  const tables = (await house.db.introspection.getTables()).map(({ name }) => name).filter((name) => !counted.has(name))
  const state = tables.map(async (name): Promise<[string, string[]]> => {
    const rows = await house.db
      .selectFrom(name as 'users')
      .selectAll()
      .execute()
    // When somebody last looked at a session is use, too.
    return [name, rows.map((row) => JSON.stringify(name === 'app_sessions' ? { ...row, used_at: null } : row)).toSorted()]
  })
  return Object.fromEntries(await Promise.all(state))
}

it('reading changes nothing, whoever reads', async () => {
  const before = await stateOf()
  const answers: [string, ApiAnswer][] = []
  for (const one of allCases) {
    const operation = operations.find(({ operationId }) => operationId === one.operationId)
    if (operation?.method !== 'GET') continue
    for (const person of ['admin', 'viewer', 'foreigner', 'nobody'] as const) {
      answers.push([one.operationId, await caller(one, person).get(await one.path(facts))])
    }
  }
  const good = answers.filter(([, { status }]) => status === 200)
  expect(good.length).toBeGreaterThan(60)
  const changed = await changesOf(
    house,
    answers.filter(([id]) => leavesSomething[id] === undefined).map(([, answer]) => answer),
  )
  expect(changed).toEqual([])
  expect(await stateOf()).toEqual(before)
})

const nobodyToPosthog = JSON.stringify({ type: 'authentication_error', code: 'not_authenticated', detail: 'Failed to authorize user', attr: null })
const nobodyToUs = '{"status":"error","error":{"statusCode":401,"name":"AuthorizationError","message":"Failed to authorize user","data":{}}}'
/** In the words of all generations of clients; the trace is another one each time. */
const nobodyToHex = JSON.stringify({
  reason: 'Failed to authorize user',
  details: 'Failed to authorize user',
  traceId: '',
  code: 'UNAUTHORIZED',
  message: 'Failed to authorize user',
  issues: [],
})
const withoutTrace = (said: unknown): string => JSON.stringify(said).replace(/"traceId":"[^"]+"/, '"traceId":""')
const nobodyToMcp = '{"jsonrpc":"2.0","error":{"code":-32600,"message":"Failed to authorize user"},"id":null}'
const nobodyToGraphql = '{"errors":[{"message":"Failed to authorize user","extensions":{"code":"UNAUTHENTICATED"}}],"error":"Failed to authorize user"}'
const nobodyToScim = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"401","detail":"Failed to authorize user"}'

/** What each door says to nobody. */
function nobodyAt(at: string): string {
  if (at.startsWith('/scim')) return nobodyToScim
  if (at.startsWith('/api/mcp')) return nobodyToMcp
  if (/^\/(api\/)?graphql/.test(at)) return nobodyToGraphql
  return /^\/api\/(environments|projects|users|personal_api_keys)\//.test(at) ? nobodyToPosthog : nobodyToUs
}

it('nobody is told no more than that they are nobody, whatever they send, but at the ways in', async () => {
  const told: string[] = []
  const { paths } = (await house.as.nobody.get('/api/openapi.json')).body as { paths: Record<string, Record<string, { security: unknown[] }>> }
  const closed = operations.filter(({ path, method }) => (paths[path]?.[method.toLowerCase()]?.security.length ?? 0) > 0)
  for (const { operationId, method, path, pathParams } of closed) {
    const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known(name) ?? 'nothing')
    for (const body of method === 'GET' ? [undefined] : [undefined, {}, []]) {
      const { status, body: said } = await house.as.nobody.call(method, at, body)
      const isPlain = status === 401 && [nobodyAt(at), nobodyToHex].includes(withoutTrace(said))
      if (!isPlain) told.push(`${operationId} (${pathParams.join()}): ${status} ${JSON.stringify(said).slice(0, 120)}`)
    }
  }
  expect(told).toEqual([])
  expect(closed.length).toBeGreaterThan(120)
})
