import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiAnswer, type ApiClient } from '../../harness/api-client.ts'
import { signature } from '../../conform/check-door.ts'
import { addScimClients } from '../scim-clients.ts'
import { insertToken } from '../insert-people.ts'
import { people, startWithPeople, type Person, type WithPeople } from '../start-with-people.ts'
import { allCases, firstFacts, learnFrom, matrixShop } from './all-cases.ts'
import type { AppFacts, MatrixCase } from './app-cases.ts'
import { askedForNothing, entrances, showingNothing, unseen, withinUserAndProject } from './exceptions.ts'
import { expected } from './expected.ts'

/**
 * Every operation of every door is called by everybody, and who is let in is compared with the written table. The ones
 * with least rights call first, so that what is there is still there when they are refused; the administrator, who makes
 * what later cases need, comes last.
 */

let house: WithPeople
let scim: Record<Person, ApiClient>
/** The administrator by a token that reads who they are and which projects there are, and nothing else. */
let narrowed: ApiClient
let narrowedBearer: ApiClient
const letters: Readonly<Record<Person, string>> = {
  nobody: 'n',
  foreigner: 'f',
  member: 'm',
  viewer: 'v',
  interactive_viewer: 'i',
  editor: 'e',
  developer: 'd',
  admin: 'a',
}

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  scim = await addScimClients(house)
  const secret = 'atr_of_little_0123456789'
  narrowed = await insertToken(house.db, house.url, { userId: house.userUuid.admin, secret, scopes: ['user:read', 'project:read'] })
  narrowedBearer = apiClient(house.url, { authorization: `Bearer ${secret}` })
})
afterAll(() => house.stop())

it('everybody may call what the table says, and nothing else', async () => {
  const document = (await house.as.nobody.get('/api/openapi.json')).body as {
    paths: Record<string, Record<string, { operationId: string; 'x-operations'?: string[] }>>
  }
  const known = new Map(
    Object.entries(document.paths).flatMap(([at, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId, 'x-operations': ids = [operationId] }]) => ids.map((id) => [id, { method, at }] as const)),
    ),
  )
  const withoutRow = [...known.keys()].filter((id) => expected[id] === undefined && entrances[id] === undefined)
  expect(withoutRow, 'operations without a row in the table').toEqual([])
  const ofNothing = Object.keys(expected).filter((id) => !known.has(id))
  expect(ofNothing, 'rows of operations that no door has').toEqual([])
  const withoutCase = [...known.keys()].filter((id) => entrances[id] === undefined && !allCases.some(({ operationId }) => operationId === id))
  expect(withoutCase, 'operations that no case calls').toEqual([])

  const facts = firstFacts(house)
  const surprises: string[] = []
  const admitted = new Set<string>()
  const openToNarrowed = new Set<string>()
  let calls = 0
  for (const one of allCases) {
    const operation = known.get(one.operationId)
    if (operation === undefined) continue
    const little = one.as === undefined ? narrowed : one.as === 'bearer' ? narrowedBearer : null
    const probe = little === null ? null : await ask(little, one, operation.method, facts)
    if (probe !== null && !isRefused(probe)) openToNarrowed.add(one.operationId)
    for (const person of people.toReversed()) {
      const answer = await call(one, operation.method, person, facts)
      calls += 1
      const isExpected = (one.only ?? expected[one.operationId])?.includes(letters[person]) === true
      if (isExpected && answer.status < 400) admitted.add(one.operationId)
      if (person === 'admin') learnFrom(one, answer, facts)
      if (fits(one.operationId, answer, isExpected, person)) continue
      surprises.push(
        `${one.operationId} ${signature(operation.method, operation.at)} by ${person}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 160)}`,
      )
    }
  }
  expect(surprises).toEqual([])
  // Each was answered well for somebody who may.
  const onlyRefused = [...known.keys()].filter((id) => entrances[id] === undefined && !askedForNothing.has(id) && !admitted.has(id))
  expect(onlyRefused.toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual([])
  expect([...openToNarrowed].toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual(withinUserAndProject)
  expect(calls).toBeGreaterThan(1200)
}, 240_000)

/** Those who may are not refused; those who may not are, and strangers may be told that nothing is there. */
function fits(operationId: string, { status, body }: ApiAnswer, isExpected: boolean, person: Person): boolean {
  if (isExpected) return status !== 401 && status !== 403
  if (person === 'nobody') return status === 401
  if (showingNothing.has(operationId)) return status === 200 && isNothing((body as { results: unknown }).results)
  return status === 403 || (status === 404 && (person === 'foreigner' || unseen.has(operationId)))
}

const isNothing = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).every(isNothing) : value !== true && typeof value !== 'string'

function call(one: MatrixCase, method: string, person: Person, facts: AppFacts): Promise<ApiAnswer> {
  const clients = { scim, session: house.signedIn, bearer: house.bearer, other: house.as }
  return ask(clients[one.as === 'scim' || one.as === 'session' || one.as === 'bearer' ? one.as : 'other'][person], one, method, facts)
}

const isRefused = ({ status }: ApiAnswer): boolean => status === 401 || status === 403

async function ask(client: ApiClient, one: MatrixCase, method: string, facts: AppFacts): Promise<ApiAnswer> {
  const body = await one.body?.(facts)
  const path = await one.path(facts)
  if (one.takes !== 'bytes') return client.call(method.toUpperCase(), path, body)
  return client.call(method.toUpperCase(), path, body, { 'content-type': 'application/octet-stream' })
}
