import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../packages/server/src/platform/ids.ts'
import type { ApiClient } from '../../harness/api-client.ts'
import { matrixShop } from '../matrix/all-cases.ts'
import { insertMember, insertSession, insertToken } from '../insert-people.ts'
import { startWithPeople, type WithPeople } from '../start-with-people.ts'

/** What ends, ends for the very next request; and of what there must be one, one stays, whoever is faster. */

let house: WithPeople
let organization: string

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  organization = (await house.as.admin.results<{ organizationUuid: string }>('GET', '/api/v1/org')).organizationUuid
})
afterAll(() => house.stop())

type Newcomer = { userUuid: string; email: string; session: ApiClient; token: ApiClient; tokenUuid: string }
const newSecret = (): string => randomBytes(24).toString('hex')

/** Somebody new with a session and a token, both already used. */
async function newcomer(role: 'admin' | 'editor'): Promise<Newcomer> {
  const { db, url } = house
  const tokenUuid = newId()
  const email = `${newId()}@people.example`
  const userUuid = await insertMember(db, { organizationId: organization, role, email })
  const session = await insertSession(db, url, userUuid, newSecret())
  const token = await insertToken(db, url, { userId: userUuid, secret: `atr_pat_${newSecret()}`, id: tokenUuid })
  // Whoever was here before is remembered.
  for (const client of [session, token]) expect((await client.get('/api/v1/user')).status).toBe(200)
  return { userUuid, email, session, token, tokenUuid }
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
  const elsewhere = await insertSession(house.db, house.url, who.userUuid, newSecret())
  await elsewhere.results('DELETE', '/api/v1/app/sessions')
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
      // Only who can sign in counts as left over.
      const pair = [one.userUuid, other.userUuid]
      await house.db.updateTable('users').set({ password_hash: 'of a password' }).where('id', 'in', pair).execute()
      // Nobody else administrates.
      const others = (await administrators()).map(({ id }) => id).filter((id) => !pair.includes(id))
      for (const id of others) await one.token.results('PATCH', `/api/v1/org/users/${id}`, { role: 'viewer' })
      const statuses = await Promise.all([one.token.call(...first(other)), other.token.call(...second(one))]).then((answers) =>
        answers.map(({ status }) => status),
      )
      expect((await administrators()).length).toBeGreaterThanOrEqual(1)
      expect(statuses.filter((status) => status >= 500)).toEqual([])
    }
  }
})
