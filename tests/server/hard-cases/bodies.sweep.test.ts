import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiAnswer, type ApiClient } from '../../harness/api-client.ts'
import { isWhole, sliceOf } from '../../harness/sweep.ts'
import { allCases, firstFacts, learnFrom, matrixShop } from '../matrix/all-cases.ts'
import { entrances } from '../matrix/exceptions.ts'
import { startWithPeople, type WithPeople } from '../start-with-people.ts'
import { callersOf, administrators, changesOf, describedOperations, faultOf, forEach, type Described, type Caller } from './door.ts'
import { brokenBodies, hostileVariants } from './hostile-values.ts'

/**
 * Every operation that takes a body gets bodies that nobody sends by accident, from somebody who may do everything. Made
 * from the cases of the matrix: what is new there is asked here too. In a slice, each place of each body gets one of the
 * values and each operation two broken bodies, in turn.
 */

let house: WithPeople
let operations: Map<string, Described>
let turn = 0
let crowd: ApiClient[]
let caller: Caller

beforeAll(async () => {
  house = await startWithPeople({ ...matrixShop, env: { ATRIUM_TRUSTED_PROXIES: '127.0.0.1,::1' } })
  operations = new Map((await describedOperations(house)).map((operation) => [operation.operationId, operation]))
  crowd = await administrators(house, 30)
  caller = await callersOf(house)
})
afterAll(() => house.stop())

const roles = () => house.db.selectFrom('organization_members').select(['user_id', 'role']).orderBy('user_id').execute()

/** What they act on belongs to one person, who alone ends it later. */
const aboutOwnThings = new Set(['updateWarehouseCredentials', 'Rotate personal access token', 'StartImpersonation'])

/** Asks as one of the administrators, and as the next ones where that one asked too often. */
async function ask(first: ApiClient | undefined, method: string, path: string, body: unknown): Promise<ApiAnswer> {
  const one = (): ApiClient => crowd[turn % crowd.length] as ApiClient
  let answer = await (first ?? one()).call(method, path, body)
  for (let tries = 0; answer.status === 429 && tries < crowd.length; tries++) {
    turn += 1
    answer = await one().call(method, path, body)
  }
  return answer
}

const wrongBodies = (good: unknown, turn: number): unknown[] => [...hostileVariants(good, turn), ...sliceOf(brokenBodies, 4, turn)]

const shown = (body: unknown): string => (typeof body === 'string' ? body : (JSON.stringify(body) ?? 'nothing')).slice(0, 150)

it('no body is our fault: it is refused in the words of the door and nothing is changed, or it is taken', async () => {
  const before = await roles()
  const facts = firstFacts(house)
  const faults: string[] = []
  const refused: ApiAnswer[] = []
  const met = new Set<string>()
  const taken: ApiAnswer[] = []
  for (const one of allCases) {
    const operation = operations.get(one.operationId)
    if (operation === undefined) continue
    const client = caller(one, 'admin')
    const [path, good] = [await one.path(facts), await one.body?.(facts)]
    const answer = await client.call(operation.method, path, good, one.takes === 'bytes' ? { 'content-type': 'application/octet-stream' } : {})
    learnFrom(one, answer, facts)
    if (good === undefined || one.takes === 'bytes') continue
    met.add(one.operationId)
    await forEach(wrongBodies(good, met.size), 6, async (body) => {
      const wrong = await ask(aboutOwnThings.has(one.operationId) || one.as === 'scim' ? client : undefined, operation.method, path, body)
      const fault = wrong.status === 429 ? 'nobody could ask any more' : faultOf(wrong)
      if (fault !== null) faults.push(`${one.operationId} ${shown(body)}: ${fault}`)
      ;(wrong.status < 400 ? taken : refused).push(wrong)
    })
  }
  expect(faults).toEqual([])
  expect(await changesOf(house, refused)).toEqual([])
  const roleOf = new Map((await roles()).map(({ user_id, role }) => [user_id, role]))
  // The last case removes the member; nobody else has become anything.
  for (const { user_id, role } of before) if (user_id !== house.userUuid.member) expect(roleOf.get(user_id)).toBe(role)
  const unmet = [...operations.values()].filter(({ operationId, hasBody }) => hasBody && !met.has(operationId) && !(operationId in entrances))
  // These take bytes.
  expect(unmet.map(({ operationId }) => operationId).toSorted()).toEqual([
    'HexIngestSemanticModel',
    'HexIngestSemanticProject',
    'SendAppSessionFile',
    'SendUploadPart',
    'SyncModels',
  ])
  const least = isWhole() ? { refused: 2000, changes: 100 } : { refused: 400, changes: 20 }
  expect([refused.length > least.refused, (await changesOf(house, taken)).length > least.changes]).toEqual([true, true])
}, 300_000)

/** What a passkey would answer, from no passkey. */
const madeUpPasskey = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
}

/** Bodies of the ways in that are refused for what they say, not for how they are made. */
const entering: Readonly<Record<string, { path: string; body: object }>> = {
  Login: { path: '/api/v1/login', body: { email: 'a@people.example', password: 'a wrong password 1' } },
  SetUp: { path: '/api/v1/app/setup', body: { token: 'x', organizationName: 'O', email: 'a@b.example', firstName: 'A', lastName: 'B', password: 'p' } },
  RedeemSignInLink: { path: '/api/v1/app/sign-in-link', body: { token: 'made-up' } },
  RegisterUser: { path: '/api/v1/user', body: { firstName: 'A', lastName: 'B', email: 'a@b.example', password: 'a long passphrase 1', inviteCode: 'x' } },
  CreatePasswordReset: { path: '/api/v1/password-reset', body: { email: 'a@b.example' } },
  ResetPassword: { path: '/api/v1/user/password/reset', body: { code: 'made-up', newPassword: 'a long passphrase 1' } },
  FinishSecondStep: { path: '/api/v1/app/second-step', body: { code: '000000' } },
  SignInWithPasskey: { path: '/api/v1/app/passkey-sign-in', body: { answer: madeUpPasskey } },
  ProveIdentity: { path: '/api/v1/app/proof', body: { password: 'a wrong password 1' } },
  CreateOrganization: { path: '/api/v1/org', body: { name: 'Another' } },
  OpenAppEmbed: { path: '/api/v1/app/embeds', body: { secret: 'made-up' } },
}

it('nor is any body of a way in, from anybody', async () => {
  const before = await roles()
  const faults: string[] = []
  let address = 0
  for (const [place, [operationId, { path, body: good }]] of Object.entries(entering).entries()) {
    expect(operations.get(operationId)).toMatchObject({ path, hasBody: true })
    await forEach(wrongBodies(good, place), 6, async (body) => {
      address += 1
      const stranger = apiClient(house.url, { 'x-forwarded-for': `198.51.${address >> 8}.${address & 255}` })
      const answer = await stranger.call(operations.get(operationId)?.method ?? '', path, body)
      const fault = faultOf(answer) ?? (answer.headers.getSetCookie().length > 0 ? 'it let somebody in' : null)
      if (fault !== null) faults.push(`${operationId} ${shown(body)}: ${fault}`)
    })
  }
  expect(faults).toEqual([])
  expect(await roles()).toEqual(before)
  const withBody = [...operations.values()].filter(({ operationId, hasBody }) => hasBody && operationId in entrances)
  expect(withBody.filter(({ operationId }) => entering[operationId] === undefined).map(({ operationId }) => operationId)).toEqual([])
})
