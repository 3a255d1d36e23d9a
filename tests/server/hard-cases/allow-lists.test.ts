import { afterAll, beforeAll, expect, it } from 'vitest'
import { allCases, firstFacts, learnFrom, matrixShop } from '../matrix/all-cases.ts'
import { startWithPeople, type WithPeople } from '../start-with-people.ts'
import { callersOf, describedOperations, type Caller } from './door.ts'

/** Bodies say what they may say: who made a thing, when, under which id and with which right is not for them. */

let house: WithPeople
let caller: Caller

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  caller = await callersOf(house)
})
afterAll(() => house.stop())

const marked = { id: 'deadbeef-0000-4000-8000-00000000beef', date: '1999-12-31T23:59:58.000Z', count: 918_273_645 }
const ids = [
  'uuid',
  'id',
  'organizationUuid',
  'organizationId',
  'organization_id',
  'ownerUuid',
  'ownerId',
  'createdBy',
  'created_by',
  'createdByUserUuid',
  'updatedBy',
  'userId',
  'user_id',
  'actorId',
]
const dates = ['createdAt', 'created_at', 'updatedAt', 'updated_at', 'deletedAt', 'lastUsedAt', 'firstViewedAt', 'emailVerifiedAt']
const extras: Record<string, unknown> = {
  ...Object.fromEntries(ids.map((name) => [name, marked.id])),
  ...Object.fromEntries(dates.map((name) => [name, marked.date])),
  views: marked.count,
  revision: marked.count,
  isAdmin: true,
  organizationRole: 'admin',
  passwordHash: 'marked-hash',
  token: 'marked-token',
}

/** Charts and questions keep keys that they do not know, of other writers of the format; nothing reads them. */
const keptWhole = new Set(['revisions.spec', 'runs.payload'])

it('what the server knows itself is not taken from a body', async () => {
  const methods = new Map((await describedOperations(house)).map(({ operationId, method }) => [operationId, method]))
  const facts = firstFacts(house)
  const outcomes = { done: 0, refused: 0 }
  for (const one of allCases) {
    const method = methods.get(one.operationId)
    if (method === undefined) continue
    const client = caller(one, 'admin')
    const [at, good] = [await one.path(facts), await one.body?.(facts)]
    const isPlain = typeof good === 'object' && good !== null && !Array.isArray(good)
    const answer = await client.call(
      method,
      at,
      isPlain ? { ...extras, ...good } : good,
      one.takes === 'bytes' ? { 'content-type': 'application/octet-stream' } : {},
    )
    if (isPlain) outcomes[answer.status < 400 ? 'done' : 'refused'] += 1
    learnFrom(one, answer, facts)
  }
  // Most are taken without what they may not say.
  expect([outcomes.done > 45, outcomes.done > outcomes.refused]).toEqual([true, true])

  const found: string[] = []
  for (const { name } of await house.db.introspection.getTables()) {
    for (const row of await house.db
      .selectFrom(name as 'users')
      .selectAll()
      .execute()) {
      for (const [column, value] of Object.entries(row)) {
        if (keptWhole.has(`${name}.${column}`)) continue
        const text = value instanceof Date ? value.toISOString() : (JSON.stringify(value) ?? '')
        if (/deadbeef|1999-12-31|918273645|marked-/.test(text)) found.push(`${name}.${column}: ${text.slice(0, 100)}`)
      }
    }
  }
  expect(found).toEqual([])
})

it('nobody becomes more by saying so of themselves', async () => {
  const more = {
    role: 'admin',
    organizationRole: 'admin',
    isActive: true,
    organizationUuid: marked.id,
    userUuid: house.userUuid.admin,
    email_verified: true,
    isEmailVerified: true,
  }
  const before = await house.db.selectFrom('organization_members').selectAll().orderBy('user_id').execute()
  await house.signedIn.editor.results('PATCH', '/api/v1/user/me', { firstName: 'Eve', ...more })
  await house.signedIn.editor.results('PATCH', '/api/v1/user/me/complete', { jobTitle: 'Admin', ...more })
  expect(await house.db.selectFrom('organization_members').selectAll().orderBy('user_id').execute()).toEqual(before)
  const names = await house.db.selectFrom('users').select(['id', 'first_name']).where('first_name', '=', 'Eve').execute()
  expect(names).toEqual([{ id: house.userUuid.editor, first_name: 'Eve' }])
})
