import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { newId } from '../../../platform/ids.ts'
import { verifyChangeLog } from '../../../platform/verify-change-log.ts'
import { updateProfile, getCurrentUser } from '../current-user.ts'
import { setMemberActive } from '../member-active.ts'
import { listMembers, updateMemberRole } from '../members.ts'
import { listOwnSessions } from '../own-sessions.ts'
import { provisionAdmin } from '../provision-people.ts'
import { changeScimUser } from '../scim/scim-users.ts'
import { createServiceToken } from '../service-accounts/service-account-tokens.ts'
import { createServiceAccount } from '../service-accounts/service-accounts.ts'
import { signIn } from '../sign-in.ts'
import { signOut } from '../sign-out.ts'
import { openIdentity, type TestIdentity } from '../testing/open-identity.ts'
import { createToken, listTokens } from '../tokens.ts'
import { endImpersonation, listOwnImpersonations, startImpersonation } from './impersonations.ts'

const email = 'ada@example.com'
const password = 'a long passphrase 1'
const address = '127.0.0.1'
const reason = 'Vera says a dashboard is empty'
const minute = 60_000

let test: TestDatabase
let house: TestIdentity
let organizationId: string
let vera: string
let other: string
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  const admin = await house.asSystem(provisionAdmin, { email, password, token: 'token-of-sixteen-letters' })
  organizationId = admin.organizationId
  vera = await addMember('vera@example.com', 'Vera', 'viewer')
  other = await addMember('olga@example.com', 'Olga', 'admin')
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

async function addMember(address_: string, first_name: string, role: 'viewer' | 'admin'): Promise<string> {
  const id = newId()
  await test.db.insertInto('users').values({ id, email: address_, first_name, last_name: '', email_verified: true }).execute()
  await test.db.insertInto('organization_members').values({ user_id: id, organization_id: organizationId, role }).execute()
  return id
}

let session: string
beforeEach(async () => {
  session = (await house.as({}, signIn, { email, password, address })).secret
})
const start = (userId = vera, why = reason) => house.as({ session }, startImpersonation, { userId, reason: why })
const end = () => house.as({ session }, endImpersonation, {})

it('makes the session the person, until it is ended', async () => {
  await start()
  const seen = await house.user({ session })
  expect(seen).toMatchObject({ userId: vera, email: 'vera@example.com', organizationRole: 'viewer', via: 'session', impersonatedBy: { email } })
  expect((await house.as({ session }, getCurrentUser, {})).email).toBe('vera@example.com')
  await end()
  expect(await house.user({ session })).toMatchObject({ email, organizationRole: 'admin' })
  expect((await house.user({ session })).impersonatedBy).toBeUndefined()
})

it('leaves the session free for another person when the one who was shown may not be looked at any more', async () => {
  await start()
  await test.db.updateTable('users').set({ is_active: false }).where('id', '=', vera).execute()
  try {
    house.identity.authenticator.forget()
    expect((await house.user({ session })).email).toBe(email)
    await start(other)
    expect((await house.user({ session })).userId).toBe(other)
  } finally {
    await test.db.updateTable('users').set({ is_active: true }).where('id', '=', vera).execute()
    await end()
  }
  // What was left open does not come back.
  expect((await house.user({ session })).email).toBe(email)
})

it('ends by itself after half an hour, also while it is used', async () => {
  await start()
  house.clock.advance(29 * minute)
  expect((await house.user({ session })).userId).toBe(vera)
  house.clock.advance(minute)
  expect((await house.user({ session })).email).toBe(email)
  // The session may be used for another one.
  await start(other)
  expect((await house.user({ session })).userId).toBe(other)
  await end()
})

it('changes nothing and shows nothing that is for the person alone', async () => {
  await start()
  const refused = { code: 'forbidden', details: { reason: 'impersonating' } }
  await expect(house.as({ session }, updateProfile, { firstName: 'Mallory' })).rejects.toMatchObject(refused)
  await expect(house.as({ session }, createToken, { description: 'mine now', expiresAt: null })).rejects.toMatchObject(refused)
  for (const operation of [listTokens, listOwnSessions, listOwnImpersonations]) {
    await expect(house.as({ session }, operation as typeof listTokens, {})).rejects.toMatchObject(refused)
  }
  // Nor is it a way to a third person.
  await expect(start(other)).rejects.toMatchObject({ ...refused, message: 'You are viewing as Vera, which changes nothing. End it to do this as yourself.' })
  await end()
})

it('is for administrators with a reason, on people of theirs who can sign in', async () => {
  const stranger = newId()
  await expect(start(stranger)).rejects.toMatchObject({ code: 'not_found' })
  await expect(start(vera, '  ')).rejects.toMatchObject({ code: 'invalid', details: { reason: 'reason' } })
  await expect(start((await house.user({ session })).userId)).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'self' } })
  await house.as({ session }, setMemberActive, { userId: vera, isActive: false })
  await expect(start()).rejects.toMatchObject({ code: 'invalid', details: { reason: 'inactive' } })
  await house.as({ session }, setMemberActive, { userId: vera, isActive: true })
  await expect(house.as({ token: 'token-of-sixteen-letters' }, startImpersonation, { userId: vera, reason })).rejects.toMatchObject({ code: 'unauthenticated' })
})

it('is over when the person is deactivated, and does not come back with them', async () => {
  await start()
  const second = (await house.as({}, signIn, { email, password, address })).secret
  await house.as({ session: second }, setMemberActive, { userId: vera, isActive: false })
  expect((await house.user({ session })).email).toBe(email)
  await house.as({ session: second }, setMemberActive, { userId: vera, isActive: true })
  expect((await house.user({ session })).email).toBe(email)
})

it('is over when a provider of identities deactivates the person, and does not come back with them', async () => {
  const { id: accountId } = await house.as({ session }, createServiceAccount, { name: 'Provider', role: 'admin' })
  const expiresAt = new Date(house.clock.now() + 24 * 60 * minute)
  const { secret: token } = await house.as({ session }, createServiceToken, { accountId, description: 'scim', expiresAt, scopes: ['scim'] })
  const setActive = (active: boolean) => house.as({ token }, changeScimUser, { userId: vera, change: (user) => ({ ...user, active }) })
  await start()
  expect((await house.user({ session })).userId).toBe(vera)
  await setActive(false)
  expect((await house.user({ session })).email).toBe(email)
  await setActive(true)
  expect((await house.user({ session })).email).toBe(email)
})

it('is over when who looks is deactivated or no administrator any more', async () => {
  await house.as({ session }, startImpersonation, { userId: vera, reason })
  const olga = (await signInAs(other)).secret
  const ada = (await test.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id
  await house.as({ session: olga }, updateMemberRole, { userId: ada, role: 'editor' })
  expect(await house.actor({ session })).toEqual({ kind: 'anonymous' })
  await house.as({ session: olga }, updateMemberRole, { userId: ada, role: 'admin' })
  session = (await house.as({}, signIn, { email, password, address })).secret
  await start()
  await house.as({ session: olga }, setMemberActive, { userId: ada, isActive: false })
  expect(await house.actor({ session })).toEqual({ kind: 'anonymous' })
  await house.as({ session: olga }, setMemberActive, { userId: ada, isActive: true })
})

/** A session of somebody without a password. */
async function signInAs(userId: string): Promise<{ secret: string }> {
  const { password_hash } = await test.db.selectFrom('users').select('password_hash').where('email', '=', email).executeTakeFirstOrThrow()
  const { email: theirs } = await test.db.updateTable('users').set({ password_hash }).where('id', '=', userId).returning('email').executeTakeFirstOrThrow()
  return house.as({}, signIn, { email: theirs, password, address })
}

it('ends with the session', async () => {
  await start()
  await house.as({ session }, signOut, {})
  expect(await house.actor({ session })).toEqual({ kind: 'anonymous' })
  const open = await test.db.selectFrom('impersonations').select('id').where('ended_at', 'is', null).where('session_hash', 'is', null).execute()
  expect(open).toEqual([])
})

it('is told to the person: by mail, and in their account with the reason', async () => {
  house.outbox.length = 0
  await start()
  await end()
  expect(house.outbox).toMatchObject([{ to: 'vera@example.com', subject: expect.stringContaining('is viewing Atrium as you') }])
  expect(house.outbox[0]?.text).toContain(reason)
  const theirs = (await signInAs(vera)).secret
  const [latest] = await house.as({ session: theirs }, listOwnImpersonations, {})
  expect(latest).toMatchObject({ by: { email }, reason, startedAt: new Date(house.clock.now()), endedAt: new Date(house.clock.now()) })
  house.sendsMail(false)
  await start()
  await end()
  house.sendsMail(true)
  expect(house.outbox).toHaveLength(1)
})

it('writes both names into every line, whether it was seen or refused, and the chain holds', async () => {
  // The same refusal is written again after a minute.
  house.clock.advance(2 * minute)
  const ada = (await house.user({ session })).userId
  await start()
  await house.as({ session }, listMembers, {})
  await house.as({ session }, updateProfile, { firstName: 'Mallory' }).catch(() => undefined)
  await house.as({ session }, listTokens, {}).catch(() => undefined)
  await end()
  const lines = await test.db.selectFrom('change_log').select(['operation', 'actor_id', 'as_id', 'outcome', 'reason']).orderBy('id', 'desc').limit(5).execute()
  const who = { actor_id: ada, as_id: vera }
  expect(lines).toEqual([
    { operation: 'identity.endImpersonation', ...who, outcome: 'done', reason: null },
    { operation: 'identity.listTokens', ...who, outcome: 'refused', reason: 'impersonating' },
    { operation: 'identity.updateProfile', ...who, outcome: 'refused', reason: 'impersonating' },
    { operation: 'identity.listMembers', ...who, outcome: 'done', reason: null },
    { operation: 'identity.startImpersonation', actor_id: ada, as_id: null, outcome: 'done', reason: null },
  ])
  expect(await verifyChangeLog(test.connection)).toMatchObject({ intact: true })
})
