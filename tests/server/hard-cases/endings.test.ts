import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../packages/server/src/platform/ids.ts'
import { apiClient, withToken, type ApiClient } from '../../harness/api-client.ts'
import { matrixShop } from '../matrix/all-cases.ts'
import { startWithPeople, type WithPeople } from '../start-with-people.ts'

/** What ends, ends for the very next request; and of what there must be one, one stays, whoever is faster. */

let house: WithPeople
let organization: string

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  organization = (await house.as.admin.results<{ organizationUuid: string }>('GET', '/api/v1/org')).organizationUuid
})
afterAll(() => house.stop())

type Newcomer = { userUuid: string; email: string; session: ApiClient; token: ApiClient; sessionSecret: string; tokenUuid: string }
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Somebody new with a session and a token, both already used. */
async function newcomer(role: 'admin' | 'editor'): Promise<Newcomer> {
  const [user_id, tokenUuid, sessionSecret, tokenSecret] = [newId(), newId(), randomBytes(24).toString('hex'), `atr_pat_${randomBytes(24).toString('hex')}`]
  const email = `${user_id}@people.example`
  const { db } = house
  await db.insertInto('users').values({ id: user_id, email, first_name: 'New', last_name: 'Comer', email_verified: true }).execute()
  await db.insertInto('organization_members').values({ user_id, organization_id: organization, role }).execute()
  const expires_at = new Date(Date.now() + 3_600_000)
  await db
    .insertInto('sessions')
    .values({ id_hash: hashOf(sessionSecret), user_id, expires_at, user_agent: null })
    .execute()
  await db
    .insertInto('personal_access_tokens')
    .values({ id: tokenUuid, user_id, description: 'x', token_prefix: 'atr_pat_', token_hash: hashOf(tokenSecret) })
    .execute()
  const [session, token] = [apiClient(house.url, { cookie: `connect.sid=${sessionSecret}` }), withToken(house.url, tokenSecret)]
  // Whoever was here before is remembered.
  for (const client of [session, token]) expect((await client.get('/api/v1/user')).status).toBe(200)
  return { userUuid: user_id, email, session, token, sessionSecret, tokenUuid }
}

const project = () => `/api/v1/projects/${house.projectUuid}`
const asAdmin = (method: string, at: string, body?: unknown) => house.signedIn.admin.results(method, at, body)

/** What happens, and what session and token get for the next request to make a space. */
const endings: [string, (who: Newcomer) => Promise<unknown>, { session: number; token: number }][] = [
  ['a lower role', (who) => asAdmin('PATCH', `/api/v1/org/users/${who.userUuid}`, { role: 'viewer' }), { session: 401, token: 403 }],
  ['deactivation', (who) => asAdmin('PATCH', `/api/v1/app/members/${who.userUuid}`, { isActive: false }), { session: 401, token: 403 }],
  ['removal', (who) => asAdmin('DELETE', `/api/v1/org/user/${who.userUuid}`), { session: 401, token: 401 }],
  ['signing out', (who) => who.session.get('/api/v1/logout'), { session: 401, token: 200 }],
  ['ending other sessions, from elsewhere', endFromElsewhere, { session: 401, token: 200 }],
  ['a revoked token', (who) => who.session.results('DELETE', `/api/v1/user/me/personal-access-tokens/${who.tokenUuid}`), { session: 200, token: 401 }],
]

async function endFromElsewhere(who: Newcomer): Promise<void> {
  const secret = randomBytes(24).toString('hex')
  const expires_at = new Date(Date.now() + 3_600_000)
  await house.db
    .insertInto('sessions')
    .values({ id_hash: hashOf(secret), user_id: who.userUuid, expires_at, user_agent: null })
    .execute()
  await apiClient(house.url, { cookie: `connect.sid=${secret}` }).results('DELETE', '/api/v1/app/sessions')
}

it.each(endings)('%s counts for the very next request', async (_, end, after) => {
  const who = await newcomer('editor')
  const make = async (client: ApiClient): Promise<number> => (await client.post(`${project()}/spaces`, { name: 'Own', isPrivate: true })).status
  expect([await make(who.session), await make(who.token)]).toEqual([200, 200])
  await end(who)
  expect({ session: await make(who.session), token: await make(who.token) }).toEqual(after)
})

it('a role in a project that is taken away counts for the very next request', async () => {
  const member = house.as.member
  const access = `${project()}/access`
  await asAdmin('POST', access, { email: house.email('member'), role: 'editor', sendEmail: false })
  expect((await member.get(project())).status).toBe(200)
  await asAdmin('DELETE', `${access}/${house.userUuid.member}`)
  expect((await member.get(project())).status).toBe(403)
})

const attacks: [string, (other: Newcomer) => [string, string, object?]][] = [
  ['demote', (other) => ['PATCH', `/api/v1/org/users/${other.userUuid}`, { role: 'viewer' }]],
  ['deactivate', (other) => ['PATCH', `/api/v1/app/members/${other.userUuid}`, { isActive: false }]],
  ['remove', (other) => ['DELETE', `/api/v1/org/user/${other.userUuid}`]],
]

it('of administrators who demote, deactivate or remove each other at the same moment one stays', async () => {
  const administrators = () =>
    house.db
      .selectFrom('organization_members as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select('u.id')
      .where('m.organization_id', '=', organization)
      .where('m.role', '=', 'admin')
      .where('u.is_active', '=', true)
      .execute()
  for (const [, first] of attacks) {
    for (const [, second] of attacks) {
      const [one, other] = [await newcomer('admin'), await newcomer('admin')]
      // Nobody else administrates.
      const others = (await administrators()).map(({ id }) => id).filter((id) => id !== one.userUuid && id !== other.userUuid)
      for (const id of others) await one.token.results('PATCH', `/api/v1/org/users/${id}`, { role: 'viewer' })
      const statuses = await Promise.all([one.token.call(...first(other)), other.token.call(...second(one))]).then((answers) =>
        answers.map(({ status }) => status),
      )
      expect((await administrators()).length).toBeGreaterThanOrEqual(1)
      expect(statuses.filter((status) => status >= 500)).toEqual([])
    }
  }
})
